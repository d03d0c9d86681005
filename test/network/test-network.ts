/** Networks of real processes for tests: CometBFT, applications, builders and nodes, on loopback and in a temporary folder. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  ask,
  ensureCometBft,
  keyFile,
  type NetworkOptions,
  networkFilePath,
  nodeHome,
  type PlannedNode,
  type RunningNetwork,
  restUrl,
  startNetwork,
  until,
} from '@pyrsia/genesis';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const LYING_BUILDER = join(root, 'test/programs/lying-builder.ts');
/** Any source of the namespace may be made into any version of it. */
export const TEST_MAPPINGS = [
  { pattern: 'pkg:maven/org.apache.maven.shared/*', adapters: ['maven'], registry: 'same_namespace', steps: 'any', urls: [] },
] as const;
type Json = Record<string, unknown>;

export const realRecipe = (): Json => JSON.parse(readFileSync(join(root, 'genesis/recipes/file-management-3.1.0.json'), 'utf8')) as Json;

/** Builds in a moment, from the same real source archive. */
export function quickRecipe(script = 'cp pom.xml file-management-3.1.0.jar'): Json {
  return {
    ...realRecipe(),
    toolchain: {},
    steps: [['/bin/sh', '-c', script]],
    outputs: { 'file-management-3.1.0.jar': 'file-management-3.1.0.jar' },
    mirrors: [],
  };
}

export interface TestNetwork {
  readonly network: RunningNetwork;
  readonly dataFolder: string;
  readonly url: string;
  /** Requests a build and waits for its verdict. */
  build(recipe: Json): Promise<Json>;
  request(recipe: Json): Promise<string>;
  decided(buildId: string): Promise<Json>;
  get(path: string): Promise<{ status: number; body: Json }>;
  cli(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }>;
  homeOf(node: PlannedNode): string;
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export async function startTestNetwork(change: Partial<NetworkOptions> = {}): Promise<TestNetwork> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'pyrsia-net-'));
  const options: NetworkOptions = {
    dataFolder,
    root,
    nodeBinary: process.execPath,
    cometBft: await ensureCometBft({ cacheFolder: join(root, '.cache'), environment: process.env, report: () => undefined }),
    environment: { ...process.env, NODE_OPTIONS: '' },
    mirrorCacheFolder: join(root, '.cache/test-mirror'),
    report: () => undefined,
    shape: {
      buildNodes: 4,
      sourceMappings: TEST_MAPPINGS,
    },
    ...change,
  };
  let network = await startNetwork(options);
  const url = (): string => restUrl(network.regular);
  const tokenFile = (): string => keyFile(nodeHome(dataFolder, network.regular), 'token');

  const self: TestNetwork = {
    get network() {
      return network;
    },
    dataFolder,
    get url() {
      return url();
    },
    async request(recipe) {
      const { status, body } = await ask(url(), '/build/maven', { body: { recipe }, tokenFile: tokenFile() });
      if (status !== 202) throw new Error(JSON.stringify(body));
      return String(body['build_id']);
    },
    decided: (buildId) =>
      until(async () => {
        const { status, body } = await ask(url(), `/api/v1/builds/${buildId}`);
        if (status !== 200 || !['published', 'refused', 'expired'].includes(String(body['phase'])))
          throw new Error(`still ${JSON.stringify(body['phase'] ?? body)}`);
        return body;
      }, 240_000),
    async build(recipe) {
      return self.decided(await self.request(recipe));
    },
    get: (path) => ask(url(), path),
    cli: (...args) =>
      new Promise((resolve) => {
        const global = ['--node', url(), '--token-file', tokenFile(), '--network-file', networkFilePath(dataFolder)];
        execFile(process.execPath, [join(root, 'client/src/cli-main.ts'), ...global, ...args], { env: options.environment }, (error, stdout, stderr) => {
          resolve({ code: error === null ? 0 : Number(error.code ?? 1), stdout, stderr });
        });
      }),
    homeOf: (node) => nodeHome(dataFolder, node),
    async restart() {
      await network.stop();
      network = await startNetwork(options);
    },
    async stop() {
      await network.stop();
      if (process.env['PYRSIA_KEEP_TEST_DATA'] === undefined) await rm(dataFolder, { recursive: true, force: true });
    },
  };
  return self;
}

/** Process ids of the direct children of a process. */
export async function childrenOf(pid: number): Promise<number[]> {
  const text = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8');
  return text
    .split(' ')
    .filter((word) => word !== '')
    .map(Number);
}
