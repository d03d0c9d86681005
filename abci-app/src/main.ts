#!/usr/bin/env node
/**
 * pyrsia-abci: the application of the chain and the supervisor of its CometBFT. Wires everything; the only
 * file that reads arguments, environment and signals.
 *
 * Home: cometbft/ (CometBFT's own home), ledger/ (LevelDB). The ABCI socket stands in a temporary folder.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { LedgerError } from '@pyrsia/ledger';
import { LedgerStore, openLevelStore } from '@pyrsia/ledger/store';
import pino, { type Logger } from 'pino';
import { Application } from './application.ts';
import { dispatcher } from './calls/dispatch.ts';
import { startCometBft } from './cometbft.ts';
import { AbciAppError } from './errors.ts';
import { startAbciServer } from './server/server.ts';
import { VerifyPool } from './verify-pool.ts';

const HELP = `pyrsia-abci: runs a build node's chain: the ABCI application and its CometBFT.

usage: pyrsia-abci --home DIR [--cometbft FILE]

  --home DIR          home of the node, made by pyrsia-genesis
  --cometbft FILE     CometBFT v0.40.0 (default: the variable COMETBFT)
  --snapshot-every N  keep a snapshot for new nodes every N blocks, the same on all build nodes (default 1000; 0: none)
  --snapshot-keep N   how many of them (default 2)
  --prune             let CometBFT drop blocks that nobody needs any more; at least one build node must not
  --no-cometbft       only the application, on DIR/abci.sock; CometBFT is run by somebody else
  --help              this text

exit codes: 0 stopped by a signal, 2 wrong usage, 3 the node cannot go on (the last log line says why)
`;

const EXIT = { stopped: 0, usage: 2, failed: 3 } as const;

async function run(logger: Logger): Promise<number> {
  const { values } = parseArgs({
    options: {
      home: { type: 'string' },
      cometbft: { type: 'string' },
      'snapshot-every': { type: 'string', default: '1000' },
      'snapshot-keep': { type: 'string', default: '2' },
      prune: { type: 'boolean' },
      'no-cometbft': { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  if (values.help === true) {
    process.stdout.write(HELP);
    return EXIT.stopped;
  }
  if (values.home === undefined) throw new AbciAppError('USAGE', { missing: '--home' });
  const home = resolve(values.home);
  const stopped = new Promise<string>((done) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => done(signal));
  });

  await mkdir(join(home, 'ledger'), { recursive: true });
  const pins = { everyHeights: BigInt(wholeNumber(values, 'snapshot-every', 1_000_000)), keep: wholeNumber(values, 'snapshot-keep', 100) };
  const store = LedgerStore.open(await openLevelStore(join(home, 'ledger')), { pins });
  if (store.isPartlyRestored) {
    logger.warn('a restore from a snapshot did not end; beginning anew');
    await store.empty();
  }
  // A home may have a long path, a socket may not; the folder is this user's alone.
  const runFolder = values['no-cometbft'] === true ? home : await mkdtemp(join(tmpdir(), 'pyrsia-abci-'));
  const socketPath = join(runFolder, 'abci.sock');
  const failure = Promise.withResolvers<Error>();
  const pool = new VerifyPool(failure.resolve);
  const app = new Application(store, { retain: values.prune === true ? 'needed' : 'all', onFailure: failure.resolve, pool });
  const server = await startAbciServer(socketPath, dispatcher(app), failure.resolve);
  logger.info({ home, height: String(store.head?.height ?? 0n) }, 'application ready');
  try {
    if (values['no-cometbft'] === true) return outcome(logger, await Promise.race([stopped, failure.promise]));
    const binary = values.cometbft ?? process.env['COMETBFT'];
    if (binary === undefined) throw new AbciAppError('COMETBFT_MISSING');
    const cometbft = await startCometBft({ binary, home: join(home, 'cometbft'), socketPath });
    logger.info({ pid: cometbft.pid }, 'cometbft started');
    const exited = cometbft.ended.then(({ code, signal }) => new AbciAppError('COMETBFT_EXITED', { code: code ?? -1, signal: signal ?? 'none' }));
    const reason = await Promise.race([stopped, failure.promise, exited]);
    await cometbft.stop();
    return outcome(logger, reason);
  } finally {
    await server.stop();
    app.stop();
    await pool.stop();
    await store.close();
    if (runFolder !== home) await rm(runFolder, { recursive: true, force: true });
  }
}

function wholeNumber(values: Readonly<Record<string, unknown>>, name: string, highest: number): number {
  const text = String(values[name]);
  const value = Number(text);
  if (!/^[0-9]+$/.test(text) || value > highest) throw new AbciAppError('USAGE', { option: `--${name}`, highest });
  return value;
}

function outcome(logger: Logger, reason: string | Error): number {
  if (typeof reason === 'string') {
    logger.info({ signal: reason }, 'stopped');
    return EXIT.stopped;
  }
  logger.fatal(describe(reason), 'stopped');
  return EXIT.failed;
}

function describe(error: Error): object {
  const cause = error.cause instanceof Error ? error.cause : undefined;
  const known = error instanceof AbciAppError || error instanceof LedgerError ? { code: error.code } : {};
  return { ...known, error: error.message, ...(cause === undefined ? {} : { cause: cause.message, stack: cause.stack }) };
}

const logger = pino({ name: 'pyrsia-abci', level: process.env['PYRSIA_LOG'] ?? 'info' }, pino.destination({ sync: true }));
try {
  process.exitCode = await run(logger);
} catch (error) {
  const failure = error instanceof Error ? error : new Error(String(error));
  const usage = failure instanceof AbciAppError && failure.code === 'USAGE';
  if (usage || failure instanceof TypeError) process.stderr.write(`${failure.message}\n`);
  else logger.fatal(describe(failure), 'cannot run');
  process.exitCode = usage || failure instanceof TypeError ? EXIT.usage : EXIT.failed;
}
