/**
 * The processes of a local network: each part in its own, its output in its own log file. A process that
 * dies is started again; all die with this one (PR_SET_PDEATHSIG by setpriv), even if it is killed.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
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

export interface RestartPolicy {
  /** Up for this long, a process is steady: its next end is the first again. */
  readonly steadyMs: number;
  readonly firstDelayMs: number;
  readonly maxDelayMs: number;
  /** A process that ends more often in a row, each time before it is steady, does not stay up by itself. */
  readonly maxQuickEnds: number;
}

export const RESTART_POLICY: RestartPolicy = { steadyMs: 60_000, firstDelayMs: 1_000, maxDelayMs: 30_000, maxQuickEnds: 5 };
/** A stopping node has this long to close its databases. */
const STOP_TIMEOUT_MS = 15_000;

export interface GroupOptions {
  readonly report: (line: string) => void;
  /** Asked when processes do not stay up: false ends the wait of everybody on `failure`. */
  readonly canGoOn: (failing: ReadonlySet<string>) => boolean;
  readonly policy: RestartPolicy;
}

/** After a run of `upMs`: how many quick ends in a row that makes, and how long to wait before the next start. */
export function afterEnd(quickBefore: number, upMs: number, policy: RestartPolicy): { quick: number; delayMs: number } {
  const quick = upMs >= policy.steadyMs ? 1 : quickBefore + 1;
  return { quick, delayMs: Math.min(policy.maxDelayMs, policy.firstDelayMs * 2 ** (quick - 1)) };
}

export class ProcessGroup {
  private readonly running = new Map<string, { child: ChildProcess; since: number }>();
  private readonly quickEnds = new Map<string, number>();
  /** Starts to come, by name. */
  private readonly waiting = new Map<string, NodeJS.Timeout>();
  private stopping = false;
  private readonly failed = Promise.withResolvers<never>();
  private readonly options: GroupOptions;
  private readonly policy: RestartPolicy;

  constructor(options: GroupOptions) {
    this.options = options;
    this.policy = options.policy;
    this.failed.promise.catch(() => undefined); // Reported below, too; nobody may be waiting for it.
  }

  /** Rejects when the group cannot go on. */
  get failure(): Promise<never> {
    return this.failed.promise;
  }

  async start(spec: ProcessSpec): Promise<void> {
    await mkdir(dirname(spec.logFile), { recursive: true });
    if (this.stopping) return;
    const log = createWriteStream(spec.logFile, { flags: 'a' });
    const [command, ...args] = spec.command;
    const child = spawn('setpriv', ['--pdeathsig', 'TERM', '--', command, ...args], {
      env: spec.environment,
      stdio: ['ignore', 'pipe', 'pipe'],
      // Ctrl-C is for us; we then stop them in order.
      detached: true,
    });
    this.running.set(spec.name, { child, since: performance.now() });
    for (const output of [child.stdout, child.stderr]) {
      output.pipe(log, { end: false });
      // A full disk: the process must not wait for its log.
      log.once('error', () => output.resume());
    }
    log.once('error', ({ message }) => this.options.report(`${spec.name}: its log cannot be written: ${message}`));
    const { onLine } = spec;
    if (onLine !== undefined) createInterface({ input: child.stdout }).on('line', onLine);
    child.once('error', (cause) => this.failed.reject(new GenesisError('PROCESS_ENDED', { process: spec.name }, { cause })));
    child.once('exit', (code, signal) => {
      log.end();
      const since = this.running.get(spec.name)?.since ?? performance.now();
      this.running.delete(spec.name);
      if (!this.stopping) this.restart(spec, { code, signal, upMs: performance.now() - since });
    });
  }

  pid(name: string): number | undefined {
    return this.running.get(name)?.child.pid;
  }

  /** What ended is started again, later and later: a full disk may be emptied, a port may become free. */
  private restart(spec: ProcessSpec, ended: { code: number | null; signal: NodeJS.Signals | null; upMs: number }): void {
    const { quick, delayMs } = afterEnd(this.quickEnds.get(spec.name) ?? 0, ended.upMs, this.policy);
    this.quickEnds.set(spec.name, quick);
    const reason = `${spec.name} ended (${ended.signal ?? `exit code ${ended.code}`})`;
    if (quick <= this.policy.maxQuickEnds) this.options.report(`${reason}; starting it again`);
    else {
      const error = new GenesisError('PROCESS_ENDED', { process: spec.name, code: ended.code ?? -1, log: spec.logFile });
      this.options.report(`${error.message} Next try in ${delayMs / 1_000} s.`);
      if (!this.options.canGoOn(this.failing())) this.failed.reject(error);
    }
    const again = (): Promise<void> => this.start(spec).catch((error: Error) => this.failed.reject(error));
    this.waiting.set(spec.name, setTimeout(again, delayMs));
  }

  private failing(): ReadonlySet<string> {
    const { steadyMs, maxQuickEnds } = this.policy;
    const isSteady = (name: string): boolean => performance.now() - (this.running.get(name)?.since ?? Number.POSITIVE_INFINITY) >= steadyMs;
    return new Set([...this.quickEnds].filter(([name, quick]) => quick > maxQuickEnds && !isSteady(name)).map(([name]) => name));
  }

  /** SIGTERM to all, SIGKILL to those that stay. Nothing is left. */
  async stop(): Promise<void> {
    this.stopping = true;
    for (const timer of this.waiting.values()) clearTimeout(timer);
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
