/**
 * The log as C2SP tlog-tiles v0.1.0, from this node's verified replica: `/checkpoint`, `/tile/<L>/<N>[.p/<W>]`,
 * `/tile/entries/<N>[.p/<W>]`, signed by the build nodes that can be reached. A node in mode `query` has none of it.
 */
import type Router from '@koa/router';
import { toBase64 } from '@pyrsia/ledger';
import { encodeBundle, TILE_WIDTH, tileIndexPath, tileWidth } from '@pyrsia/ledger/merkle';
import type { Context } from 'koa';
import type { Found } from '../chain/publications.ts';
import { ClientError } from '../errors.ts';
import { policyOf } from '../log/note.ts';
import type { LogReplica } from '../log/replica.ts';
import type { SignedNote } from '../log/signed-checkpoint.ts';
import type { NodeParts } from '../node-parts.ts';

const HASH_BYTES = 32;
/** Levels of a log of 2^64 entries. */
const MAX_LEVEL = 7;

export function logRoutes(router: Router, parts: NodeParts): void {
  const { replica, checkpoints, publications, config } = parts;
  const log = (): LogReplica => {
    if (replica === undefined) throw new ClientError('NOT_FOUND', { what: 'this node keeps no copy of the log (log = query)' });
    return replica;
  };

  const signed = async (): Promise<SignedNote> => {
    if (log().head === undefined) throw new ClientError('LOG_PENDING', { entries: log().size });
    const note = await checkpoints.note();
    if (note === undefined) throw new ClientError('NOT_FOUND', { what: 'no connected build node has signed a checkpoint yet' });
    return note;
  };

  router.get('/checkpoint', async (context) => {
    sendText(context, (await signed()).note, 'no-cache');
  });
  for (const quorum of ['majority', 'two_thirds'] as const) {
    router.get(`/policy/${quorum}`, async (context) => {
      sendText(context, policyOf(await publications.noteKeys(config.network.logOrigin), quorum), 'no-cache');
    });
  }
  router.get('/tile/entries/*path', (context) => {
    const { index, width } = wantedTile(context.path.slice('/tile/entries/'.length), 0, log());
    const first = index * BigInt(TILE_WIDTH);
    const entries = Array.from({ length: width }, (_, i) => log().entry(first + BigInt(i)) as Uint8Array);
    send(context, encodeBundle(entries));
  });
  router.get('/tile/:level/*path', (context) => {
    const level = Number(/^[0-9]$/.exec(context.params['level'] ?? '')?.[0] ?? Number.NaN);
    if (!(level <= MAX_LEVEL)) throw new ClientError('NOT_FOUND', { path: context.path });
    const { index, width } = wantedTile(context.path.slice(`/tile/${level}/`.length), level, log());
    send(context, (log().readTile(level, index) as Uint8Array).subarray(0, width * HASH_BYTES));
  });
}

/** Proof of a publication by C2SP tlog-proof, under the newest checkpoint that is signed. */
export async function sendTlogProof(context: Context, parts: NodeParts, { entry: { index, bytes } }: Found): Promise<void> {
  const { replica, checkpoints } = parts;
  const signed = replica === undefined ? undefined : await checkpoints.note();
  if (replica === undefined || signed === undefined || index >= signed.checkpoint.size)
    throw new ClientError('NOT_FOUND', { what: 'no signed checkpoint that covers it is at hand; try again in a few seconds' });
  const hashes = replica.inclusion(index, signed.checkpoint.size);
  sendText(context, tlogProof({ index, entry: bytes, hashes, note: signed.note }), 'no-cache');
}

function tlogProof(proof: { index: bigint; entry: Uint8Array; hashes: readonly Uint8Array[]; note: string }): string {
  const lines = ['c2sp.org/tlog-proof@v1', `extra ${toBase64(proof.entry)}`, `index ${proof.index}`, ...proof.hashes.map(toBase64)];
  return `${lines.join('\n')}\n\n${proof.note}`;
}

function sendText(context: Context, text: string, cache: string): void {
  context.set('cache-control', cache);
  context.type = 'text/plain; charset=utf-8';
  context.body = text;
}

/** A tile that the log has: full, or of a width that it had at some size up to now. */
function wantedTile(path: string, level: number, log: LogReplica): { index: bigint; width: number } {
  const match = /^((?:x[0-9]{3}\/)*[0-9]{3})(?:\.p\/([1-9][0-9]{0,2}))?$/.exec(path);
  const size = log.head?.checkpoint.size ?? 0n;
  const index = BigInt((match?.[1] ?? '').replaceAll(/[x/]/g, '') || '0');
  const width = match?.[2] === undefined ? TILE_WIDTH : Number(match[2]);
  const isPartial = match?.[2] !== undefined;
  if (match === null || tileIndexPath(index) !== match[1] || width > tileWidth(level, index, size) || (isPartial && width >= TILE_WIDTH))
    throw new ClientError('NOT_FOUND', { path: path.slice(0, 100), size });
  return { index, width };
}

function send(context: Context, bytes: Uint8Array): void {
  context.set('cache-control', 'public, max-age=31536000, immutable');
  context.type = 'application/octet-stream';
  context.body = Buffer.from(bytes);
}
