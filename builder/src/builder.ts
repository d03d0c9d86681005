/** A builder: its parts, wired, from start to the end of its signal. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { toHex } from '@pyrsia/ledger';
import type { Logger } from 'pino';
import { Chain } from './chain/chain.ts';
import { watchBlocks } from './chain/new-blocks.ts';
import { type BuilderConfig, loadAccountKey } from './config.ts';
import { DownloadCache } from './mirror/download-cache.ts';
import { answerSourceQuestions } from './source/source-questions.ts';
import { Delivery } from './work/delivery.ts';
import { Journal } from './work/journal.ts';
import { BuildPipeline } from './work/pipeline.ts';
import { Worker } from './work/worker.ts';

/** Resolves when the signal has aborted and nothing runs any more. `wrap` lets test networks lie. */
export async function runBuilder(config: BuilderConfig, logger: Logger, signal: AbortSignal, wrap = (pipeline: BuildPipeline) => pipeline): Promise<void> {
  const { dataFolder } = config;
  await mkdir(dataFolder, { recursive: true });
  const chain = await Chain.connect(config.rpc, config.chainId, await loadAccountKey(config.accountKeyFile));
  const cache = new DownloadCache(config.mirrorCacheFolder);
  const pipeline = wrap(new BuildPipeline({ dataFolder, cache, git: config.git, logger, nodeId: toHex(config.nodeId) }));
  const journal = new Journal(join(dataFolder, 'journal'));
  const worker = new Worker({ chain, nodeId: config.nodeId, journal, pipeline, delivery: new Delivery(config.node, dataFolder), logger }, signal);
  logger.info({ node: toHex(config.nodeId) }, 'watching the chain');
  const questions = answerSourceQuestions({ node: config.node, cache, logger }, signal);
  await watchBlocks(
    config.rpc,
    signal,
    () => worker.wake(),
    (error) => logger.warn({ err: error }, 'the websocket was lost; connecting again'),
  );
  await worker.settled();
  await questions;
  chain.disconnect();
  logger.info('stopped');
}
