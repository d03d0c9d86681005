/**
 * The network file: what an operator pins to join a network, as JSON. Whoever controls this file controls
 * what a regular node believes; everything else is verified from it. Format: docs/formats/network-file.md.
 */
import { type Digest, parseDigest, toHex } from './bytes.ts';
import { LedgerError } from './errors.ts';
import { ORIGIN } from './merkle/checkpoint.ts';

export interface TrustRoot {
  readonly chainId: string;
  /** A height and its header hash, from a source the operator trusts. */
  readonly height: bigint;
  readonly hash: Digest;
  /** How long a verified header may be built upon; below the evidence age of the chain. */
  readonly trustingPeriodMs: bigint;
}

/** What proofs are verified from. */
export interface Pinned {
  readonly trustRoot: TrustRoot;
  readonly logOrigin: string;
}

export interface NetworkFile extends Pinned {
  /** CometBFT RPC endpoints of build nodes: the first is asked first, the others are witnesses. Not trusted. */
  readonly rpc: readonly string[];
  /** libp2p addresses to join at. Not trusted. */
  readonly bootstrap: readonly string[];
}

export function encodeNetworkFile(file: NetworkFile): string {
  return `${JSON.stringify({ ...pinnedToJson(file), rpc: file.rpc, bootstrap: file.bootstrap }, null, 2)}\n`;
}

/** The members of a network file that are pinned, without its addresses. */
export function pinnedToJson({ trustRoot, logOrigin }: Pinned): object {
  return {
    trust_root: {
      chain_id: trustRoot.chainId,
      height: trustRoot.height.toString(),
      hash: toHex(trustRoot.hash),
      trusting_period_ms: trustRoot.trustingPeriodMs.toString(),
    },
    log_origin: logOrigin,
  };
}

export function parseNetworkFile(text: string): NetworkFile {
  return parsed(() => {
    const json = JSON.parse(text) as Record<string, unknown>;
    return { ...parsePinned(json), rpc: urls(json['rpc']), bootstrap: strings(json['bootstrap'], 'bootstrap') };
  });
}

/** Of a network file, or of an answer that has these members of one. */
export function parsePinned(value: unknown): Pinned {
  return parsed(() => {
    const json = value as Record<string, unknown>;
    const root = json['trust_root'] as Record<string, unknown>;
    const origin = json['log_origin'];
    const chainId = root['chain_id'];
    if (typeof chainId !== 'string' || chainId.length === 0 || chainId.length > 50) throw bad('trust_root.chain_id');
    if (typeof origin !== 'string' || !ORIGIN.test(origin)) throw bad('log_origin');
    return {
      trustRoot: {
        chainId,
        height: positive(root['height'], 'trust_root.height'),
        hash: parseDigest(String(root['hash'])),
        trustingPeriodMs: positive(root['trusting_period_ms'], 'trust_root.trusting_period_ms'),
      },
      logOrigin: origin,
    };
  });
}

function parsed<T>(parse: () => T): T {
  try {
    return parse();
  } catch (cause) {
    if (cause instanceof LedgerError) throw cause;
    throw new LedgerError('MALFORMED', { what: 'network file' }, { cause });
  }
}

function positive(value: unknown, where: string): bigint {
  if (typeof value !== 'string' || !/^[1-9][0-9]{0,18}$/.test(value)) throw bad(where);
  return BigInt(value);
}
function strings(value: unknown, where: string): string[] {
  if (!Array.isArray(value) || value.some((item) => typeof item !== 'string')) throw bad(where);
  return value as string[];
}
function urls(value: unknown): string[] {
  const list = strings(value, 'rpc');
  if (list.length === 0 || !list.every((url) => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol))) throw bad('rpc');
  return list;
}
const bad = (where: string): LedgerError => new LedgerError('MALFORMED', { what: `network file: ${where}` });
