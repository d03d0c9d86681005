/** A peer as a process of its own (programs/peer.ts), perhaps in a network of its own, or one that means harm (programs/hostile-peer.ts). */
import { type ChildProcess, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { RUNTIME } from '@pyrsia/client/p2p';
import type { BehaviourName } from './hostile-behaviours.ts';
import { freePort, Line, type LineShape } from './line.ts';

const PEER = fileURLToPath(new URL('./programs/peer.ts', import.meta.url));
const CHURNING_PEER = fileURLToPath(new URL('./programs/churning-peer.ts', import.meta.url));
const HOSTILE_PEER = fileURLToPath(new URL('./programs/hostile-peer.ts', import.meta.url));

export interface PeerOptions {
  readonly bootstrap?: readonly string[];
  readonly uploadBytesPerSecond?: number | undefined;
  readonly listen?: readonly string[];
  readonly reach?: object;
}
export interface Fetched {
  readonly ms: number;
  readonly rssMb: number;
  readonly receivedBytes: number;
}
export type Answer = Record<string, unknown>;

export class PeerProcess {
  readonly address: string;
  private readonly child: ChildProcess;
  private readonly answers: AsyncIterator<string>;

  private constructor(child: ChildProcess, answers: AsyncIterator<string>, address: string) {
    this.child = child;
    this.answers = answers;
    this.address = address;
  }

  /** `within`: words before the command, as for a namespace. */
  static start(folder: string, options: PeerOptions = {}, within: readonly string[] = []): Promise<PeerProcess> {
    return PeerProcess.run([...within, process.execPath, ...RUNTIME.arguments, PEER, folder, JSON.stringify(options)]);
  }

  static hostile(behaviour: BehaviourName, bootstrap: readonly string[] = []): Promise<PeerProcess> {
    return PeerProcess.run([process.execPath, HOSTILE_PEER, behaviour, ...bootstrap]);
  }

  /** Whose store is never at rest (programs/churning-peer.ts). */
  static churning(folder: string, options: object): Promise<PeerProcess> {
    return PeerProcess.run([process.execPath, ...RUNTIME.arguments, CHURNING_PEER, folder, JSON.stringify(options)]);
  }

  private static async run([command, ...args]: readonly string[]): Promise<PeerProcess> {
    const child = spawn(command as string, args, { stdio: ['pipe', 'pipe', 'inherit'], env: { ...process.env, ...RUNTIME.environment } });
    const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const { value } = await answers.next();
    if (value === undefined) throw new Error('the peer ended before it began');
    return new PeerProcess(child, answers, (JSON.parse(value) as { address: string }).address);
  }

  /** A peer that others know at the end of a line alone, and so cannot reach any other way. */
  static async behind(folder: string, shape: LineShape, options: PeerOptions = {}): Promise<{ peer: PeerProcess; line: Line }> {
    const port = await freePort();
    const line = await Line.start('127.0.0.1', port, shape);
    const reach = { announce: [`/ip4/127.0.0.1/tcp/${line.port}`] };
    return { line, peer: await PeerProcess.start(folder, { ...options, listen: [`/ip4/127.0.0.1/tcp/${port}`], reach }) };
  }

  async ask(command: object): Promise<Answer> {
    this.child.stdin?.write(`${JSON.stringify(command)}\n`);
    return this.nextAnswer();
  }
  async nextAnswer(): Promise<Answer> {
    const { value } = await this.answers.next();
    if (value === undefined) throw new Error('the peer ended');
    const answer = JSON.parse(value) as Answer;
    if (answer['error'] !== undefined) throw new Error(String(answer['error']));
    return answer;
  }
  async seed(size: number, seed: string): Promise<string> {
    return (await this.ask({ seed: { size, seed } }))['artifact'] as string;
  }
  async fetch(artifact: string): Promise<Fetched> {
    return (await this.ask({ fetch: artifact })) as unknown as Fetched;
  }

  /** As the kernel counts it, whatever the process is waiting for. */
  rssMb(): Promise<number> {
    return this.memoryMb('VmRSS');
  }
  /** The most that it ever was. */
  peakRssMb(): Promise<number> {
    return this.memoryMb('VmHWM');
  }
  private async memoryMb(what: string): Promise<number> {
    const status = await readFile(`/proc/${this.child.pid}/status`, 'utf8');
    return (Number(new RegExp(`${what}:\\s+(\\d+) kB`).exec(status)?.[1]) * 1024) / 1e6;
  }

  /** Stands still, and its connections stay. */
  freeze(): void {
    this.child.kill('SIGSTOP');
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill('SIGKILL');
    await ended;
  }
}
