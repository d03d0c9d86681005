/**
 * Runs inside the networks of networks.sh: a relay, a public node, and a node behind each of two routers. One of these holds an
 * artifact, the other fetches it; the relay is killed and comes back; then once more. Then the public node fetches from one
 * behind a router, which can dial it back. Says what happened as one JSON line.
 */
import { join } from 'node:path';
import { type Answer, PeerProcess } from '../peer-process.ts';

const [folder] = process.argv.slice(2) as [string];
const SIZE = 5 * 1024 * 1024 + 3;
const PORT = 4001;
const PUBLIC = `/ip4/5.6.7.10/tcp/${PORT}`;
const WAIT_MS = 60_000;

const within = (name: string): string[] => ['ip', 'netns', 'exec', name];
const startRelay = (): Promise<PeerProcess> =>
  PeerProcess.start(join(folder, 'relay'), { listen: [PUBLIC], reach: { isRelay: true, announce: [PUBLIC] } }, within('relay'));
const startPublic = (relay: string): Promise<PeerProcess> => {
  const address = `/ip4/5.6.7.20/tcp/${PORT}`;
  return PeerProcess.start(join(folder, 'c'), { bootstrap: [relay], listen: [address], reach: { announce: [address] } }, within('c'));
};
const startNode = (name: string, relay: string): Promise<PeerProcess> =>
  PeerProcess.start(join(folder, name), { bootstrap: [relay], listen: [`/ip4/0.0.0.0/tcp/${PORT}`], reach: { isBehindNat: true } }, within(name));

async function until(holds: () => Promise<boolean>): Promise<number> {
  const began = performance.now();
  while (!(await holds())) {
    if (performance.now() - began > WAIT_MS) throw new Error('it did not come');
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return performance.now() - began;
}
const isReachable = async (node: PeerProcess): Promise<boolean> =>
  ((await node.ask({ connections: true }))['addresses'] as string[]).some((address) => address.includes('/p2p-circuit'));

const connectionsOf = async (node: PeerProcess): Promise<Answer[]> => (await node.ask({ connections: true }))['connections'] as Answer[];

let relay = await startRelay();
const [a, b] = [await startNode('a', relay.address), await startNode('b', relay.address)];
const started = [a, b];
try {
  await until(async () => (await isReachable(a)) && (await isReachable(b)));
  const first = await b.fetch(await a.seed(SIZE, 'first'));
  const connections = await connectionsOf(b);

  await relay.stop();
  await until(async () => !(await isReachable(a)));
  relay = await startRelay();
  const backMs = await until(async () => (await isReachable(a)) && (await isReachable(b)));
  const second = await a.fetch(await b.seed(SIZE, 'second'));

  const c = await startPublic(relay.address);
  started.push(c);
  const third = await c.fetch(await a.seed(SIZE, 'third'));
  const idOfA = a.address.split('/p2p/').at(-1);
  const directMs = await until(async () => (await connectionsOf(c)).some(({ peerId, isRelayed }) => peerId === idOfA && isRelayed === false));
  process.stdout.write(`${JSON.stringify({ first, connections, backMs, second, third, directMs })}\n`);
} finally {
  await Promise.all([...started, relay].map((one) => one.stop()));
}
