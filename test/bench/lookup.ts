/** Lookups with their whole proof through REST, and `pyrsia verify` without a network. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { buildNodesOf, networkFilePath, type PlannedNode, rpcUrl, until } from '@pyrsia/genesis';
import { utf8 } from '@pyrsia/ledger';
import { ChainDriver } from '../network/chain-driver.ts';
import { OwnNode } from '../network/own-node.ts';
import { root, startTestNetwork, TEST_MAPPINGS } from '../network/test-network.ts';
import { median, show } from './report.ts';

const CONNECTIONS = 16;
/** Requests under way on each connection. */
const DEPTH = 4;
const SECONDS = 5;
const GOAL_RATE = 5_000;
const VERIFIES = 11;
const GOAL_VERIFY_MS = 300;
const PURL = 'pkg:maven/org.apache.maven.shared/file-management@1';

export async function lookup(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'pyrsia-bench-'));
  const net = await startTestNetwork({ chainOnly: true, shape: { buildNodes: 4, sourceMappings: TEST_MAPPINGS } });
  let node: OwnNode | undefined;
  try {
    const driver = await ChainDriver.of(net.network.plan, net.dataFolder);
    await driver.publish('1', new AbortController().signal);
    const nodes = buildNodesOf(net.network.plan);
    node = await OwnNode.start({ dataFolder: net.dataFolder, home: join(folder, 'node'), rpc: nodes.map(rpcUrl), as: nodes[0] as PlannedNode });
    const path = `/api/v1/publications/${PURL}`;
    const found = await until(async () => {
      const answer = await (node as OwnNode).get(path);
      if (answer.status !== 200) throw new Error('not there yet');
      return answer.body;
    }, 60_000);
    const bytes = JSON.stringify(found).length;
    const ours = await rate(node.url, path);
    const bare = await rate(node.url, '/healthz');
    show({
      bench: 'lookup',
      metric: `lookups with proof of ${bytes} bytes`,
      value: ours,
      unit: '1/s',
      peer: 'GET /healthz of the same node',
      peer_value: bare,
      ratio: ours / bare,
      goal: `>= ${GOAL_RATE}/s`,
      met: ours >= GOAL_RATE,
    });
    await verifying(folder, net.dataFolder, found.proof);
  } finally {
    await node?.kill();
    await net.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Answers per second over plain sockets: the client must cost less than the server. */
async function rate(url: string, path: string): Promise<number> {
  const { hostname, port, host } = new URL(url);
  const request = `GET ${path} HTTP/1.1\r\nhost: ${host}\r\n\r\n`;
  const ends = performance.now() + SECONDS * 1_000;
  let answers = 0;
  const one = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const socket = connect(Number(port), hostname, () => socket.write(request.repeat(DEPTH)));
      let rest = '';
      socket.setEncoding('latin1');
      socket.on('error', reject);
      socket.on('data', (piece: string) => {
        rest += piece;
        for (;;) {
          const head = rest.indexOf('\r\n\r\n');
          const length = head === -1 ? undefined : Number(/content-length: (\d+)/i.exec(rest.slice(0, head))?.[1]);
          if (length === undefined || rest.length < head + 4 + length) return;
          if (!rest.startsWith('HTTP/1.1 200')) return reject(new Error(rest.slice(0, 100)));
          rest = rest.slice(head + 4 + length);
          answers += 1;
          if (performance.now() < ends) socket.write(request);
          else return resolve(void socket.destroy());
        }
      });
    });
  await Promise.all(Array.from({ length: CONNECTIONS }, one));
  return answers / SECONDS;
}

async function verifying(folder: string, dataFolder: string, proof: object): Promise<void> {
  const file = join(folder, 'artifact');
  const bundle = join(folder, 'bundle.json');
  await writeFile(file, utf8('1'));
  await writeFile(bundle, JSON.stringify(proof));
  const run = promisify(execFile);
  const time = async (...args: string[]): Promise<number> => {
    const times: number[] = [];
    for (let i = 0; i < VERIFIES; i += 1) {
      const started = performance.now();
      await run(process.execPath, args);
      times.push(performance.now() - started);
    }
    return median(times);
  };
  const ours = await time(join(root, 'client/src/cli-main.ts'), '--network-file', networkFilePath(dataFolder), 'verify', file, '--bundle', bundle);
  const empty = await time('-e', '0');
  show({
    bench: 'lookup',
    metric: 'pyrsia verify, offline, whole process',
    value: ours,
    unit: 'ms',
    peer: 'node -e 0',
    peer_value: empty,
    ratio: ours / empty,
    goal: `< ${GOAL_VERIFY_MS}`,
    met: ours < GOAL_VERIFY_MS,
  });
}
