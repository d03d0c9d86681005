/** Networks in which builders lie: one of four is outvoted and on record, two of four prevent the publication. */
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { buildNodesOf, nodeHome, type PlannedNode, until } from '@pyrsia/genesis';
import { afterEach, expect, test } from 'vitest';
import { LYING_BUILDER, quickRecipe, startTestNetwork, type TestNetwork } from './test-network.ts';

let net: TestNetwork | undefined;
afterEach(async () => {
  await net?.stop();
  net = undefined;
}, 60_000);

// biome-ignore lint/suspicious/noExplicitAny: JSON of the API under test.
type Any = any;
const PURL = 'pkg:maven/org.apache.maven.shared/file-management@3.1.0';
const JAR = '/maven2/org/apache/maven/shared/file-management/3.1.0/file-management-3.1.0.jar';

test('one of four lies: published by three, the dissent is recorded', async () => {
  net = await startTestNetwork({ builderPrograms: { 'build-node-2': LYING_BUILDER } });
  const liar = buildNodesOf(net.network.plan)[1]?.nodeId as string;
  const id = await net.request(quickRecipe());
  const build: Any = await net.decided(id);
  expect(build.phase).toBe('published');
  const publication: Any = (await net.get(`/api/v1/publications/${PURL}`)).body;
  expect(publication.majority).toMatchObject({ matched: 3, electorate: 4 });
  expect(publication.majority.nodes).not.toContain(liar);
  const recorded: Any = await until(async () => {
    const { body } = await (net as TestNetwork).get(`/api/v1/builds/${id}`);
    expect((body as Any).reveals).toHaveLength(4);
    return body;
  }, 30_000);
  const dissent = recorded.reveals.find((reveal: Any) => reveal.node_id === liar);
  const others = recorded.reveals.filter((reveal: Any) => reveal.node_id !== liar).map((reveal: Any) => reveal.result_digest);
  expect(new Set(others).size).toBe(1);
  expect(dissent.result_digest).not.toBe(others[0]);
  expect((await fetch(net.url + JAR)).status).toBe(200);

  // What counts is what the majority built: the liar's node fetches that, and holds none of its own.
  const held = async (name: string): Promise<string[]> =>
    (await readdir(join(nodeHome((net as TestNetwork).dataFolder, node(name)), 'node/store/blobs'), { recursive: true })).filter((path) =>
      /[0-9a-f]{64}$/.test(path),
    );
  const node = (name: string): PlannedNode => buildNodesOf((net as TestNetwork).network.plan).find((known) => known.name === name) as PlannedNode;
  expect(await held('build-node-1')).toHaveLength(1);
  await until(async () => expect(await held('build-node-2')).toEqual(await held('build-node-1')), 60_000);

  // A build node whose disk was lost has it all again soon after it is back.
  const before = await held('build-node-3');
  await rm(join(nodeHome(net.dataFolder, node('build-node-3')), 'node/store'), { recursive: true });
  process.kill(net.network.processes.pid('build-node-3/node') as number, 'SIGKILL');
  await until(async () => expect(await held('build-node-3')).toEqual(before), 60_000);
}, 240_000);

test('two of four lie: refused, logged with all four results, and not served', async () => {
  net = await startTestNetwork({ builderPrograms: { 'build-node-1': LYING_BUILDER, 'build-node-4': LYING_BUILDER } });
  const build: Any = await net.build(quickRecipe());
  expect(build.phase).toBe('refused');
  const { stdout } = await net.cli('--json', 'inspect-log', 'maven', '--gav', 'org.apache.maven.shared:file-management:3.1.0');
  const entries = JSON.parse(stdout);
  expect(entries).toMatchObject([{ operation: 'refusal', verdict: 'refused', electorate: 4 }]);
  expect(entries[0].results).toHaveLength(4);
  const response = await fetch(net.url + JAR);
  expect(response.status).toBe(403);
  expect(((await response.json()) as Any).code).toBe('NOT_PUBLISHED');
  const wait = await net.cli('build', 'maven', '--gav', 'org.apache.maven.shared:nothing:1', '--source', `source-release@sha256:${'00'.repeat(32)}`, '--wait');
  expect(wait.code).toBe(1);
  expect(wait.stdout).toContain('source_unavailable');
}, 240_000);
