/**
 * The log of a running network as a regular node has it: followed through RPC endpoints that lie, answered from with
 * the chain gone, and accepted by an unmodified checker of others. Long, as one network serves all of it: to start another
 * and fill its log takes longer than most of these tests.
 */
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { buildNodesOf, networkFilePath, type PlannedNode, rpcUrl, until } from '@pyrsia/genesis';
import { type Address, asDigest, type Effect, parseBase64, proposalIdOf, sha256, toHex, utf8 } from '@pyrsia/ledger';
import { hashLeaf, parseCheckpoint, verifyInclusion } from '@pyrsia/ledger/merkle';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ensureGoTool } from '../go-tools.ts';
import { ChainDriver, heightAt, type Operator } from './chain-driver.ts';
import { FlippingProxy, honest, type Lie, LyingRpc } from './lying-rpc.ts';
import { OwnNode } from './own-node.ts';
import { startTestNetwork, TEST_MAPPINGS, type TestNetwork } from './test-network.ts';

/** It tries a tile that does not fit again and again. */
const FSCK_MS = 15_000;
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
/** More than one full bundle and tile. */
const MANY = 260;
const BATCH = 65;
const sizeOf = async (of: OwnNode): Promise<bigint> => BigInt((await of.get('/status')).body.log_size);
const follows = (of: OwnNode, size: bigint) =>
  until(async () => {
    if ((await sizeOf(of)) < size) throw new Error(`at ${await sizeOf(of)} of ${size}`);
  }, 60_000);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pyrsia-log-'));
  net = await startTestNetwork({ chainOnly: true, shape: { buildNodes: 4, sourceMappings: TEST_MAPPINGS, params: { maxOpenBuildsPerAccount: 128 } } });
  driver = await ChainDriver.of(net.network.plan, net.dataFolder);
  rpcs = await Promise.all(nodes().map((one) => LyingRpc.start(rpcUrl(one))));
  await publish('1', '2', '3');
  for (let begin = 0; begin < MANY; begin += BATCH) await publish(...Array.from({ length: BATCH }, (_, i) => `0.${begin + i}`));
  node = await own('node');
  await follows(node, 3n + BigInt(MANY));
}, 300_000);
afterAll(async () => {
  stop.abort();
  await node?.kill();
  for (const rpc of rpcs ?? []) await rpc.close();
  await net?.stop();
  await rm(folder, { recursive: true, force: true });
}, 60_000);

test('Tessera’s fsck accepts the log, and nothing else: no changed byte, no other key, no log that is not there', async () => {
  const fsck = await ensureGoTool('fsck', FSCK);
  const note = (await node.get('/checkpoint')).body as string;
  const [origin] = note.split('\n') as [string];
  const policy = (await node.get('/policy/majority')).body as string;
  // The line of the log, which is the first: each build node has a log key of its own.
  const id = Buffer.from(/^\u2014 \S+ (\S+)$/m.exec(note)?.[1] ?? '', 'base64');
  const keyOf = (line: string) => line.startsWith(`log ${origin}+${id.subarray(0, 4).toString('hex')}`);
  const vkey = policy.split('\n').find(keyOf)?.slice(4) as string;
  const check = async (url: string, key: string): Promise<string> => {
    await writeFile(join(folder, 'log.pub'), key);
    // It says what it found on standard error, and ends with 0 whatever it is.
    const args = ['--ui=false', `--storage_url=${url}/`, `--public_key=${join(folder, 'log.pub')}`, `--origin=${origin}`];
    return await promisify(execFile)(fsck, args, { timeout: FSCK_MS, killSignal: 'SIGKILL' }).then(
      ({ stderr }) => stderr,
      (error: { stderr: string }) => error.stderr,
    );
  };
  expect(await check(node.url, vkey)).toContain(`Successfully fsck'd log with size ${await sizeOf(node)}`);
  for (const [changed, path] of [
    ['a tile', '/tile/0/000'],
    ['a bundle', '/tile/entries/000'],
    ['a partial bundle', '/tile/entries/001.p/'],
    ['the checkpoint', '/checkpoint'],
  ] as const) {
    const proxy = await FlippingProxy.start(node.url, path);
    expect(await check(proxy.url, vkey), changed).not.toContain('Successfully');
    expect(proxy.flipped, changed).toBeGreaterThan(0);
    await proxy.close();
  }
  const other = policy
    .split('\n')
    .find((line) => line.startsWith('log ') && !keyOf(line))
    ?.slice(4) as string;
  expect(await check(node.url, other)).not.toContain('Successfully');
  expect(await check('http://127.0.0.1:9', vkey)).not.toContain('Successfully');
}, 300_000);

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
  for (const path of [
    '/tile/0/001',
    '/tile/0/000.p/0',
    '/tile/0/001.p/200',
    '/tile/0/0',
    '/tile/0/x000/000',
    '/tile/9/000',
    '/tile/entries/001',
    '/tile/entries/../x',
  ]) {
    expect((await node.get(path)).status, path).toBe(404);
  }
}, 60_000);

test('a node collects the signatures of others: each line is by a key of the policy', async () => {
  const { peer_addrs: bootstrap } = (await node.get('/status')).body;
  const options = { dataFolder: net.dataFolder, rpc: rpcs.map(({ url }) => url), bootstrap };
  const second = await OwnNode.start({ ...options, home: join(folder, 'second'), as: nodes()[1] as PlannedNode });
  try {
    const note = await until(async () => {
      const { body } = await second.get('/checkpoint');
      const lines = (body as string).split('\n\n')[1]?.trimEnd().split('\n') ?? [];
      // The log's line of the node that is asked, and the cosignatures of both.
      if (lines.length !== 3) throw new Error(`${lines.length} lines`);
      return lines;
    }, 60_000);
    const policy = (await second.get('/policy/majority')).body as string;
    const ids = note.map((line) =>
      Buffer.from(line.split(' ')[2] as string, 'base64')
        .subarray(0, 4)
        .toString('hex'),
    );
    expect(new Set(ids).size).toBe(3);
    for (const id of ids) expect(policy).toContain(`+${id}+`);
  } finally {
    await second.kill();
  }
}, 90_000);

/** By the endpoint that is asked first. */
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

/** A node that asks the first of the endpoints first, and has verified nothing yet. */
async function underLie(name: string, lie: Lie, act: (fresh: OwnNode, liar: LyingRpc) => Promise<void>): Promise<void> {
  const [liar] = rpcs as [LyingRpc];
  let served = 0;
  const fresh = await own(`lie ${name}`);
  try {
    // What comes after it has begun: a node that begins with a liar takes the root from another.
    liar.lie = (method, params, result) => {
      const before = JSON.stringify(result);
      const after = lie(method, params, result);
      if (JSON.stringify(after) !== before) served += 1;
      return after;
    };
    await act(fresh, liar);
    expect(served, name).toBeGreaterThan(0);
  } finally {
    liar.lie = honest;
    await fresh.kill();
  }
}

test('whatever an endpoint lies about, the log goes on by the others, nothing wrong is served, and the operator sees who', async () => {
  for (const [i, [name, lie]] of LIES.entries()) {
    await underLie(name, lie, async (fresh, liar) => {
      const version = `10.${i}`;
      const size = (await sizeOf(fresh)) + 1n;
      await publish(version);
      await follows(fresh, size).catch((error: Error) => {
        throw new Error(`${name}: ${error.message}; ${fresh.lines.slice(-3).join('\n')}`);
      });
      const { status, body } = await fresh.get(`/api/v1/publications/${purlOf(version)}`);
      expect([status, body.log_root], name).toEqual([200, await chainRootAt(BigInt(body.log_size))]);
      // As a witness it is only asked whether it has the same header, which it has.
      if (name === 'forged commit') return;
      await until(async () => expect(fresh.lines.join('\n'), name).toMatch(new RegExp(`"rpc":"${liar.url}".*what does not hold`)), 30_000);
    });
  }
  await follows(node, await chainSize());
  expect((await node.get('/api/v1/log/alarm')).status).toBe(404);
}, 300_000);

test('stale headers of the endpoint that is asked first hold nothing back', async () => {
  let stale: unknown;
  const lie: Lie = (method, params, result) => {
    if (method !== 'commit' || params.height !== undefined) return result;
    stale ??= result;
    return structuredClone(stale);
  };
  await underLie('stale', lie, async (fresh) => {
    const size = (await sizeOf(fresh)) + 2n;
    await publish('11.0');
    await publish('11.1');
    await follows(fresh, size);
  });
}, 120_000);

async function chainSize(): Promise<bigint> {
  return (await chainCheckpoint()).size;
}

/** Root of the chain's own checkpoint of that size; asked of a node itself. */
async function chainRootAt(size: bigint): Promise<string> {
  const checkpoint = await chainCheckpoint();
  expect(checkpoint.size).toBe(size);
  return toHex(checkpoint.root);
}

async function chainCheckpoint() {
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'abci_query', params: { path: '/log/checkpoint', data: '' } });
  const answer = (await (await fetch(rpcUrl(nodes()[0] as PlannedNode), { method: 'POST', body })).json()) as { result: { response: { value: string } } };
  return parseCheckpoint(parseBase64(answer.result.response.value));
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

/** Proposed by one build node, approved by the two that make it a majority; ends when it is a log entry. */
async function decide(effect: Effect): Promise<void> {
  const [proposer, ...voters] = driver.operators as [Operator, Operator, Operator, Operator];
  const before = await chainSize();
  const proposalId = proposalIdOf(effect, 1);
  await driver.send({ kind: 'propose', value: { nodeId: proposer.nodeId, effect: { effect } } }, proposer.secret);
  await until(async () => {
    for (const { nodeId, secret } of voters.slice(0, 2)) await driver.send({ kind: 'vote', value: { nodeId, proposalId, choice: 'approve' } }, secret);
    if ((await chainSize()) === before) throw new Error('not decided');
  }, 30_000);
}

test('a revoked version is proven revoked, offline too, and not served; so is one that never was', async () => {
  await decide({ kind: 'revoke', value: { purl: purlOf('3'), reason: 'as a test' } });
  await decide({ kind: 'grantRequester', value: { address: sha256(utf8('somebody')).slice(0, 20) as Address } });
  await follows(node, await chainSize());
  const jar = '/maven2/org/apache/maven/shared/file-management/3/file-management-3.1.0.jar';
  expect(await node.get(jar)).toMatchObject({ status: 403, body: { code: 'REVOKED' } });
  expect((await node.get(`${jar}.tlog-proof`)).status).toBe(403);
  const prove = (...args: string[]) => net.cli('--node', node.url, 'prove', ...args);
  const kept = join(folder, 'revoked.json');
  const online = await prove(purlOf('3'), '--out', kept);
  expect([online.code, online.stdout], online.stderr).toEqual([
    0,
    expect.stringContaining(`PROVEN: ${purlOf('3')} was published, and is revoked by log entry`),
  ]);
  const offline = await net.cli('--node', 'http://127.0.0.1:9', 'prove', purlOf('3'), '--bundle', kept);
  expect(offline).toMatchObject({ code: 0, stdout: online.stdout });
  expect((await net.cli('--node', 'http://127.0.0.1:9', 'prove', purlOf('1'), '--bundle', kept)).code).toBe(1);
  expect(await prove(purlOf('404'))).toMatchObject({ code: 0, stdout: expect.stringContaining('is not published') });
  // The very bytes, of a version that no longer holds.
  const file = join(folder, 'three.jar');
  await writeFile(file, '3');
  const verified = await net.cli('verify', file, '--bundle', kept);
  expect([verified.code, verified.stdout]).toEqual([1, expect.stringContaining('was revoked')]);
  const bundle = await readFile(kept, 'utf8');
  await writeFile(
    kept,
    bundle.replace(/"app_hash":"[0-9A-F]/, (start) => `${start.slice(0, -1)}${start.endsWith('0') ? '1' : '0'}`),
  );
  expect([1, 2]).toContain((await net.cli('verify', file, '--bundle', kept)).code);
  expect((await net.cli('verify', file, '--bundle', join(folder, 'nowhere.json'))).code).toBe(2);
  expect((await net.cli('verify', join(folder, 'nowhere.jar'), '--bundle', kept)).code).toBe(2);
  expect((await net.cli('--node', 'http://127.0.0.1:9', 'verify', file)).code).toBe(2);
}, 120_000);

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
    `the log of ${size} entries is what the chain proves, and each of its ${size - 2n} publications has its majority`,
  ]);
  expect(first.stdout).toMatch(/revocations: 1\n {2}entry \d+, block \d+: \S+@3, entry \d: as a test\n/);
  expect(first.stdout).toMatch(/membership changes: 1\n {2}.*requester [0-9a-f]{40} granted\n/);
  const again = await audit('--folder', join(folder, 'audit'), '--from-last');
  expect(again).toMatchObject({ code: 0, stdout: first.stdout.replace(/header \d+/, /header \d+/.exec(again.stdout)?.[0] as string) });
  expect((await audit('--folder', join(folder, 'audit-tiles'), '--log', node.url)).code).toBe(0);
  const copy = join(folder, 'copy');
  await mkdir(join(copy, 'tile/entries/001.p'), { recursive: true });
  const width = size - 256n;
  const fetched = async (path: string) => new Uint8Array(await (await fetch(`${node.url}/tile/entries/${path}`)).arrayBuffer());
  await writeFile(join(copy, 'tile/entries/000'), await fetched('000'));
  const bundle = await fetched(`001.p/${width}`);
  await writeFile(join(copy, 'tile/entries/001.p', width.toString()), bundle);
  await writeFile(join(copy, 'checkpoint'), (await node.get('/checkpoint')).body);
  // A copy is older than the chain.
  await publish('19');
  await follows(node, size + 1n);
  const ofCopy = () => audit('--folder', join(folder, 'audit-copy'), '--log', copy);
  const whole = await ofCopy();
  // Not all was looked at, and it says so.
  expect([whole.code, whole.stdout.split('\n')[0]], whole.stderr).toEqual([2, first.stdout.split('\n')[0]]);
  expect(whole.stdout).toContain(`the chain has ${size + 1n} entries by now: 1 were not looked at`);
  // An audit that ended begins at zero: what it saw then may have been changed since.
  await writeFile(
    join(copy, 'tile/entries/001.p', width.toString()),
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
  expect([lied.code, lied.stderr]).toEqual([2, expect.stringContaining('PROOF_INVALID')]);
  for (const rpc of rpcs) rpc.lie = honest;
}, 120_000);

test('a node that reaches no build node begins from nothing and goes on by two others; one alone is believed nothing', async () => {
  const options = { dataFolder: net.dataFolder, rpc: rpcs.map(({ url }) => url) };
  const others = await Promise.all([1, 2].map((i) => OwnNode.start({ ...options, home: join(folder, `other${i}`), as: nodes()[i] as PlannedNode })));
  let cutOff: OwnNode | undefined;
  try {
    for (const other of others) await follows(other, await chainSize());
    const bootstrap = await Promise.all(others.map(async (other) => (await other.get('/status')).body.peer_addrs[0] as string));
    const dead = ['http://127.0.0.1:9', 'http://127.0.0.1:10'];
    const home = { dataFolder: net.dataFolder, home: join(folder, 'cut-off'), as: net.network.regular, rpc: dead };
    cutOff = await OwnNode.start({ ...home, bootstrap });
    await follows(cutOff, await chainSize());
    await publish('by-others');
    await follows(cutOff, await chainSize());
    expect((await cutOff.get(`/api/v1/publications/${purlOf('by-others')}`)).body).toMatchObject({ status: 'published' });
    expect((await cutOff.get('/readyz')).status).toBe(200);
    expect(cutOff.lines.some((line) => line.includes('no build node answers: headers and log come from other nodes'))).toBe(true);
    await cutOff.kill();
    const before = await chainSize();
    await publish('by-one');
    // It would be found by way of the first.
    await others[1]?.kill();
    cutOff = await OwnNode.start({ ...home, bootstrap: bootstrap.slice(0, 1) });
    await new Promise((resolve) => setTimeout(resolve, 5_000));
    expect(await sizeOf(cutOff)).toBe(before);
    expect((await cutOff.get('/readyz')).body).toMatchObject({ ready: false, code: 'RPC_UNREACHABLE' });
  } finally {
    for (const other of [...others, cutOff]) await other?.kill();
  }
}, 180_000);

test('with the chain gone, also over a restart, lookups are answered from the replica; after kill -9 it catches up', async () => {
  await node.kill('SIGKILL');
  await publish('20');
  node = await own('node');
  const size = await chainSize();
  await follows(node, size);
  for (const rpc of rpcs) await rpc.close();
  expect((await node.get(`/api/v1/publications/${purlOf('20')}`)).body).toMatchObject({ status: 'published' });
  await node.kill();
  node = await own('node');
  const found = await node.get(`/api/v1/publications/${purlOf('20')}`);
  expect(found).toMatchObject({ status: 200, body: { status: 'published', proof: null } });
  expect((await node.get(`/api/v1/publications/${purlOf('99')}`)).body).toMatchObject({ code: 'NOT_PUBLISHED' });
  expect((await node.get('/maven2/org/apache/maven/shared/file-management/maven-metadata.xml')).body).toContain('<version>20</version>');
  expect((await node.get('/status')).body).toMatchObject({ log_size: size.toString(), trouble: expect.any(String) });
}, 120_000);

test('all build nodes show a second history: the node raises the alarm, serves nothing more, and a restart forgets nothing', async () => {
  await node.kill();
  await net.network.stop();
  const before = join(folder, 'before');
  await cp(net.dataFolder, before, { recursive: true });
  await net.restart();
  rpcs = await Promise.all(nodes().map((one) => LyingRpc.start(rpcUrl(one))));
  driver = await ChainDriver.of(net.network.plan, net.dataFolder);
  await publish('30');
  const [size, root] = [await chainSize(), await chainRootAt(await chainSize())];
  const victim = await own('victim');
  await follows(victim, size);
  const { height } = (await victim.get('/status')).body;
  // The same validators begin once more where they were, and go on in another way.
  await net.network.stop();
  await rm(net.dataFolder, { recursive: true });
  await cp(before, net.dataFolder, { recursive: true });
  await net.restart();
  driver = await ChainDriver.of(net.network.plan, net.dataFolder);
  for (let i = 0; ((await heightAt(rpcUrl(nodes()[0] as PlannedNode))) ?? 0n) <= BigInt(height); i += 1) await publish(`31.${i}`);
  const status = await until(async () => {
    const { body } = await victim.get('/status');
    if (body.trouble !== 'LOG_FORKED') throw new Error(`trouble ${body.trouble} at ${body.height}`);
    return body;
  }, 60_000);
  expect(status.log_size).toBe(size.toString());
  const served = async (of: OwnNode) => {
    const alarm = await of.get('/api/v1/log/alarm');
    expect(alarm.status).toBe(200);
    expect(alarm.body.evidence.here).toEqual({ size: size.toString(), root });
    expect(JSON.stringify(alarm.body.evidence.shown)).toContain('signatures');
    for (const path of [`/api/v1/publications/${purlOf('30')}`, `/api/v1/publications/${purlOf('31.0')}`, '/checkpoint', '/tile/0/000', '/api/v1/proofs/nodes'])
      expect(await of.get(path), path).toMatchObject({ status: 503, body: { code: 'LOG_FORKED' } });
  };
  await served(victim);
  expect(victim.lines.some((line) => JSON.parse(line).level === 60)).toBe(true);
  await victim.kill('SIGKILL');
  const again = await own('victim');
  await served(again);
  await again.kill();
}, 240_000);
