/** The sandboxed build with a warm mirror cache against the same mvn on the host with a warm local repository. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BuildPipeline, DownloadCache } from '@pyrsia/builder';
import { type Build, buildIdOf, parseRecipeJson, toHex } from '@pyrsia/ledger';
import pino from 'pino';
import { root } from '../network/test-network.ts';
import { median, show } from './report.ts';

const RUNS = 5;
const GOAL = 1.15;

export async function sandboxBuild(): Promise<void> {
  const recipe = parseRecipeJson(await readFile(join(root, 'genesis/recipes/file-management-3.1.0.json'), 'utf8'));
  const build = { id: buildIdOf(recipe.purl, 1), purl: recipe.purl, recipe } as Build;
  const folder = await mkdtemp(join(tmpdir(), 'pyrsia-bench-'));
  try {
    const cache = new DownloadCache(join(root, '.cache/bench-mirror'));
    const pipeline = new BuildPipeline({ dataFolder: folder, cache, git: { schemes: [] }, logger: pino({ level: 'silent' }), nodeId: 'bench' });
    const inSandbox = async (): Promise<number> => {
      const started = performance.now();
      const { result } = await pipeline.run(build, new AbortController().signal);
      if (result.outcome.kind !== 'artifacts') throw new Error(`the build failed: ${result.outcome.value.code}`);
      return (performance.now() - started) / 1000;
    };
    await inSandbox(); // Fills the cache; its time does not count.
    execFileSync('unzip', ['-q', join(root, '.cache/bench-mirror/blobs', toHex(recipe.source.sha256)), '-d', join(folder, 'host')]);
    const project = join(folder, 'host/file-management-3.1.0');
    const onHost = (): number => {
      const started = performance.now();
      const [command, ...args] = (recipe.steps[0] as { argv: readonly string[] }).argv as [string, ...string[]];
      const { status } = spawnSync(command, args, { cwd: project, stdio: 'ignore' });
      if (status !== 0) throw new Error('mvn failed on the host');
      const seconds = (performance.now() - started) / 1000;
      spawnSync('rm', ['-rf', join(project, 'target')]);
      return seconds;
    };
    onHost();
    await inSandbox();
    const pairs: Array<[number, number]> = [];
    for (let i = 0; i < RUNS; i += 1) pairs.push([await inSandbox(), onHost()]);
    const ratio = median(pairs.map(([ours, host]) => ours / host));
    show({
      bench: 'sandbox-build',
      metric: 'fetch, prefetch, build, collect',
      value: median(pairs.map(([ours]) => ours)),
      unit: 's',
      peer: 'mvn on the host, warm',
      peer_value: median(pairs.map(([, host]) => host)),
      ratio,
      goal: `<= ${GOAL}`,
      met: ratio <= GOAL,
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
