#!/usr/bin/env node
/** pyrsia-builder: builds what the chain asks for. Reads arguments and signals. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { isCleanGitUrl, isCommit, toHex } from '@pyrsia/ledger';
import pino, { type Logger } from 'pino';
import { runBuilder } from './builder.ts';
import { GIT_SCHEMES, loadConfig } from './config.ts';
import { BuilderError } from './errors.ts';
import { DownloadCache } from './mirror/download-cache.ts';
import { archiveOfCommit } from './source/git-source.ts';

const HELP = `pyrsia-builder: watches the chain, builds what is requested, commits and reveals the results.

usage: pyrsia-builder --config FILE
       pyrsia-builder source URL COMMIT [--json]

  --config FILE  configuration, made by pyrsia-genesis
  --help         this text

source: fetches a commit with git and prints what a recipe says of it: the sha256 of its archive
(docs/formats/git-archive.md), and the hash of its tree.
  --json         the same as the "source" of a recipe

exit codes: 0 stopped by a signal, 2 wrong usage or configuration, 3 cannot run (the last log line says why)
`;

async function run(logger: Logger): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { config: { type: 'string' }, help: { type: 'boolean' }, json: { type: 'boolean' } },
    allowPositionals: true,
  });
  if (values.help === true) {
    process.stdout.write(HELP);
    return;
  }
  if (positionals.length > 0) return describeCommit(positionals, values.json === true);
  if (values.config === undefined) throw new BuilderError('USAGE', { missing: '--config' });
  const config = await loadConfig(resolve(values.config));
  const stop = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stopSoon(stop, signal));
  await runBuilder(config, logger, stop.signal);
}

async function describeCommit([command, url, commit, ...rest]: readonly string[], json: boolean): Promise<void> {
  if (command !== 'source' || url === undefined || commit === undefined || rest.length > 0) throw new BuilderError('USAGE', { command: command ?? '' });
  if (!isCleanGitUrl(url) || !isCommit(commit)) throw new BuilderError('USAGE', { wanted: 'a plain url, and the full hash of a commit' });
  const stop = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stop.abort(new Error(`stopped by ${signal}`)));
  const folder = await mkdtemp(join(tmpdir(), 'pyrsia-source-'));
  try {
    const archive = await archiveOfCommit({ url, commit }, { schemes: GIT_SCHEMES }, new DownloadCache(folder), stop.signal);
    const sha256 = toHex(archive.sha256);
    process.stdout.write(
      json ? `${JSON.stringify({ git: { url, commit }, sha256 })}\n` : `sha256  ${sha256}\ntree    ${archive.tree}\nsize    ${archive.size} bytes\n`,
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What still waits for an answer after this long is not waited for: the journal is on disk. */
const STOP_MS = 10_000;

function stopSoon(stop: AbortController, signal: string): void {
  stop.abort(new Error(signal));
  setTimeout(() => process.exit(0), STOP_MS).unref();
}

const logger = pino({ name: 'pyrsia-builder', level: process.env['PYRSIA_LOG'] ?? 'info' }, pino.destination({ sync: true }));
try {
  await run(logger);
} catch (error) {
  const failure = error instanceof Error ? error : new Error(String(error));
  const usage = failure instanceof TypeError || (failure instanceof BuilderError && (failure.code === 'USAGE' || failure.code === 'CONFIG_INVALID'));
  // A command of a person says why; a service logs.
  if (usage || process.argv[2] === 'source') process.stderr.write(`${failure.message}\n`);
  else logger.fatal({ err: failure }, 'cannot run');
  process.exitCode = usage ? 2 : 3;
}
