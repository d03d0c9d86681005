/**
 * The CometBFT process beside the application. Either process ending ends both, with the reason: CometBFT
 * never reconnects its ABCI socket, so half a node is no node.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:fs';
import { access, type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { AbciAppError } from './errors.ts';

/** CometBFT closes its databases on SIGTERM; after this long it hangs. */
const STOP_TIMEOUT_MS = 10_000;

/**
 * CometBFT dies with the application, whatever kills that: one that has not connected to the ABCI socket yet would
 * wait for it for ever and keep its databases locked. The shell, which becomes CometBFT, closes the moment before the
 * death signal is set.
 */
const WITH_PARENT = ['--pdeathsig', 'KILL', '--', '/bin/sh', '-c', '[ "$PPID" = "$0" ] && exec "$@"', String(process.pid)] as const;

export interface CometBft {
  readonly pid: number;
  /** Resolves when the process has ended, whyever. */
  readonly ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  stop(): Promise<void>;
}

/** Starts CometBFT in `home` against the ABCI socket; its output goes to `<home>/cometbft.log`. */
export async function startCometBft(options: { binary: string; home: string; socketPath: string }): Promise<CometBft> {
  await access(options.binary, constants.X_OK).catch((cause) => {
    throw new AbciAppError('COMETBFT_MISSING', { binary: options.binary }, { cause });
  });
  const log = await open(join(options.home, 'cometbft.log'), 'a');
  const args = [...WITH_PARENT, options.binary, 'start', '--home', options.home, '--proxy_app', `unix://${options.socketPath}`, '--abci', 'socket'];
  const child = spawn('setpriv', args, { stdio: ['ignore', log.fd, log.fd] });
  const ended = endOf(child, log);
  if (child.pid === undefined) {
    const [cause] = (await once(child, 'error')) as [Error];
    throw new AbciAppError('PROCESS_NOT_STARTED', { reason: cause.message }, { cause });
  }
  return {
    pid: child.pid,
    ended,
    async stop() {
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
      await ended;
      clearTimeout(timer);
    },
  };
}

function endOf(child: ChildProcess, log: FileHandle): CometBft['ended'] {
  return new Promise((resolve) => {
    const done = (code: number | null, signal: NodeJS.Signals | null): void => {
      void log.close().finally(() => resolve({ code, signal }));
    };
    child.once('error', () => done(127, null));
    child.once('exit', done);
  });
}
