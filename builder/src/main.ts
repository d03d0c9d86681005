#!/usr/bin/env node
/** pyrsia-builder: builds what the chain asks for. Reads arguments and signals. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import pino, { type Logger } from 'pino';
import { runBuilder } from './builder.ts';
import { loadConfig } from './config.ts';
import { BuilderError } from './errors.ts';

const HELP = `pyrsia-builder: watches the chain, builds what is requested, commits and reveals the results.

usage: pyrsia-builder --config FILE

  --config FILE  configuration, made by pyrsia-genesis
  --help         this text

exit codes: 0 stopped by a signal, 2 wrong usage or configuration, 3 cannot run (the last log line says why)
`;

async function run(logger: Logger): Promise<void> {
  const { values } = parseArgs({ options: { config: { type: 'string' }, help: { type: 'boolean' } } });
  if (values.help === true) {
    process.stdout.write(HELP);
    return;
  }
  if (values.config === undefined) throw new BuilderError('USAGE', { missing: '--config' });
  const config = await loadConfig(resolve(values.config));
  const stop = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stopSoon(stop, signal));
  await runBuilder(config, logger, stop.signal);
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
  if (usage) process.stderr.write(`${failure.message}\n`);
  else logger.fatal({ err: failure }, 'cannot run');
  process.exitCode = usage ? 2 : 3;
}
