/** Headers that only a walk back leads to: along the hashes, once, past endpoints that lie, on after a stop. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Rpc } from '../chain/rpc.ts';
import { ClientError } from '../errors.ts';
import { headerHash } from '../light/encode.ts';
import { lightBlockToJson } from '../light/json.ts';
import type { LightBlock } from '../light/types.ts';
import { Headers } from './headers.ts';

const LENGTH = 3_500;
const bytes = (length: number, value: number): Uint8Array => new Uint8Array(length).fill(value);

/** A chain of headers, each with the hash of the one before. */
const chain: LightBlock[] = [];
for (let height = 1; height <= LENGTH; height += 1) {
  const before = chain.at(-1);
  const hash = before === undefined ? new Uint8Array(0) : headerHash(before.header);
  const header = {
    versionBlock: 11n,
    versionApp: 1n,
    chainId: 'test',
    height: BigInt(height),
    timeNs: BigInt(height) * 1_000_000_000n,
    lastBlockId: { hash, partsTotal: before === undefined ? 0 : 1, partsHash: before === undefined ? new Uint8Array(0) : bytes(32, 1) },
    lastCommitHash: bytes(32, 2),
    dataHash: bytes(32, 3),
    validatorsHash: bytes(32, 4),
    nextValidatorsHash: bytes(32, 4),
    consensusHash: bytes(32, 5),
    appHash: bytes(32, height % 256),
    lastResultsHash: bytes(32, 6),
    evidenceHash: bytes(32, 7),
    proposerAddress: bytes(20, 8),
  };
  chain.push({ header, commit: { height: BigInt(height), round: 0, blockId: header.lastBlockId, signatures: [] }, validators: [] });
}
const at = (height: number): LightBlock => chain[height - 1] as LightBlock;
const top = at(LENGTH);
const light = { reach: async () => top, reachesForward: () => false, above: (height: bigint) => (height < BigInt(LENGTH) ? top : undefined) };

interface Asked extends Pick<Rpc, 'url'> {
  calls: number;
}
function rpcOf(url: string, change: (headers: unknown[]) => unknown[] = (headers) => headers): Asked & Rpc {
  const rpc = {
    url,
    calls: 0,
    async call(_method: string, { minHeight, maxHeight }: Record<string, unknown>) {
      rpc.calls += 1;
      const metas = [];
      for (let height = Number(maxHeight); height >= Number(minHeight) && metas.length < 20; height -= 1) {
        const json = lightBlockToJson(at(height)) as { signed_header: { header: unknown } };
        metas.push({ header: json.signed_header.header });
      }
      return { block_metas: change(metas) };
    },
  };
  return rpc as unknown as Asked & Rpc;
}

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pyrsia-headers-'));
});
afterEach(() => rm(folder, { recursive: true }));
const { signal } = new AbortController();
const open = (...rpcs: Rpc[]) => Headers.open({ light, rpcs, file: join(folder, 'anchors.json'), progress: () => undefined });

test('the way back is gone once: later heights begin at an anchor, also after a restart', async () => {
  const rpc = rpcOf('a');
  const headers = await open(rpc);
  expect(headerHash(await headers.at(5n, signal))).toEqual(headerHash(at(5).header));
  expect(rpc.calls).toBe(Math.ceil((LENGTH - 5) / 20));
  for (const height of [6, 300, 999, 1_000]) expect((await headers.at(BigInt(height), signal)).height).toBe(BigInt(height));
  const again = rpcOf('b');
  const reopened = await open(again);
  expect((await reopened.at(2_990n, signal)).appHash).toEqual(at(2_990).header.appHash);
  expect(again.calls).toBe(1);
});

test('a walk that was stopped is not walked again', async () => {
  const stopped = new AbortController();
  const dying = rpcOf('dying', (metas) => {
    if (dying.calls > 100) {
      stopped.abort();
      throw new ClientError('RPC_UNREACHABLE');
    }
    return metas;
  });
  const headers = await open(dying);
  await expect(headers.at(3n, stopped.signal)).rejects.toThrow();
  // What was walked is known: nobody is asked again for it.
  const { calls } = dying;
  expect((await headers.at(2_600n, signal)).height).toBe(2_600n);
  expect(dying.calls).toBe(calls);
});

test.each<[string, (metas: unknown[]) => unknown[]]>([
  ['another header', (metas) => [{ header: { ...(metas[0] as { header: object }).header, app_hash: '00'.repeat(32) } }, ...metas.slice(1)]],
  [
    'a later one changed',
    (metas) => metas.map((meta, i) => (i === 3 ? { header: { ...(meta as { header: object }).header, app_hash: '00'.repeat(32) } } : meta)),
  ],
  ['no headers', () => []],
  ['another order', (metas) => [...metas].reverse()],
  ['rubbish', () => [{}]],
])('an endpoint that gives %s is passed over', async (_, change) => {
  const headers = await open(rpcOf('liar', change), rpcOf('honest'));
  expect(headerHash(await headers.at(3_300n, signal))).toEqual(headerHash(at(3_300).header));
  const alone = await open(rpcOf('liar', change));
  await expect(alone.at(3_200n, signal)).rejects.toBeInstanceOf(ClientError);
});
