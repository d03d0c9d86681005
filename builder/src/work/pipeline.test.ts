/**
 * Builds in the real sandbox, from an upstream on loopback: what works, and each way to fail with its code.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Build, buildIdOf, parseRecipeJson, toHex } from '@pyrsia/ledger';
import pino from 'pino';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Adapter } from '../adapters/adapter.ts';

const PURL = 'pkg:maven/org.example/thing@1.0';
const SOURCE_PATH = '/org/example/thing/1.0/thing-1.0-source-release.zip';

let folder: string;
let server: Server;
let upstream: string;
let sourceSha256: string;
const files = new Map<string, Buffer>();

// The ecosystem's adapter with the upstream of this test; everything else is the real thing.
vi.mock('../adapters/registry.ts', async () => {
  const { mavenAdapter } = await import('../adapters/maven.ts');
  const adapter: Adapter = {
    ...mavenAdapter,
    upstream: async () => upstream,
    toolchain: async (recipe) => (recipe.toolchain.length > 0 ? mavenAdapter.toolchain(recipe) : {}),
  };
  return { adapterFor: () => adapter };
});
const { BuildPipeline } = await import('./pipeline.ts');
const { DownloadCache } = await import('../mirror/download-cache.ts');
const { archiveOfCommit } = await import('../source/git-source.ts');

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pyrsia-builder-'));
  const tree = join(folder, 'thing-1.0');
  execFileSync('mkdir', ['-p', tree]);
  await writeFile(join(tree, 'input.txt'), 'hello\n');
  const zip = join(folder, 'source.zip');
  execFileSync('python3', [
    '-c',
    `import zipfile;z=zipfile.ZipFile(${JSON.stringify(zip)},'w');z.write(${JSON.stringify(join(tree, 'input.txt'))},'thing-1.0/input.txt')`,
  ]);
  files.set(SOURCE_PATH, await readFile(zip));
  files.set('/dependency/a.txt', Buffer.from('a dependency\n'));
  sourceSha256 = createHash('sha256')
    .update(files.get(SOURCE_PATH) as Buffer)
    .digest('hex');
  server = createServer((request, response) => {
    const file = files.get(request.url ?? '');
    response.writeHead(file === undefined ? (request.url?.includes('broken') === true ? 500 : 404) : 200);
    response.end(file);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  upstream = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true, force: true });
});

const sh = (script: string): string[] => ['/bin/sh', '-c', script];
const FETCH = (path: string, then = 'exit 0'): string =>
  `/run/node -e 'fetch("http://127.0.0.1:7070/${path}").then(async(r)=>{if(r.status!==200)process.exit(r.status===404?4:5);require("fs").writeFileSync("fetched",Buffer.from(await r.arrayBuffer()))},()=>process.exit(6))' && ${then}`;

function buildOf(change: Record<string, unknown>): Build {
  const recipe = parseRecipeJson(
    JSON.stringify({
      purl: PURL,
      adapter: 'maven',
      source: { registry: { purl: PURL, classifier: 'source-release', extension: 'zip' }, sha256: sourceSha256 },
      toolchain: {},
      steps: [sh('cat input.txt > thing-1.0.jar')],
      outputs: { 'thing-1.0.jar': 'thing-1.0.jar' },
      limits: { timeoutSeconds: 30, memoryMib: 1024, diskMib: 64, processes: 256 },
      mirrors: ['maven'],
      sourceDateEpoch: 0,
      ...change,
    }),
  );
  return { id: buildIdOf(PURL, 1), purl: PURL, recipe } as Build;
}

async function run(change: Record<string, unknown> = {}, name = 'one') {
  const dataFolder = join(folder, name);
  const pipeline = new BuildPipeline({
    dataFolder,
    cache: new DownloadCache(join(folder, `cache-${name}`)),
    git: { schemes: ['file'] },
    logger: pino({ level: 'silent' }),
    nodeId: 'ab',
  });
  const build = buildOf(change);
  const outcome = await pipeline.run(build, new AbortController().signal);
  return { ...outcome, folder: pipeline.folderOf(build) };
}
const failureOf = (outcome: Awaited<ReturnType<typeof run>>) => (outcome.result.outcome.kind === 'failure' ? outcome.result.outcome.value.code : 'none');

test('the same source gives the same bytes in two folders; log, provenance and dependencies are kept', async () => {
  const script = `${FETCH('maven/dependency/a.txt', 'true')} && cat input.txt fetched > thing-1.0.jar && env | sort >> thing-1.0.jar && pwd >> thing-1.0.jar && umask >> thing-1.0.jar && id >> thing-1.0.jar && hostname >> thing-1.0.jar`;
  const [one, two] = [await run({ steps: [sh(script)] }, 'a'), await run({ steps: [sh(script)] }, 'b')];
  expect(failureOf(one)).toBe('none');
  expect(one.result).toEqual(two.result);
  expect(toHex(one.environment)).toBe(toHex(two.environment));
  expect(one.upstream).toBe('absent');
  const kept = await readdir(one.folder);
  expect(kept.sort()).toEqual(['build.log', 'dependencies.json', 'outputs', 'provenance.json']);
  const text = await readFile(join(one.folder, 'outputs/thing-1.0.jar'), 'utf8');
  expect(text).toContain('hello\na dependency\n');
  expect(text).toContain('TZ=UTC');
  expect(text).toContain('uid=1000(builder)');
  expect(text).toContain('/build/source/thing-1.0');
  expect(text).not.toMatch(/npm_|PYRSIA|VITEST/);
  expect(JSON.parse(await readFile(join(one.folder, 'dependencies.json'), 'utf8'))).toEqual([
    { path: 'maven/dependency/a.txt', sha256: expect.stringMatching(/^[0-9a-f]{64}$/), size: 13 },
  ]);
  const provenance = JSON.parse(await readFile(join(one.folder, 'provenance.json'), 'utf8'));
  expect(provenance.predicate.buildDefinition.resolvedDependencies).toHaveLength(2);
  expect(
    createHash('sha256')
      .update(await readFile(join(one.folder, 'provenance.json')))
      .digest('hex'),
  ).toBe(toHex(one.provenanceSha256));
});

test('a commit is a source; provenance names it and its tree', async () => {
  const work = join(folder, 'work');
  const git = (...args: string[]): string => execFileSync('git', ['-C', work, '-c', 'user.name=n', '-c', 'user.email=e', ...args], { encoding: 'utf8' }).trim();
  execFileSync('git', ['init', '--quiet', work]);
  await writeFile(join(work, 'input.txt'), 'from git\n');
  git('add', '.');
  git('commit', '--quiet', '-m', 'first');
  const commit = git('rev-parse', 'HEAD');
  const source = { url: `file://${work}`, commit };
  const { sha256 } = await archiveOfCommit(source, { schemes: ['file'] }, new DownloadCache(join(folder, 'cache-known')), new AbortController().signal);
  const outcome = await run({ source: { git: source, sha256: toHex(sha256) }, steps: [sh('cp input.txt thing-1.0.jar')] }, 'git');
  expect(failureOf(outcome)).toBe('none');
  expect(await readFile(join(outcome.folder, 'outputs/thing-1.0.jar'), 'utf8')).toBe('from git\n');
  const provenance = JSON.parse(await readFile(join(outcome.folder, 'provenance.json'), 'utf8'));
  expect(provenance.predicate.buildDefinition.resolvedDependencies[0]).toEqual({
    uri: `git+file://${work}@${commit}`,
    digest: { sha256: toHex(sha256), gitCommit: commit, gitTree: git('rev-parse', 'HEAD^{tree}') },
  });
  expect(failureOf(await run({ source: { git: source, sha256: '00'.repeat(32) } }, 'git-mismatch'))).toBe('source_mismatch');
});

test.each([
  [
    'another source digest',
    { source: { registry: { purl: PURL, classifier: 'source-release', extension: 'zip' }, sha256: '00'.repeat(32) } },
    'source_mismatch',
  ],
  ['no such source', { source: { registry: { purl: PURL, classifier: 'nothing', extension: 'zip' }, sha256: '00'.repeat(32) } }, 'source_unavailable'],
  ['a step that fails', { steps: [sh('exit 3')] }, 'build_failed'],
  ['a program that is not there', { steps: [['/no/such/program']] }, 'build_failed'],
  ['an output that is not made', { steps: [sh('true')] }, 'output_missing'],
  ['an output that is a link', { steps: [sh('ln -s /etc/passwd thing-1.0.jar')] }, 'output_invalid'],
  ['an output that is a folder', { steps: [sh('mkdir thing-1.0.jar')] }, 'output_invalid'],
  ['too slow', { steps: [sh('sleep 60')], limits: { timeoutSeconds: 1, memoryMib: 512, diskMib: 64, processes: 64 } }, 'build_timeout'],
  ['a full disk', { steps: [sh('cat /dev/zero > big')], limits: { timeoutSeconds: 30, memoryMib: 512, diskMib: 8, processes: 64 } }, 'disk_exceeded'],
  [
    'too much memory',
    {
      steps: [['/run/node', '-e', 'const all=[];setInterval(()=>all.push(Buffer.alloc(50e6,1)),100)']],
      limits: { timeoutSeconds: 30, memoryMib: 768, diskMib: 64, processes: 64 },
    },
    'memory_exceeded',
  ],
  [
    'too many processes',
    { steps: [sh('for i in 1 2 3 4 5 6 7 8 9 10 11 12; do sleep 20 & done; wait')], limits: { timeoutSeconds: 30, memoryMib: 512, diskMib: 64, processes: 5 } },
    'processes_exceeded',
  ],
  ['a sparse output larger than the disk', { steps: [sh('truncate -s 1G thing-1.0.jar')] }, 'output_invalid'],
  ['a toolchain that is not here', { toolchain: { jdk: '5' } }, 'toolchain_missing'],
  ['a dependency that the upstream fails to give', { steps: [sh(FETCH('maven/broken'))] }, 'dependency_unavailable'],
] as Array<[string, Record<string, unknown>, string]>)('%s is a failure with its own code', async (name, change, code) => {
  const outcome = await run(change, `fail-${name.replaceAll(' ', '-')}`);
  expect(failureOf(outcome)).toBe(code);
  expect(await readFile(join(outcome.folder, 'failure.txt'), 'utf8')).toMatch(/^[A-Z_]+: .+/);
  expect(await readdir(join(outcome.folder, 'outputs'))).toEqual([]);
});

test('as many processes as the recipe allows are no failure', async () => {
  const script = 'for i in 1 2 3; do sleep 1.5 & done; wait; cp a.txt thing-1.0.jar 2>/dev/null || echo x > thing-1.0.jar';
  const outcome = await run({ steps: [sh(script)], limits: { timeoutSeconds: 30, memoryMib: 512, diskMib: 64, processes: 5 } }, 'few-processes');
  expect(outcome.result.outcome.kind).toBe('artifacts');
});

test.each([
  ['the network', `/run/node -e 'require("net").connect(PORT,"127.0.0.1").on("connect",()=>process.exit(0)).on("error",()=>process.exit(1))'`],
  ['a registry that the recipe does not name', FETCH('npm/x')],
  [
    'a path with dots',
    `/run/node -e 'const s=require("net").connect(7070,"127.0.0.1");s.write("GET /maven/../../x HTTP/1.0\\r\\n\\r\\n");s.on("data",(d)=>process.exit(String(d).includes(" 403")?1:0))'`,
  ],
  ['the home of the host', 'ls /root'],
  ['writing to the toolchain', 'touch /usr/x'],
  ['other processes', 'test $(ls /proc | grep -c "^[0-9]") -gt 20'],
  ['the memory of the host, through the root folder', 'dd if=/dev/zero of=/big bs=1M count=1'],
  ['the memory of the host, through shared memory', 'dd if=/dev/zero of=/dev/shm/big bs=1M count=100'],
])('the sandbox does not let a build reach %s', async (name, script) => {
  const port = String((server.address() as AddressInfo).port);
  expect(failureOf(await run({ steps: [sh(script.replace('PORT', port))] }, `reach-${name.replaceAll(' ', '-')}`))).toBe('build_failed');
});

test('an abort ends the build, and leaves no process behind', async () => {
  const stop = new AbortController();
  const pipeline = new BuildPipeline({
    dataFolder: join(folder, 'abort'),
    cache: new DownloadCache(join(folder, 'cache-abort')),
    git: { schemes: [] },
    logger: pino({ level: 'silent' }),
    nodeId: 'ab',
  });
  const running = pipeline.run(buildOf({ steps: [sh('sleep 987654')] }), stop.signal);
  await expect.poll(() => processes('sleep 987654')).toBeGreaterThan(0);
  stop.abort(new Error('stop'));
  await expect(running).rejects.toThrow('stop');
  await expect.poll(() => processes('sleep 987654')).toBe(0);
});

function processes(command: string): number {
  return execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.trim() === command).length;
}
