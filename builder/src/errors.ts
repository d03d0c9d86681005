/** The one error class of this workspace. Codes that end a build map to the failure that is revealed. */
import type { FailureCode } from '@pyrsia/ledger';

const SENTENCES = {
  USAGE: 'The command line is not usable; see --help.',
  CONFIG_INVALID: 'The configuration file is not usable.',
  SOURCE_UNAVAILABLE: 'The source could not be fetched from where the recipe says.',
  SOURCE_MISMATCH: 'The fetched source has another sha256 than the recipe says; somebody changed the source, or the recipe is wrong.',
  SOURCE_NOT_ACCEPTED: 'The policy of this node does not accept the source.',
  TOOLCHAIN_MISSING: 'A tool that the recipe needs is missing or of another version; install it.',
  BUILD_FAILED: 'A step of the recipe failed; the end of the build log says why.',
  BUILD_TIMEOUT: 'The build took longer than the recipe allows.',
  MEMORY_EXCEEDED: 'The build used more memory than the recipe allows.',
  PROCESSES_EXCEEDED: 'The build started more processes than the recipe allows.',
  DISK_EXCEEDED: 'The build filled the disk that the recipe allows.',
  OUTPUT_MISSING: 'The build ended well but did not make an output that the recipe names.',
  OUTPUT_INVALID: 'An output of the build is not a plain file of a usable size.',
  DEPENDENCY_UNAVAILABLE: 'A dependency could not be fetched from the configured upstream registry; check the network.',
  SANDBOX_UNAVAILABLE: 'bubblewrap cannot make a sandbox here; install the package bubblewrap, or allow user namespaces.',
  UPSTREAM_UNKNOWN: 'No upstream registry is configured on this host for that ecosystem.',
  CHAIN_UNREACHABLE: 'The CometBFT RPC does not answer; is the node up?',
  CHAIN_ANSWER_INVALID: 'The CometBFT RPC gave an answer that is not usable.',
  JOURNAL_DAMAGED: 'The journal of a build is damaged; this node stays silent on that build rather than contradict itself.',
  NODE_UNREACHABLE: 'The regular node of this build node does not take the artifact; is it up, and is the token right?',
  INTERNAL_ERROR: 'The build ended by a fault of this software.',
} as const;

export type BuilderErrorCode = keyof typeof SENTENCES;

export class BuilderError extends Error {
  override readonly name = 'BuilderError';
  readonly code: BuilderErrorCode;
  readonly detail: Readonly<Record<string, string | number | bigint | boolean>>;

  constructor(code: BuilderErrorCode, detail: BuilderError['detail'] = {}, options?: ErrorOptions) {
    const shown = Object.entries(detail).map(([key, value]) => `${key}=${String(value)}`);
    super(`${code}: ${SENTENCES[code]}${shown.length > 0 ? ` (${shown.join(', ')})` : ''}`, options);
    this.code = code;
    this.detail = detail;
  }
}

/** Failures that are results of a build; the others are faults of the node, and the build is tried again. */
const FAILURE_OF: Partial<Record<BuilderErrorCode, FailureCode>> = {
  SOURCE_UNAVAILABLE: 'source_unavailable',
  SOURCE_MISMATCH: 'source_mismatch',
  SOURCE_NOT_ACCEPTED: 'source_not_accepted',
  TOOLCHAIN_MISSING: 'toolchain_missing',
  BUILD_FAILED: 'build_failed',
  BUILD_TIMEOUT: 'build_timeout',
  MEMORY_EXCEEDED: 'memory_exceeded',
  PROCESSES_EXCEEDED: 'processes_exceeded',
  DISK_EXCEEDED: 'disk_exceeded',
  OUTPUT_MISSING: 'output_missing',
  OUTPUT_INVALID: 'output_invalid',
  DEPENDENCY_UNAVAILABLE: 'dependency_unavailable',
  SANDBOX_UNAVAILABLE: 'sandbox_unavailable',
  INTERNAL_ERROR: 'internal_error',
};

export function failureOf(error: unknown): FailureCode | undefined {
  return error instanceof BuilderError ? FAILURE_OF[error.code] : undefined;
}
