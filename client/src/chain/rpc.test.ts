/** RPC endpoints that hang, flood, drip, redirect and lie: over real HTTP, each call ends, and in little memory. */

import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asDigest } from '@pyrsia/ledger';
import { afterEach, expect, test } from 'vitest';
import { ClientError } from '../errors.ts';
import { LightClient } from '../light/client.ts';
import type { LightBlockProvider } from '../light/provider.ts';
import { LightStore } from '../light/store.ts';
import { Rpc } from './rpc.ts';
import { RpcProvider } from './rpc-provider.ts';

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  }
});

async function serving(answer: (request: { method: string; params: Record<string, unknown> }, response: ServerResponse) => void): Promise<string> {
  const server = createServer((request: IncomingMessage, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => answer(JSON.parse(Buffer.concat(pieces).toString()), response));
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
const { signal } = new AbortController();
const result = (response: ServerResponse, value: unknown): unknown => response.end(JSON.stringify({ jsonrpc: '2.0', id: 1, result: value }));
const failure = (response: ServerResponse, data: string): unknown =>
  response.end(JSON.stringify({ jsonrpc: '2.0', id: 1, error: { code: -32603, message: 'Internal error', data } }));

test('100 MB are not read to their end, and not kept', async () => {
  let sent = 0;
  const url = await serving((_, response) => {
    const piece = Buffer.alloc(1024 * 1024, 0x20);
    const more = (): void => {
      while (sent < 100 * piece.length && !response.destroyed) {
        sent += piece.length;
        if (!response.write(piece)) return void response.once('drain', more);
      }
      response.end();
    };
    more();
  });
  await expect(new Rpc(url).call('commit', {}, signal)).rejects.toMatchObject({ code: 'RPC_ANSWER_TOO_LARGE' });
  expect(sent).toBeLessThan(32 * 1024 * 1024);
});

test('one that hangs is left when the caller has had enough, or the node ends', async () => {
  const url = await serving(() => undefined);
  const enough = new AbortController();
  const call = new Rpc(url).call('commit', {}, enough.signal);
  enough.abort();
  await expect(call).rejects.toMatchObject({ code: 'RPC_UNREACHABLE' });
  const ended = new AbortController();
  const other = new Rpc(url, ended.signal).call('commit', {}, signal);
  ended.abort();
  await expect(other).rejects.toMatchObject({ code: 'RPC_UNREACHABLE' });
});

test.each<[string, (response: ServerResponse) => unknown, string]>([
  ['no JSON', (response) => response.end('<html>502</html>'), 'RPC_ANSWER_INVALID'],
  ['a JSON list', (response) => response.end('[]'), 'RPC_ANSWER_INVALID'],
  ['no result', (response) => response.end('{}'), 'RPC_ANSWER_INVALID'],
  ['a connection that breaks', (response) => response.destroy(), 'RPC_UNREACHABLE'],
  ['a redirect to somewhere else', (response) => response.writeHead(307, { location: 'http://127.0.0.1:1/' }).end(), 'RPC_UNREACHABLE'],
  ['a height to come', (response) => failure(response, 'height 9 must be less than or equal to the current blockchain height 5'), 'HEIGHT_PENDING'],
  ['a height that is gone', (response) => failure(response, 'height 3 is not available, lowest height is 7'), 'HEIGHT_MISSING'],
  ['another error', (response) => failure(response, 'no'), 'RPC_ANSWER_INVALID'],
])('%s has its own code', async (_, answer, code) => {
  const url = await serving((_request, response) => void answer(response));
  await expect(new Rpc(url).call('commit', {}, signal)).rejects.toMatchObject({ code });
});

const HEADER = {
  version: { block: '11', app: '1' },
  chain_id: 'test',
  height: '5',
  time: '2026-01-01T00:00:00Z',
  last_block_id: { hash: '', parts: { total: 0, hash: '' } },
  last_commit_hash: '',
  data_hash: '',
  validators_hash: '',
  next_validators_hash: '',
  consensus_hash: '',
  app_hash: '',
  last_results_hash: '',
  evidence_hash: '',
  proposer_address: '',
};
const COMMIT = { signed_header: { header: HEADER, commit: { height: '5', round: 0, block_id: { hash: '', parts: { total: 0, hash: '' } }, signatures: [] } } };
const VALIDATOR = {
  address: '00'.repeat(20),
  pub_key: { type: 'tendermint/PubKeyEd25519', value: Buffer.alloc(32).toString('base64') },
  voting_power: '1',
  proposer_priority: '0',
};

test.each<[string, (page: number) => unknown]>([
  ['pages without end', () => ({ total: '9223372036854775807', validators: Array(100).fill(VALIDATOR) })],
  ['an empty page before the end', (page) => ({ total: '200', validators: page === 1 ? Array(100).fill(VALIDATOR) : [] })],
  ['a page of too many', () => ({ total: '1000', validators: Array(1_000).fill(VALIDATOR) })],
  ['a total that is no number', () => ({ total: 'many', validators: [VALIDATOR] })],
])('validators: %s', async (_, page) => {
  let calls = 0;
  const url = await serving(({ method, params }, response) => {
    calls += 1;
    result(response, method === 'commit' ? COMMIT : page(Number(params['page'])));
  });
  await expect(new RpcProvider(new Rpc(url)).lightBlock(5n, signal)).rejects.toMatchObject({ code: 'RPC_ANSWER_INVALID' });
  expect(calls).toBeLessThan(110);
});

test('one that is a moment behind is asked again; a block of another height is refused', async () => {
  let calls = 0;
  const url = await serving(({ method }, response) => {
    calls += 1;
    if (calls < 4) failure(response, 'height 5 must be less than or equal to the current blockchain height 4');
    else result(response, method === 'commit' ? COMMIT : { total: '1', validators: [VALIDATOR] });
  });
  const provider = new RpcProvider(new Rpc(url));
  expect((await provider.lightBlock(5n, signal)).header.height).toBe(5n);
  await expect(provider.lightBlock(6n, signal)).rejects.toMatchObject({ code: 'RPC_ANSWER_INVALID' });
});

test('a provider that neither answers nor minds being told to stop does not hold the light client', async () => {
  const deaf: LightBlockProvider = { name: 'deaf', lightBlock: () => new Promise(() => undefined), reportEvidence: async () => undefined };
  const folder = await mkdtemp(join(tmpdir(), 'pyrsia-rpc-'));
  const root = { chainId: 'test', height: 1n, hash: asDigest(new Uint8Array(32)), trustingPeriodMs: 1_000n };
  const clock = { nowNs: () => 0n, sleep: async () => undefined };
  const client = new LightClient({ root, providers: [deaf, deaf], store: await LightStore.open(folder, 1n), clock });
  const enough = new AbortController();
  const start = client.start(enough.signal);
  enough.abort();
  await expect(start).rejects.toBeInstanceOf(ClientError);
  await rm(folder, { recursive: true });
});
