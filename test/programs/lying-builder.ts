/** A build node's builder that returns other bytes than it built: for test networks with dissent. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type BuildOutcome, loadConfig, runBuilder } from '@pyrsia/builder';
import { sha256, utf8 } from '@pyrsia/ledger';
import pino from 'pino';

const { values } = parseArgs({ options: { config: { type: 'string' } } });
const config = await loadConfig(resolve(values.config as string));
const stop = new AbortController();
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stop.abort(new Error(signal)));

await runBuilder(config, pino(pino.destination({ sync: true })), stop.signal, (pipeline) => {
  const build = pipeline.run.bind(pipeline);
  pipeline.run = async (...args): Promise<BuildOutcome> => {
    const outcome = await build(...args);
    const { outcome: inner } = outcome.result;
    if (inner.kind !== 'artifacts') return outcome;
    const artifacts = inner.value.artifacts.map((artifact) => ({ ...artifact, sha256: sha256(utf8('another build')) }));
    return { ...outcome, result: { outcome: { kind: 'artifacts', value: { artifacts } } } };
  };
  return pipeline;
});
