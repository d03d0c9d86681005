/** The program of a regular node: reads arguments and signals, wires, waits. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import pino, { type Logger } from 'pino';
import { loadNodeConfig } from './config.ts';
import { ClientError } from './errors.ts';
import { startNode } from './node.ts';

const HELP = `pyrsia-node: a regular node: light client, peer-to-peer, and the door for build tools.

usage: pyrsia-node --config FILE

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
  if (values.config === undefined) throw new ClientError('USAGE', { missing: '--config' });
  const config = await loadNodeConfig(resolve(values.config));
  const stop = new AbortController();
  const stopped = new Promise<void>((done) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.once(signal, () => {
        stop.abort(new Error(signal));
        done();
      });
    }
  });
  const node = await startNode(config, logger, stop.signal);
  logger.info({ url: node.url }, 'node ready');
  await stopped;
  await node.stop();
  logger.info('stopped');
}

const logger = pino({ name: 'pyrsia-node', level: process.env['PYRSIA_LOG'] ?? 'info' }, pino.destination({ sync: true }));
try {
  await run(logger);
} catch (error) {
  const failure = error instanceof Error ? error : new Error(String(error));
  const usage = failure instanceof TypeError || (failure instanceof ClientError && (failure.code === 'USAGE' || failure.code === 'CONFIG_INVALID'));
  if (usage) process.stderr.write(`${failure.message}\n`);
  else logger.fatal({ err: failure }, 'cannot run');
  process.exitCode = usage ? 2 : 3;
}
