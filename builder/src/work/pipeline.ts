/**
 * One build, from recipe to result: source → toolchain → sandboxed build → collect → compare → provenance.
 * A failure of the build is a result like any other and is committed to; only faults of this machine are
 * thrown, and then the build begins anew.
 */

import { createReadStream } from 'node:fs';
import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Artifact,
  type Build,
  compareText,
  type Digest,
  describeArtifact,
  equalBytes,
  type Result,
  sha256,
  sortArtifacts,
  toHex,
  type Upstream,
  utf8,
} from '@pyrsia/ledger';
import type { Logger } from 'pino';
import type { Adapter } from '../adapters/adapter.ts';
import { adapterFor } from '../adapters/registry.ts';
import { BuilderError, failureOf } from '../errors.ts';
import { writeFileAtomic } from '../files.ts';
import type { DownloadCache } from '../mirror/download-cache.ts';
import { prefetch, rememberFiles } from '../mirror/prefetch.ts';
import { type RecordedFile, startRecordingMirror } from '../mirror/recording-mirror.ts';
import { BRIDGE_PORT, environmentDigest, fixedEnvironment, runInSandbox, type SandboxJob } from '../sandbox/sandbox.ts';
import { fetchSource } from '../source/fetch-source.ts';
import type { GitAccess } from '../source/git-repository.ts';
import { provenanceStatement } from './provenance.ts';

export interface BuildOutcome {
  readonly result: Result;
  readonly environment: Digest;
  readonly provenanceSha256: Digest;
  readonly upstream: Upstream;
}

export interface PipelineParts {
  readonly dataFolder: string;
  readonly cache: DownloadCache;
  readonly git: GitAccess;
  readonly logger: Logger;
  readonly nodeId: string;
}

/** What is known of a build however it ended. */
interface BuildRecord {
  environment: Digest;
  toolchain: Readonly<Record<string, string>>;
  dependencies: RecordedFile[];
  /** Hash of the tree of a git source. */
  tree?: string;
}

interface Built {
  readonly artifacts: readonly Artifact[];
  readonly upstream: Upstream;
}

export class BuildPipeline {
  private readonly parts: PipelineParts;

  constructor(parts: PipelineParts) {
    this.parts = parts;
  }

  /** Where everything of a build stays: log, dependency list, provenance, outputs. */
  folderOf(build: Build): string {
    return join(this.parts.dataFolder, 'builds', toHex(build.id));
  }

  /** One line per stage on the log, for whoever shows progress. */
  progress(build: Build, stage: string, more: object = {}): void {
    this.parts.logger.info({ event: 'progress', build: toHex(build.id), purl: build.purl, stage, ...more }, 'progress');
  }

  async run(build: Build, signal: AbortSignal): Promise<BuildOutcome> {
    const folder = this.folderOf(build);
    await rm(folder, { recursive: true, force: true });
    await mkdir(join(folder, 'outputs'), { recursive: true });
    const startedAt = new Date();
    const record: BuildRecord = {
      environment: sha256(utf8('none')),
      toolchain: {},
      dependencies: [],
    };
    let result: Result;
    let upstream: Upstream = 'unchecked';
    try {
      const built = await this.build(build, folder, record, signal);
      result = { outcome: { kind: 'artifacts', value: { artifacts: built.artifacts } } };
      upstream = built.upstream;
      this.progress(build, 'built', { upstream, digests: Object.fromEntries(built.artifacts.map((a) => [a.name, toHex(a.sha256)])) });
    } catch (error) {
      signal.throwIfAborted();
      const code = failureOf(error);
      if (code === undefined) throw error;
      result = { outcome: { kind: 'failure', value: { code } } };
      await writeFileAtomic(join(folder, 'failure.txt'), `${(error as Error).message}\n`);
      this.progress(build, 'failed', { code, error: (error as Error).message });
    }
    const statement = provenanceStatement({ build, result, nodeId: this.parts.nodeId, ...record, startedAt, finishedAt: new Date() });
    await writeFileAtomic(join(folder, 'provenance.json'), statement);
    await writeFileAtomic(join(folder, 'dependencies.json'), `${JSON.stringify(record.dependencies, null, 1)}\n`);
    return { result, environment: record.environment, provenanceSha256: sha256(utf8(statement)), upstream };
  }

  private async build(build: Build, folder: string, record: BuildRecord, signal: AbortSignal): Promise<Built> {
    const { recipe } = build;
    const { cache, git } = this.parts;
    const adapter = adapterFor(recipe);
    if (adapter === undefined) throw new BuilderError('SOURCE_NOT_ACCEPTED', { adapter: recipe.adapter });
    this.progress(build, 'fetching');
    const upstreamUrl = await adapter.upstream(recipe);
    const seedFolder = join(folder, 'seed');
    // Side by side, as asking a toolchain for its version takes as long as the rest; none goes on when another fails.
    const prepared = [
      adapter.toolchain(recipe),
      fetchSource(recipe, { cache, git, registryUrl: () => `${upstreamUrl}/${adapter.sourcePath(recipe)}` }, signal),
      prefetch(cache, recipe, adapter, seedFolder),
    ] as const;
    await Promise.allSettled(prepared);
    const [toolchain, source, seeds] = await Promise.all(prepared);
    record.toolchain = toolchain;
    if (source.tree !== undefined) record.tree = source.tree;
    // A short path: the system allows 107 bytes for a socket's.
    const socketFolder = await mkdtemp(join(tmpdir(), 'pyrsia-mirror-'));
    const socketPath = join(socketFolder, 'mirror.sock');
    const upstreams = Object.fromEntries(recipe.mirrors.filter((name) => name === adapter.name).map((name) => [name, upstreamUrl]));
    const mirror = await startRecordingMirror({ socketPath, cache, upstreams, signal }).catch(async (error: unknown) => {
      await rm(socketFolder, { recursive: true, force: true });
      throw error;
    });
    try {
      const job: SandboxJob = {
        recipe,
        folder: join(folder, 'sandbox'),
        sourceFile: source.path,
        unpack: adapter.unpack(recipe),
        seedFolder,
        mirrorSocket: socketPath,
        environment: await adapter.environment(recipe),
        homeFiles: adapter.homeFiles(`http://127.0.0.1:${BRIDGE_PORT}`),
        signal,
      };
      record.environment = environmentDigest({ ...job, environment: { ...fixedEnvironment(recipe), ...job.environment } }, record.toolchain);
      this.progress(build, 'building');
      const run = await runInSandbox(job).catch((error: unknown) => {
        throw explain(error, mirror.troubles());
      });
      const artifacts = await this.collect(run.files, join(folder, 'outputs'));
      await rememberFiles(cache, recipe, mergeFiles(seeds, mirror.recorded()));
      return { artifacts, upstream: await this.compare(build, adapter, upstreamUrl, artifacts, signal) };
    } finally {
      record.dependencies = mergeFiles(seeds, mirror.recorded());
      await mirror.stop();
      await rm(socketFolder, { recursive: true, force: true });
      await this.keepLog(folder);
    }
  }

  private async collect(files: ReadonlyMap<string, string>, folder: string): Promise<Artifact[]> {
    const artifacts: Artifact[] = [];
    for (const [name, path] of files) {
      const kept = join(folder, name);
      await copyFile(path, kept);
      artifacts.push((await describeArtifact(name, createReadStream(kept))).artifact);
    }
    return sortArtifacts(artifacts);
  }

  /** Evidence beside the result: does the registry have the same bytes? */
  private async compare(build: Build, adapter: Adapter, upstreamUrl: string, artifacts: readonly Artifact[], signal: AbortSignal): Promise<Upstream> {
    let verdict: Upstream = 'identical';
    try {
      for (const artifact of artifacts) {
        const file = await this.parts.cache.get(`${upstreamUrl}/${adapter.upstreamPath(build.recipe, artifact.name)}`, signal);
        if (file === undefined) verdict = 'absent';
        else if (!equalBytes(file.sha256, artifact.sha256)) return 'different';
      }
      return verdict;
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof BuilderError)) throw error;
      // Evidence that cannot be had now; the build itself went well.
      this.parts.logger.warn({ err: error }, 'upstream not compared');
      return 'unchecked';
    }
  }

  private async keepLog(folder: string): Promise<void> {
    await copyFile(join(folder, 'sandbox/build.log'), join(folder, 'build.log')).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
    });
    for (const name of ['sandbox', 'seed']) await rm(join(folder, name), { recursive: true, force: true });
  }
}

/** What was at hand and what was asked for, each path once, sorted. */
function mergeFiles(...lists: ReadonlyArray<readonly RecordedFile[]>): RecordedFile[] {
  const byPath = new Map(lists.flat().map((file) => [file.path, file]));
  return [...byPath.values()].sort((a, b) => compareText(a.path, b.path));
}

/** A step that failed because the mirror could not fetch a file is a matter of the network, not of the code. */
function explain(error: unknown, troubles: readonly BuilderError[]): unknown {
  const first = troubles[0];
  return error instanceof BuilderError && error.code === 'BUILD_FAILED' && first !== undefined ? first : error;
}
