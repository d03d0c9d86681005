#!/usr/bin/env node
/** pyrsia-builder: builds what the chain asks for. Wires everything; reads arguments and signals. */
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { toHex } from '@pyrsia/ledger';
import pino, { type Logger } from 'pino';
import { Chain } from './chain/chain.ts';
import { watchBlocks } from './chain/new-blocks.ts';
import { loadAccountKey, loadConfig } from './config.ts';
import { BuilderError } from './errors.ts';
import { DownloadCache } from './mirror/download-cache.ts';
import { Delivery } from './work/delivery.ts';
import { Journal } from './work/journal.ts';
import { BuildPipeline } from './work/pipeline.ts';
import { Worker } from './work/worker.ts';

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
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stop.abort(new Error(signal)));

  const { dataFolder } = config;
  await mkdir(dataFolder, { recursive: true });
  const chain = await Chain.connect(config.rpc, config.chainId, await loadAccountKey(config.accountKeyFile));
  const cache = new DownloadCache(config.mirrorCacheFolder);
  const pipeline = new BuildPipeline({ dataFolder, cache, logger, nodeId: toHex(config.nodeId), tamperForTests: config.tamperForTests });
  const delivery = new Delivery(config.node, dataFolder);
  const worker = new Worker({ chain, nodeId: config.nodeId, journal: new Journal(join(dataFolder, 'journal')), pipeline, delivery, logger }, stop.signal);
  logger.info({ node: toHex(config.nodeId) }, 'watching the chain');
  await watchBlocks(config.rpc, stop.signal, () => worker.wake(), (error) => logger.warn({ err: error }, 'the websocket was lost; connecting again'));
  await worker.settled();
  chain.disconnect();
  logger.info('stopped');
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
