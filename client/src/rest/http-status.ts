/** The one table from error code to HTTP status. */
import type { ClientErrorCode } from '../errors.ts';

const STATUS: Partial<Record<ClientErrorCode, number>> = {
  REQUEST_INVALID: 400,
  UNAUTHORIZED: 401,
  NOT_FOUND: 404,
  NOT_PUBLISHED: 404,
  REQUEST_REFUSED: 409,
  ARTIFACT_MISMATCH: 422,
  BODY_TOO_LARGE: 413,
  REVOKED: 410,
  ARTIFACT_UNAVAILABLE: 503,
  PEER_SILENT: 503,
  HEIGHT_PENDING: 503,
  RPC_UNREACHABLE: 503,
  RPC_ANSWER_INVALID: 503,
  NO_WITNESSES: 503,
  NOT_CONFIRMED: 503,
  NOT_ENOUGH_TRUST: 503,
  WITNESS_CONFLICT: 503,
  PROOF_INVALID: 503,
  TRUST_EXPIRED: 503,
  ATTACK: 503,
  LOG_FORKED: 503,
  LOG_PENDING: 503,
  DISK: 507,
};

export const httpStatus = (code: ClientErrorCode): number => STATUS[code] ?? 500;
