/**
 * New nodes join a running network of four build nodes: by replay, by snapshot, from liars too. They come to the same
 * app hash, serve the whole log, and are voted in. Blocks that nobody needs are gone where nodes prune. What CometBFT
 * asked the applications meanwhile was always a legal order of calls.
 */
import { buildNodesOf, type PlannedNode, rpcUrl, until } from '@pyrsia/genesis';
import { type Effect, logEntryCodec, type NodeId, parseBase64, proposalIdOf, QUERY, stateKey, toHex, u64be } from '@pyrsia/ledger';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { grammarOf, type Lie, type Message } from './abci-proxy.ts';
import { appHashAt, ChainDriver, call, heightAt } from './chain-driver.ts';
import { Joiner, type JoinerOptions } from './joiner.ts';
import { startTestNetwork, type TestNetwork } from './test-network.ts';

let net: TestNetwork;
let driver: ChainDriver;
let nodes: PlannedNode[];
const joiners: Joiner[] = [];
const versions: string[] = [];

/** All but the first prune. */
beforeAll(async () => {
  net = await startTestNetwork({
    chainOnly: true,
    timeoutCommitMs: 100,
    chainArguments: (node) => ['--snapshot-every', '10', '--snapshot-keep', '2', ...(node.name === 'build-node-1' ? [] : ['--prune'])],
    shape: {
      buildNodes: 4,
      sourceMappings: [{ pattern: 'pkg:maven/org.apache.maven.shared/*', adapters: ['maven'], registry: 'same_namespace', steps: 'any', urls: [] }],
      evidenceAge: { maxBlocks: 15n, maxMs: 2_000n },
    },
  });
  driver = await ChainDriver.of(net.network.plan, net.dataFolder);
  nodes = buildNodesOf(net.network.plan);
  for (let i = 0; i < 8; i += 1) versions.push(await driver.publish(`1.${i}`, AbortSignal.timeout(60_000)).then(({ purl }) => purl));
}, 240_000);
afterAll(async () => {
  for (const joiner of joiners) await joiner.remove();
  await net?.stop();
}, 120_000);

async function join(options: JoinerOptions): Promise<Joiner> {
  const joiner = await Joiner.create(net, options);
  joiners.push(joiner);
  await joiner.start();
  return joiner;
}

const first = (): string => rpcUrl(nodes[0] as PlannedNode);
type Status = { sync_info: { latest_block_height: string; earliest_block_height: string; catching_up: boolean } };
const statusOf = async (url: string): Promise<Status['sync_info']> => {
  const status = await call<Status>(url, 'status');
  if (status === undefined) throw new Error(`${url} does not answer`);
  return status.sync_info;
};

/** Until the joiner is where the network is; the height that both have. */
async function untilCaughtUp({ url }: Joiner): Promise<bigint> {
  return until(async () => {
    const wanted = (await heightAt(first())) as bigint;
    const { latest_block_height: height, catching_up: isBehind } = await statusOf(url);
    if (isBehind || BigInt(height) < wanted) throw new Error(`at ${height} of ${wanted}`);
    return wanted;
  }, 120_000);
}

/** Same app hash, every entry of the log, every publication. */
async function assertSame(joiner: Joiner, height: bigint): Promise<void> {
  const hash = await until(async () => {
    const found = await appHashAt(joiner.url, height);
    if (found === undefined) throw new Error('not there yet');
    return found;
  }, 30_000);
  expect(hash).toBe(await appHashAt(first(), height));
  const ask = async (url: string, path: string, data: Uint8Array) =>
    (await call<{ response: { code: number; value: string | null } }>(url, 'abci_query', { path, data: toHex(data) }))?.response;
  let publications = 0;
  for (let index = 0n; publications < versions.length; index += 1n) {
    const here = await ask(joiner.url, QUERY.logEntry, u64be(index));
    expect(here?.code, `entry ${index}`).toBe(0);
    expect(here?.value).toBe((await ask(first(), QUERY.logEntry, u64be(index)))?.value);
    if (logEntryCodec.decode(parseBase64(here?.value ?? '')).record.kind === 'publication') publications += 1;
  }
  for (const purl of versions) expect((await ask(joiner.url, QUERY.state, stateKey.publication(purl)))?.value, purl).toBeTruthy();
}

test('blocks that nobody needs are dropped by those who prune, and kept by the one who does not', async () => {
  await until(async () => {
    const earliest = await Promise.all(nodes.map(async (node) => Number((await statusOf(rpcUrl(node))).earliest_block_height)));
    expect(earliest[0]).toBe(1);
    for (const height of earliest.slice(1)) expect(height).toBeGreaterThan(1);
  }, 30_000);
}, 60_000);

test('a node joins by replay', async () => {
  const joiner = await join({ name: 'replayer', by: 'replay' });
  const height = await untilCaughtUp(joiner);
  await assertSame(joiner, height);
  expect((await statusOf(joiner.url)).earliest_block_height).toBe('1');
  expect(grammarOf(joiner.proxy?.calls ?? [])).toMatchObject({ letters: expect.stringMatching(/^IG/), legal: true });
}, 200_000);

test('a liar among the senders is found out, and the sync goes on with others', async () => {
  /** Times that each lie was told. */
  const told = { snapshot: 0, chunk: 0 };
  const lie: Lie = (name, _request, answer) => {
    if (name === 'listSnapshots') {
      const [newest, older] = (answer['snapshots'] ?? []) as Array<Message & { height: { toNumber(): number } }>;
      if (newest === undefined || older === undefined) return answer;
      told.snapshot += 1;
      // An old state under the newest height: CometBFT prefers it.
      const wrong = { ...older, height: newest.height.toNumber() + 1 };
      return { snapshots: [wrong, newest, older] };
    }
    if (name !== 'loadSnapshotChunk' || !(answer['chunk'] instanceof Uint8Array)) return answer;
    told.chunk += 1;
    const chunk = Uint8Array.from(answer['chunk']);
    chunk[chunk.length - 1] = (chunk[chunk.length - 1] as number) ^ 1;
    return { chunk };
  };
  /** Says that it has no chunk until the liar was asked for one. */
  const patient: Lie = (name, _request, answer) => (name === 'loadSnapshotChunk' && told.chunk === 0 ? {} : answer);
  const liar = await join({ name: 'liar', by: 'replay', lie });
  const honest = await join({ name: 'honest', by: 'replay', lie: patient });
  await untilCaughtUp(liar);
  await untilCaughtUp(honest);
  // From here on both make snapshots of their own.
  for (let i = 0; i < 4; i += 1) versions.push((await driver.publish(`3.${i}`, AbortSignal.timeout(60_000))).purl);

  const joiner = await join({ name: 'sceptic', by: 'snapshot', peers: [liar.peer, honest.peer] });
  const height = await untilCaughtUp(joiner);
  expect(told.snapshot).toBeGreaterThan(0);
  expect(told.chunk).toBeGreaterThan(0);
  const log = await joiner.log('cometbft.log');
  expect(log).toMatch(/Snapshot rejected|Snapshot senders rejected/);
  await assertSame(joiner, height);
  expect(grammarOf(joiner.proxy?.calls ?? [])).toMatchObject({ letters: expect.stringMatching(/^(OA*)+I/), legal: true });
}, 400_000);

test('a node joins by snapshot, goes on after kill -9, and is voted in', async () => {
  const joiner = await join({ name: 'newcomer', by: 'snapshot' });
  await assertSame(joiner, await untilCaughtUp(joiner));
  expect(Number((await statusOf(joiner.url)).earliest_block_height)).toBeGreaterThan(1);
  const { letters, legal } = grammarOf(joiner.proxy?.calls ?? []);
  expect({ letters, legal }).toEqual({ letters: expect.stringMatching(/^OA+I/), legal: true });

  await joiner.stop('SIGKILL');
  versions.push((await driver.publish('2.0', AbortSignal.timeout(60_000))).purl);
  await joiner.start();
  await assertSame(joiner, await untilCaughtUp(joiner));
  expect(grammarOf(joiner.proxy?.calls ?? [])).toMatchObject({ letters: expect.stringMatching(/^IF?C?/), legal: true });

  const effect: Effect = { kind: 'addBuildNode', value: joiner.node.identity };
  const [proposer, ...voters] = driver.operators;
  const say = async (action: Parameters<ChainDriver['send']>[0], secret: Parameters<ChainDriver['send']>[1]): Promise<void> =>
    until(async () => {
      const code = await driver.send(action, secret);
      if (code !== 'OK' && code !== 'ALREADY_VOTED' && code !== 'PROPOSAL_DECIDED' && code !== 'PROPOSAL_ALREADY_OPEN') throw new Error(String(code));
    }, 30_000);
  await say({ kind: 'propose', value: { nodeId: proposer?.nodeId as NodeId, effect: { effect } } }, proposer?.secret as never);
  for (const { nodeId, secret } of voters) await say({ kind: 'vote', value: { nodeId, proposalId: proposalIdOf(effect, 1), choice: 'approve' } }, secret);
  const seen = await until(async () => {
    const validators = await call<{ total: string; validators: Array<{ pub_key: { value: string } }> }>(joiner.url, 'validators');
    if (validators?.total !== '5') throw new Error(`${validators?.total} validators`);
    return validators.validators.map(({ pub_key: key }) => toHex(parseBase64(key.value)));
  }, 60_000);
  expect(seen).toContain(toHex(joiner.node.identity.consensusKey));
}, 300_000);
