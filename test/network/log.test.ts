/**
 * The log of a running network as a regular node has it: followed through RPC endpoints that lie, answered from with
 * the chain gone, and accepted by an unmodified checker of others.
 */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { buildNodesOf, networkFilePath, type PlannedNode, rpcUrl, until } from '@pyrsia/genesis';
import { asDigest, parseBase64, sha256, toHex, utf8 } from '@pyrsia/ledger';
import { hashLeaf, parseCheckpoint, verifyInclusion } from '@pyrsia/ledger/merkle';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ensureGoTool } from '../go-tools.ts';
import { ChainDriver } from './chain-driver.ts';
import { honest, type Lie, LyingRpc } from './lying-rpc.ts';
import { OwnNode } from './own-node.ts';
import { startTestNetwork, TEST_MAPPINGS, type TestNetwork } from './test-network.ts';

const FSCK = 'github.com/transparency-dev/tessera/cmd/fsck@v1.0.4';
const purlOf = (version: string): string => `pkg:maven/org.apache.maven.shared/file-management@${version}`;

let net: TestNetwork;
let folder: string;
let driver: ChainDriver;
let rpcs: LyingRpc[];
let node: OwnNode;
const stop = new AbortController();

const nodes = (): PlannedNode[] => buildNodesOf(net.network.plan);
const publish = (...versions: string[]) => Promise.all(versions.map((version) => driver.publish(version, stop.signal)));
const own = (home: string, log?: 'query') =>
  OwnNode.start({
    dataFolder: net.dataFolder,
    home: join(folder, home),
    rpc: rpcs.map(({ url }) => url),
    as: nodes()[0] as PlannedNode,
    ...(log ? { log } : {}),
  });
const sizeOf = async (of: OwnNode): Promise<bigint> => BigInt((await of.get('/status')).body.log_size);
const follows = (of: OwnNode, size: bigint) =>
  until(async () => {
    if ((await sizeOf(of)) < size) throw new Error(`at ${await sizeOf(of)} of ${size}`);
  }, 60_000);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pyrsia-log-'));
  net = await startTestNetwork({ chainOnly: true, shape: { buildNodes: 4, sourceMappings: TEST_MAPPINGS } });
  driver = await ChainDriver.of(net.network.plan, net.dataFolder);
  rpcs = await Promise.all(nodes().map((one) => LyingRpc.start(rpcUrl(one))));
  await publish('1', '2', '3');
  node = await own('node');
  await follows(node, 3n);
}, 180_000);
afterAll(async () => {
  stop.abort();
  await node?.kill();
  for (const rpc of rpcs ?? []) await rpc.close();
  await net?.stop();
  await rm(folder, { recursive: true, force: true });
}, 60_000);

test('Tessera’s fsck accepts the log, and refuses one with a changed byte', async () => {
  const fsck = await ensureGoTool('fsck', FSCK);
  const policy = (await node.get('/policy/majority')).body as string;
  const [checkpoint] = (await node.get('/checkpoint')).body.split('\n\n');
  const [origin] = checkpoint.split('\n');
  // The line of the node that is asked: each build node has a log key of its own.
  const note = (await node.get('/checkpoint')).body as string;
  const keyId = Buffer.from(/^\u2014 \S+ (\S+)$/m.exec(note)?.[1] ?? '', 'base64')
    .subarray(0, 4)
    .toString('hex');
  const vkey = policy
    .split('\n')
    .find((line) => line.startsWith(`log ${origin}+${keyId}`))
    ?.slice(4) as string;
  await writeFile(join(folder, 'log.pub'), vkey);
  const check = (url: string) =>
    promisify(execFile)(fsck, ['--ui=false', `--storage_url=${url}/`, `--public_key=${join(folder, 'log.pub')}`, `--origin=${origin}`], { timeout: 60_000 });
  await expect(check(node.url)).resolves.toBeDefined();
  await writeFile(
    join(folder, 'log.pub'),
    vkey.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')),
  );
  await expect(check(node.url)).rejects.toThrow();
}, 240_000);

test('tlog-proof of an artifact: the entry is in the signed tree; policies name every build node', async () => {
  const sha = toHex(sha256(utf8('2')));
  const text = (await node.get(`/api/v1/artifacts/${sha}/tlog-proof`)).body as string;
  const [head, ...note] = text.split('\n\n') as [string, ...string[]];
  const [format, extra, index, ...hashes] = head.split('\n') as [string, string, string, ...string[]];
  expect(format).toBe('c2sp.org/tlog-proof@v1');
  const { size, root } = parseCheckpoint(utf8(`${note[0]}\n`));
  const claim = { leafHash: hashLeaf(parseBase64(extra.slice('extra '.length))), index: BigInt(index.slice('index '.length)), size, root };
  expect(
    verifyInclusion(
      claim,
      hashes.map((hash) => asDigest(parseBase64(hash))),
    ),
  ).toBe(true);
  expect(
    verifyInclusion(
      { ...claim, index: claim.index ^ 1n },
      hashes.map((hash) => asDigest(parseBase64(hash))),
    ),
  ).toBe(false);
  for (const [quorum, needed] of [
    ['majority', 3],
    ['two_thirds', 3],
  ] as const) {
    const policy = (await node.get(`/policy/${quorum}`)).body as string;
    expect(policy.match(/^log /gm)).toHaveLength(4);
    expect(policy.match(/^witness /gm)).toHaveLength(4);
    expect(policy).toMatch(new RegExp(`^group ${quorum} ${needed} `, 'm'));
    expect(policy).toContain(`quorum ${quorum}\n`);
  }
  for (const path of ['/tile/0/000', '/tile/0/000.p/0', '/tile/0/000.p/200', '/tile/0/0', '/tile/9/000', '/tile/entries/000', '/tile/entries/../x']) {
    expect((await node.get(path)).status, path).toBe(404);
  }
}, 60_000);

test('a node collects the signatures of others: each line holds under a key of the policy, rubbish of a peer is left out', async () => {
  const { peer_addrs: bootstrap } = (await node.get('/status')).body;
  const options = { dataFolder: net.dataFolder, rpc: rpcs.map(({ url }) => url), bootstrap };
  const second = await OwnNode.start({ ...options, home: join(folder, 'second'), as: nodes()[1] as PlannedNode });
  try {
    const note = await until(async () => {
      const { body } = await second.get('/checkpoint');
      const lines = (body as string).split('\n\n')[1]?.trimEnd().split('\n') ?? [];
      if (lines.length !== 4) throw new Error(`${lines.length} lines`);
      return lines;
    }, 60_000);
    const policy = (await second.get('/policy/majority')).body as string;
    const ids = note.map((line) =>
      Buffer.from(line.split(' ')[2] as string, 'base64')
        .subarray(0, 4)
        .toString('hex'),
    );
    expect(new Set(ids).size).toBe(4);
    for (const id of ids) expect(policy).toContain(`+${id}+`);
  } finally {
    await second.kill();
  }
}, 90_000);

/** Each by the primary, which is asked first. */
const LIES: Array<[string, Lie]> = [
  ['wrong app hash', (method, _, result) => (method === 'commit' ? change(result, (copy) => (copy.signed_header.header.app_hash = '00'.repeat(32))) : result)],
  [
    'forged commit',
    (method, _, result) =>
      method === 'commit' ? change(result, (copy) => (copy.signed_header.commit.signatures = copy.signed_header.commit.signatures.slice(0, 1))) : result,
  ],
  ['another validator set', (method, _, result) => (method === 'validators' ? change(result, (copy) => (copy.validators[0].voting_power = '100')) : result)],
  [
    'withheld entries',
    (method, params, result) => (method === 'abci_query' && params.path === '/log/entries' ? change(result, (copy) => (copy.response.value = '')) : result),
  ],
  [
    'changed entries',
    (method, params, result) =>
      method === 'abci_query' && params.path === '/log/entries' ? change(result, (copy) => (copy.response.value = flipped(copy.response.value))) : result,
  ],
  [
    'another checkpoint',
    (method, params, result) =>
      method === 'abci_query' && params.path === '/log/checkpoint' ? change(result, (copy) => (copy.response.value = flipped(copy.response.value))) : result,
  ],
  ['proofs of nothing', (method, _, result) => (method === 'abci_query' ? change(result, (copy) => (copy.response.proofOps = { ops: [] })) : result)],
  ['rubbish', () => ({ rubbish: true })],
];
// biome-ignore lint/suspicious/noExplicitAny: JSON of CometBFT's RPC.
function change(result: any, how: (copy: any) => unknown): unknown {
  how(result);
  return result;
}
const flipped = (base64: string): string => {
  const bytes = Buffer.from(base64, 'base64');
  bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] as number) ^ 1;
  return bytes.toString('base64');
};

test('whatever a primary lies about, the log goes on by the others and nothing wrong is served', async () => {
  let size = await sizeOf(node);
  for (const [i, [name, lie]] of LIES.entries()) {
    for (const rpc of rpcs) rpc.lie = honest;
    (rpcs[i % rpcs.length] as LyingRpc).lie = lie;
    const version = `10.${i}`;
    await publish(version);
    size += 1n;
    await follows(node, size).catch((error: Error) => {
      throw new Error(`${name}: ${error.message}; ${node.lines.slice(-3).join('\n')}`);
    });
    const { status, body } = await node.get(`/api/v1/artifacts/${toHex(sha256(utf8(version)))}/tlog-proof`);
    expect(status, name).toBe(200);
    const checkpoint = parseCheckpoint(utf8(`${(body as string).split('\n\n')[1]}\n`));
    expect(toHex(checkpoint.root), name).toBe(await chainRootAt(checkpoint.size));
  }
  for (const rpc of rpcs) rpc.lie = honest;
  expect((await node.get('/api/v1/log/alarm')).status).toBe(404);
}, 240_000);

/** Root of the chain's own checkpoint of that size; asked of a node itself. */
async function chainRootAt(size: bigint): Promise<string> {
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'abci_query', params: { path: '/log/checkpoint', data: '' } });
  const answer = (await (await fetch(rpcUrl(nodes()[0] as PlannedNode), { method: 'POST', body })).json()) as { result: { response: { value: string } } };
  const checkpoint = parseCheckpoint(parseBase64(answer.result.response.value));
  expect(checkpoint.size).toBe(size);
  return toHex(checkpoint.root);
}

test('a node in mode query answers with proof, and keeps no log', async () => {
  const query = await own('query', 'query');
  try {
    expect((await query.get(`/api/v1/publications/${purlOf('1')}`)).body).toMatchObject({ status: 'published', log_index: expect.any(String) });
    expect((await query.get('/checkpoint')).status).toBe(404);
    expect((await query.get('/status')).body).toMatchObject({ log: 'query' });
  } finally {
    await query.kill();
  }
}, 60_000);

test('an audit replays the log from the nodes, from a node’s tiles and from a copy on disk; a changed copy is a violation', async () => {
  await writeFile(
    join(folder, 'network.json'),
    JSON.stringify({ ...JSON.parse(await readFile(networkFilePath(net.dataFolder), 'utf8')), rpc: rpcs.map(({ url }) => url) }),
  );
  const audit = (...args: string[]) => net.cli('--network-file', join(folder, 'network.json'), 'audit', ...args);
  const size = await sizeOf(node);
  const first = await audit('--folder', join(folder, 'audit'));
  expect([first.code, first.stdout.split('\n')[0]], first.stderr).toEqual([
    0,
    `the log of ${size} entries is what the chain proves, and each of its ${size} publications has its majority`,
  ]);
  const again = await audit('--folder', join(folder, 'audit'), '--from-last');
  expect(again).toMatchObject({ code: 0, stdout: first.stdout.replace(/header \d+/, /header \d+/.exec(again.stdout)?.[0] as string) });
  expect((await audit('--folder', join(folder, 'audit-tiles'), '--log', node.url)).code).toBe(0);
  const copy = join(folder, 'copy');
  await mkdir(join(copy, 'tile/entries/000.p'), { recursive: true });
  const bundle = new Uint8Array(await (await fetch(`${node.url}/tile/entries/000.p/${size}`)).arrayBuffer());
  await writeFile(join(copy, 'tile/entries/000.p', size.toString()), bundle);
  await writeFile(join(copy, 'checkpoint'), (await node.get('/checkpoint')).body);
  // A copy is older than the chain.
  await publish('19');
  await follows(node, size + 1n);
  const ofCopy = () => audit('--folder', join(folder, 'audit-copy'), '--log', copy);
  const whole = await ofCopy();
  expect([whole.code, whole.stdout.split('\n')[0]], whole.stderr).toEqual([0, first.stdout.split('\n')[0]]);
  // An audit that ended begins at zero: what it saw then may have been changed since.
  await writeFile(
    join(copy, 'tile/entries/000.p', size.toString()),
    bundle.map((byte, i) => (i === 40 ? byte ^ 1 : byte)),
  );
  const changed = await ofCopy();
  expect(changed.code).toBe(1);
  expect(changed.stdout).toContain('the log does not give the checkpoint that the chain proves');
  (rpcs[0] as LyingRpc).lie = (method, _, result) =>
    method === 'genesis' ? change(result, (file) => (file.genesis.app_state.build_nodes = file.genesis.app_state.build_nodes.slice(1))) : result;
  expect((await audit('--folder', join(folder, 'audit-genesis'))).code).toBe(0);
  (rpcs[0] as LyingRpc).lie = (method, _, result) => (method === 'block' ? change(result, (block) => (block.block.data.txs = [])) : result);
  expect((await audit('--folder', join(folder, 'audit-lied'))).code).toBe(0);
  for (const rpc of rpcs) rpc.lie = (method, _, result) => (method === 'block' ? change(result, (block) => (block.block.data.txs = [])) : result);
  const lied = await audit('--folder', join(folder, 'audit-all-lied'));
  expect([lied.code, lied.stderr]).toEqual([1, expect.stringContaining('PROOF_INVALID')]);
  for (const rpc of rpcs) rpc.lie = honest;
}, 120_000);

test('with the chain gone, also over a restart, lookups are answered from the replica; after kill -9 it catches up', async () => {
  await node.kill('SIGKILL');
  await publish('20');
  node = await own('node');
  const size = 3n + BigInt(LIES.length) + 2n;
  await follows(node, size);
  const upstream = rpcs;
  for (const rpc of upstream) await rpc.close();
  expect((await node.get(`/api/v1/publications/${purlOf('20')}`)).body).toMatchObject({ status: 'published' });
  await node.kill();
  node = await own('node');
  const found = await node.get(`/api/v1/publications/${purlOf('20')}`);
  expect(found).toMatchObject({ status: 200, body: { status: 'published', proof: null } });
  expect((await node.get(`/api/v1/publications/${purlOf('99')}`)).body).toMatchObject({ code: 'NOT_PUBLISHED' });
  expect((await node.get('/maven2/org/apache/maven/shared/file-management/maven-metadata.xml')).body).toContain('<version>20</version>');
  expect((await node.get('/status')).body).toMatchObject({ log_size: size.toString(), trouble: expect.any(String) });
}, 120_000);
