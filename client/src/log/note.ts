/**
 * Signed notes and checkpoints of C2SP (signed-note v1.0.0, tlog-checkpoint v1.0.0, tlog-cosignature v1.0.1).
 *
 *   note       text ‖ "\n" ‖ ("— " name " " base64(key id ‖ signature) "\n")…
 *   key id     first 4 bytes of sha256(name ‖ 0x0a ‖ algorithm ‖ public key)
 *   vkey       name "+" hex(key id) "+" base64(algorithm ‖ public key)
 *   cosignature  u64 seconds ‖ ed25519 over "cosignature/v1\ntime <seconds>\n" ‖ text
 */
import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { concatBytes, equalBytes, parseU64be, parseUtf8, sha256, toBase64, toHex, u64be, utf8 } from '@pyrsia/ledger';

/** Of the key: what it signs. */
export const ALGORITHM = { log: 0x01, cosignature: 0x04 } as const;
type Algorithm = (typeof ALGORITHM)[keyof typeof ALGORITHM];

const KEY_ID_BYTES = 4;
const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');
const SIGNATURE_BYTES = 64;
const TIME_BYTES = 8;
/** tlog-cosignature: at most 2^63 − 1. */
const MAX_SECONDS = 2n ** 63n - 1n;
/** The DER form of a public key, before the key itself. */
const SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');

export interface NoteKey {
  readonly name: string;
  readonly algorithm: Algorithm;
  /** ed25519. */
  readonly publicKey: Uint8Array;
}

export const keyIdOf = ({ name, algorithm, publicKey }: NoteKey): Uint8Array =>
  sha256(utf8(name), Uint8Array.of(0x0a, algorithm), publicKey).slice(0, KEY_ID_BYTES);

export const vkeyOf = (key: NoteKey): string => `${key.name}+${toHex(keyIdOf(key))}+${toBase64(concatBytes(Uint8Array.of(key.algorithm), key.publicKey))}`;

/** A build node's two keys from its one: under the log's name for the log, under its own for what it witnessed. */
export function noteKeysOf(logOrigin: string, nodeId: Uint8Array, publicKey: Uint8Array): { log: NoteKey; cosignature: NoteKey } {
  return {
    log: { name: logOrigin, algorithm: ALGORITHM.log, publicKey },
    cosignature: { name: `${logOrigin}/${toHex(nodeId)}`, algorithm: ALGORITHM.cosignature, publicKey },
  };
}

export class NoteSigner {
  readonly publicKey: Uint8Array;
  private readonly key: KeyObject;

  /** 32-byte ed25519 seed. */
  constructor(seed: Uint8Array) {
    this.key = createPrivateKey({ key: Buffer.concat([PKCS8_PREFIX, seed]), format: 'der', type: 'pkcs8' });
    this.publicKey = new Uint8Array(createPublicKey(this.key).export({ format: 'der', type: 'spki' }).subarray(SPKI_PREFIX.length));
  }

  /** Both lines of a checkpoint; `seconds` since 1970. */
  lines(checkpoint: Uint8Array, keys: ReturnType<typeof noteKeysOf>, seconds: bigint): string[] {
    const ofLog = sign(null, checkpoint, this.key);
    const seen = sign(null, cosigned(checkpoint, seconds), this.key);
    return [lineOf(keys.log, ofLog), lineOf(keys.cosignature, concatBytes(u64be(seconds), seen))];
  }
}

const cosigned = (checkpoint: Uint8Array, seconds: bigint): Uint8Array => concatBytes(utf8(`cosignature/v1\ntime ${seconds}\n`), checkpoint);
const lineOf = (key: NoteKey, signature: Uint8Array): string => `\u2014 ${key.name} ${toBase64(concatBytes(keyIdOf(key), signature))}\n`;

export const noteOf = (text: Uint8Array, lines: readonly string[]): string => `${parseUtf8(text)}\n${lines.join('')}`;

/** Untrusted line → the name and the id of the key that it claims to be by. */
export function keyOfLine(line: string): { readonly name: string; readonly id: Uint8Array; readonly signature: Uint8Array } | undefined {
  const match = /^\u2014 (\S{1,200}) ([A-Za-z0-9+/]{1,200}={0,2})\n$/.exec(line);
  const bytes = Buffer.from(match?.[2] ?? '', 'base64');
  if (match === null || bytes.toString('base64') !== match[2] || bytes.length <= KEY_ID_BYTES) return undefined;
  return { name: match[1] as string, id: bytes.subarray(0, KEY_ID_BYTES), signature: bytes.subarray(KEY_ID_BYTES) };
}

/** Untrusted line → true if it is by that key over that text. */
export function lineHolds(line: string, key: NoteKey, text: Uint8Array): boolean {
  const claimed = keyOfLine(line);
  if (claimed === undefined || claimed.name !== key.name || !equalBytes(claimed.id, keyIdOf(key))) return false;
  const { signature } = claimed;
  const publicKey = createPublicKey({ key: Buffer.concat([SPKI_PREFIX, key.publicKey]), format: 'der', type: 'spki' });
  if (key.algorithm === ALGORITHM.log) return signature.length === SIGNATURE_BYTES && verify(null, text, publicKey, signature);
  if (signature.length !== TIME_BYTES + SIGNATURE_BYTES) return false;
  const seconds = parseU64be(signature.slice(0, TIME_BYTES));
  return seconds <= MAX_SECONDS && verify(null, cosigned(text, seconds), publicKey, signature.subarray(TIME_BYTES));
}

/** The policy file of C2SP tlog-policy: which cosignatures make a checkpoint one of this network. */
export function policyOf(keys: ReadonlyArray<ReturnType<typeof noteKeysOf>>, quorum: 'majority' | 'two_thirds'): string {
  const count = keys.length;
  const needed = { majority: Math.floor(count / 2) + 1, two_thirds: Math.floor((2 * count) / 3) + 1 };
  const names = keys.map((_, i) => `node${i}`);
  return [
    '# More than half of the build nodes publish; more than two thirds make a block.',
    ...keys.map(({ log }) => `log ${vkeyOf(log)}`),
    ...keys.map(({ cosignature }, i) => `witness node${i} ${vkeyOf(cosignature)}`),
    `group majority ${needed.majority} ${names.join(' ')}`,
    `group two_thirds ${needed.two_thirds} ${names.join(' ')}`,
    `quorum ${quorum}`,
    '',
  ].join('\n');
}
