/**
 * A validator that signs twice: two CometBFT processes with one consensus key. The others prove it, the evidence is in
 * a block, the node is removed from validators and electorates, the log says so, and the network goes on without it.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildNodesOf, choosePorts, ensureCometBft, type PlannedNode, rpcUrl, until } from '@pyrsia/genesis';
import { type LogEntry, logEntryCodec, parseBase64, QUERY, toHex, u64be } from '@pyrsia/ledger';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { appHashAt, ChainDriver, call, heightAt } from './chain-driver.ts';
import { root, startTestNetwork, type TestNetwork } from './test-network.ts';

let net: TestNetwork;
let driver: ChainDriver;
let folder: string;
let twin: ChildProcess | undefined;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pyrsia-twin-'));
  net = await startTestNetwork({ chainOnly: true });
  driver = await ChainDriver.of(net.network.plan, net.dataFolder);
}, 120_000);
afterAll(async () => {
  if (twin !== undefined && twin.exitCode === null && twin.signalCode === null) {
    const ended = once(twin, 'exit');
    twin.kill('SIGTERM');
    await ended;
  }
  await net?.stop();
  await rm(folder, { recursive: true, force: true });
}, 60_000);

/** A second process with the consensus key of `node`, an identity of its own and no memory of what was signed. */
async function startTwin(node: PlannedNode): Promise<void> {
  const home = join(folder, 'home');
  await cp(join(net.homeOf(node), 'cometbft/config'), join(home, 'cometbft/config'), { recursive: true });
  await rm(join(home, 'cometbft/config/addrbook.json'), { force: true });
  const jwk = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  const secret = Buffer.concat([Buffer.from(jwk.d as string, 'base64url'), Buffer.from(jwk.x as string, 'base64url')]);
  const nodeKey = { priv_key: { type: 'tendermint/PrivKeyEd25519', value: secret.toString('base64') } };
  await writeFile(join(home, 'cometbft/config/node_key.json'), JSON.stringify(nodeKey));
  await cp(join(net.homeOf(node), 'cometbft/data/priv_validator_state.json'), join(home, 'cometbft/data/priv_validator_state.json'));
  await writeFile(join(home, 'cometbft/data/priv_validator_state.json'), JSON.stringify({ height: '0', round: 0, step: 0 }));
  const [rpc, p2p] = (await choosePorts([0, 0])) as [number, number];
  const config = join(home, 'cometbft/config/config.toml');
  const text = await readFile(config, 'utf8');
  await writeFile(config, text.replaceAll(`:${node.ports.rpc}"`, `:${rpc}"`).replaceAll(`:${node.ports.consensus}"`, `:${p2p}"`));
  const cometBft = await ensureCometBft({ cacheFolder: join(root, '.cache'), environment: process.env, report: () => undefined });
  const args = [join(root, 'abci-app/src/main.ts'), '--home', home, '--cometbft', cometBft];
  twin = spawn('setpriv', ['--pdeathsig', 'TERM', '--', process.execPath, ...args], { stdio: 'ignore' });
}

async function entries(url: string): Promise<LogEntry[]> {
  const found: LogEntry[] = [];
  for (let index = 0n; ; index += 1n) {
    const answer = await call<{ response: { code: number; value: string | null } }>(url, 'abci_query', { path: QUERY.logEntry, data: toHex(u64be(index)) });
    if (answer?.response.code !== 0) return found;
    found.push(logEntryCodec.decode(parseBase64(answer.response.value ?? '')));
  }
}

test('a double signer is removed by real evidence, and the network goes on without it', async () => {
  const nodes = buildNodesOf(net.network.plan);
  const [witness, , , offender] = nodes as [PlannedNode, PlannedNode, PlannedNode, PlannedNode];
  await startTwin(offender);
  const stop = new AbortController();
  const load = (async () => {
    for (let i = 0; !stop.signal.aborted; i += 1) await driver.publish(`load.${i}`, stop.signal);
  })();
  const evidence = until(async () => {
    const record = (await entries(rpcUrl(witness))).map((entry) => entry.record).find(({ kind }) => kind === 'misbehaviour');
    if (record?.kind !== 'misbehaviour') throw new Error('no misbehaviour in the log yet');
    return record.value;
  }, 240_000);
  // The load never ends by itself; if it fails, that is what went wrong.
  const offence = (await Promise.race([evidence, load])) as Awaited<typeof evidence>;
  const enough = new Error('enough');
  stop.abort(enough);
  await expect(load).rejects.toBe(enough);
  expect(offence).toMatchObject({ kind: 'duplicate_vote', consequence: 'removed' });
  expect(toHex(offence.node.nodeId)).toBe(offender.nodeId);

  // Two heights later the set of validators is three, and the next build has an electorate of three.
  const others = nodes.filter((node) => node !== offender);
  const remaining = driver.without(offender);
  await remaining.publish('after', AbortSignal.timeout(60_000));
  const validators = await call<{ total: string }>(rpcUrl(witness), 'validators');
  expect(validators?.total).toBe('3');
  const height = (await heightAt(rpcUrl(witness))) as bigint;
  const hashes = await until(async () => {
    const found = await Promise.all(others.map((node) => appHashAt(rpcUrl(node), height)));
    if (found.includes(undefined)) throw new Error('not there yet');
    return found;
  }, 30_000);
  expect(new Set(hashes).size).toBe(1);
}, 400_000);
