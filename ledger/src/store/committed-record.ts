/**
 * The record of a committed height, which start-up reads:
 * u8 format ‖ u64 height ‖ u64 time in ms ‖ 32 app hash ‖ 41 state root ref ‖ u8 len ‖ chain id ‖ u8 len ‖ origin ‖ frontier.
 */
import { asDigest, concatBytes, equalBytes, parseU64be, parseUtf8, u64be, utf8 } from '../bytes.ts';
import { LedgerError } from '../errors.ts';
import { encodeFrontier, parseFrontier } from '../merkle/frontier.ts';
import { simpleMapRoot } from '../merkle/simple-map.ts';
import { appHashMap, type Committed } from '../state/block.ts';
import { encodeRef, parseRef } from '../state/map-nodes.ts';

/** Of everything in the store; another one is refused. */
const FORMAT = 3;
const REF_BYTES = 41;

export function encodeCommitted(committed: Committed): Uint8Array {
  const chainId = utf8(committed.chainId);
  const origin = utf8(committed.logOrigin);
  return concatBytes(
    Uint8Array.of(FORMAT),
    u64be(committed.height),
    u64be(committed.timeMs),
    committed.appHash,
    encodeRef(committed.stateRoot),
    Uint8Array.of(chainId.length),
    chainId,
    Uint8Array.of(origin.length),
    origin,
    encodeFrontier(committed.frontier),
  );
}

/** `STORE_FORMAT`, or `STORE_UNKNOWN` if the record does not hash to itself. */
export function parseCommitted(bytes: Uint8Array): Committed {
  if (bytes[0] !== FORMAT) throw new LedgerError('STORE_FORMAT', { found: bytes[0] ?? -1, known: FORMAT });
  const height = parseU64be(bytes.slice(1, 9));
  const timeMs = parseU64be(bytes.slice(9, 17));
  const appHash = asDigest(bytes.slice(17, 49));
  const stateRoot = parseRef(bytes.slice(49, 49 + REF_BYTES));
  let offset = 49 + REF_BYTES;
  const text = (): string => {
    const end = offset + 1 + (bytes[offset] as number);
    const value = parseUtf8(bytes.subarray(offset + 1, end));
    offset = end;
    return value;
  };
  const chainId = text();
  const logOrigin = text();
  const frontier = parseFrontier(bytes.slice(offset));
  if (!equalBytes(simpleMapRoot(appHashMap(logOrigin, frontier, stateRoot)), appHash)) {
    throw new LedgerError('STORE_UNKNOWN', { what: 'head does not hash to its app hash', height });
  }
  return { chainId, height, timeMs, appHash, stateRoot, frontier, logOrigin };
}
