/** The program of a regular node: reads arguments and signals, wires, waits. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import pino, { type Logger } from 'pino';
import { defaultConfigFile } from './config/home.ts';
import { loadNodeConfig } from './config.ts';
import { ClientError } from './errors.ts';
import { logLines } from './log-lines.ts';
import { startNode } from './node.ts';

const HELP = `pyrsia-node: a regular node: light client, peer-to-peer, and the door for build tools.

usage: pyrsia-node [--config FILE]

  --config FILE  configuration (default: pyrsia.toml in PYRSIA_HOME, made by pyrsia init)
  --help         this text

signals: SIGTERM or SIGINT ends it when what is under way is done, 10 s at most; a second one at once

exit codes: 0 stopped by a signal, 2 wrong usage or configuration, 3 cannot run (the last log line says why)
`;

/** Runs until a signal; the exit code. */
export async function runProgram(args: readonly string[]): Promise<number> {
  const level = process.env['PYRSIA_LOG'] || 'info';
  if (level !== 'silent' && !Object.hasOwn(pino.levels.values, level)) {
    process.stderr.write(`PYRSIA_LOG must be silent or one of ${Object.keys(pino.levels.values).join(', ')}, not ${JSON.stringify(level.slice(0, 100))}\n`);
    return 2;
  }
  const logger = pino({ name: 'pyrsia-node', level }, logLines());
  try {
    await run(args, logger);
    return 0;
  } catch (error) {
    const failure = error instanceof Error ? error : new Error(String(error));
    const usage = failure instanceof ClientError ? USAGE.has(failure.code) : 'code' in failure && String(failure.code).startsWith('ERR_PARSE_ARGS_');
    if (usage) process.stderr.write(`${failure.message}\n`);
    else logger.fatal({ err: failure }, 'cannot run');
    return usage ? 2 : 3;
  }
}

const SIGNALS = ['SIGTERM', 'SIGINT'] as const;
const USAGE: ReadonlySet<string> = new Set(['USAGE', 'CONFIG_INVALID', 'CONFIG_MISSING']);

async function run(args: readonly string[], logger: Logger): Promise<void> {
  const { values } = parseArgs({ args: [...args], options: { config: { type: 'string' }, help: { type: 'boolean' } } });
  if (values.help === true) {
    process.stdout.write(HELP);
    return;
  }
  const config = await loadNodeConfig(values.config === undefined ? defaultConfigFile(process.env) : resolve(values.config));
  const stop = new AbortController();
  const stopped = new Promise<void>((done) => {
    const begin = (signal: string): void => {
      // The next one, whichever it is, ends the process at once: what is on disk is whole at any moment.
      for (const name of SIGNALS) process.off(name, begin);
      stop.abort(new Error(signal));
      done();
    };
    for (const name of SIGNALS) process.on(name, begin);
  });
  const node = await startNode(config, logger, stop.signal);
  logger.info({ url: node.url }, 'node ready');
  await stopped;
  await node.stop();
  logger.info('stopped');
}
