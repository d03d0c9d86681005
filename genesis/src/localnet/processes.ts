/**
 * The processes of a local network: each part in its own, its output in its own log file. A process that
 * dies is started again, a few times; all die with this one (PR_SET_PDEATHSIG by setpriv), even if it is
 * killed.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { GenesisError } from '../errors.ts';

export interface ProcessSpec {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  readonly environment: NodeJS.ProcessEnv;
  readonly logFile: string;
  /** Called with each line of output. */
  readonly onLine?: (line: string) => void;
}

/** A process that ends this often within the window is not started again. */
const MAX_RESTARTS = 5;
const RESTART_WINDOW_MS = 120_000;
const RESTART_DELAY_MS = 1_000;
/** A stopping node has this long to close its databases. */
const STOP_TIMEOUT_MS = 15_000;

export class ProcessGroup {
  private readonly running = new Map<string, { spec: ProcessSpec; child: ChildProcess; log: WriteStream }>();
  private readonly ends = new Map<string, number[]>();
  private stopping = false;
  private readonly failed = Promise.withResolvers<never>();
  private readonly report: (line: string) => void;

  constructor(report: (line: string) => void) {
    this.report = report;
    // Whoever waits for `failure` gets it; if nobody does, it is reported by `give up` below.
    this.failed.promise.catch(() => undefined);
  }

  /** Rejects when a process would not stay up. */
  get failure(): Promise<never> {
    return this.failed.promise;
  }

  async start(spec: ProcessSpec): Promise<void> {
    await mkdir(dirname(spec.logFile), { recursive: true });
    const log = createWriteStream(spec.logFile, { flags: 'a' });
    const [command, ...args] = spec.command;
    const child = spawn('setpriv', ['--pdeathsig', 'TERM', '--', command, ...args], {
      env: spec.environment,
      stdio: ['ignore', 'pipe', 'pipe'],
      // Ctrl-C is for us; we then stop them in order.
      detached: true,
    });
    this.running.set(spec.name, { spec, child, log });
    child.stdout.pipe(log, { end: false });
    child.stderr.pipe(log, { end: false });
    const { onLine } = spec;
    if (onLine !== undefined) createInterface({ input: child.stdout }).on('line', onLine);
    child.once('error', (cause) => this.failed.reject(new GenesisError('PROCESS_ENDED', { process: spec.name }, { cause })));
    child.once('exit', (code, signal) => {
      log.end();
      this.running.delete(spec.name);
      if (!this.stopping) this.restart(spec, code, signal);
    });
  }

  pid(name: string): number | undefined {
    return this.running.get(name)?.child.pid;
  }

  private restart(spec: ProcessSpec, code: number | null, signal: NodeJS.Signals | null): void {
    const now = performance.now();
    const recent = [...(this.ends.get(spec.name) ?? []).filter((at) => now - at < RESTART_WINDOW_MS), now];
    this.ends.set(spec.name, recent);
    if (recent.length > MAX_RESTARTS) {
      const error = new GenesisError('PROCESS_ENDED', { process: spec.name, code: code ?? -1, log: spec.logFile });
      this.report(error.message);
      this.failed.reject(error);
      return;
    }
    this.report(`${spec.name} ended (${signal ?? code}); starting it again`);
    setTimeout(() => {
      if (!this.stopping) this.start(spec).catch((error: Error) => this.failed.reject(error));
    }, RESTART_DELAY_MS);
  }

  /** SIGTERM to all, SIGKILL to those that stay. Nothing is left. */
  async stop(): Promise<void> {
    this.stopping = true;
    await Promise.all([...this.running.values()].map(({ child }) => stopChild(child)));
  }
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
  await ended;
  clearTimeout(timer);
}
