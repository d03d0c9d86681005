/**
 * A bare repository of our own for one fetch, driven through the host's `git`. The url and all that comes from it are
 * hostile: git runs without the host's and the user's configuration, without hooks, prompts and other protocols than the
 * one asked for, checks every object (`fetch.fsckObjects`), and may write a bounded pack. Nothing is ever checked out.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { BuilderError } from '../errors.ts';

/** A pack may have this many bytes, and so may what it unpacks to. */
export const MAX_SOURCE_BYTES = 2 * 1024 ** 3;
const MAX_GIT_MEMORY_BYTES = 4 * 1024 ** 3;
const MAX_FETCH_MS = 30 * 60_000;
/** What git says that is kept to explain a failure. */
const MAX_STDERR_CHARS = 4_000;
/** What a server says that gives out only what its branches point to. */
const ASKS_FOR_BRANCHES = /not our ref|unadvertised object|does not allow request/i;

export interface GitAccess {
  /** Schemes that this node fetches from. */
  readonly schemes: readonly string[];
  /** A configuration of ssh for keys and known hosts; undefined: that of the user who runs the builder. */
  readonly sshConfig?: string;
}

export interface TreeEntry {
  /** `100644`, `100755`, `120000` (symbolic link), `160000` (submodule). */
  readonly mode: string;
  readonly object: string;
  /** Bytes; 0 for a submodule. */
  readonly size: number;
  readonly path: Uint8Array;
}

export class GitRepository {
  private readonly folder: string;
  private readonly access: GitAccess;
  private readonly signal: AbortSignal;

  /** `folder` is made, and is the caller's to remove. */
  constructor(folder: string, access: GitAccess, signal: AbortSignal) {
    this.folder = folder;
    this.access = access;
    this.signal = AbortSignal.any([signal, AbortSignal.timeout(MAX_FETCH_MS)]);
  }

  /** Fetches one commit, by itself if the server gives it, else with everything. `BuilderError` SOURCE_UNAVAILABLE if it cannot be had. */
  async fetch(url: string, commit: string): Promise<void> {
    const scheme = url.slice(0, url.indexOf(':'));
    if (!this.access.schemes.includes(scheme)) {
      throw new BuilderError('SOURCE_NOT_ACCEPTED', { url, reason: `this node fetches from ${this.access.schemes.join(', ')} only (git.schemes)` });
    }
    await mkdir(this.folder, { recursive: true });
    await this.output(['init', '--quiet', '--bare', `--object-format=${commit.length === 64 ? 'sha256' : 'sha1'}`, '.']);
    const fetch = (...what: string[]): Promise<string> => this.output(['fetch', '--quiet', '--no-tags', '--no-write-fetch-head', ...what]);
    try {
      await fetch('--depth=1', '--', url, commit);
    } catch (error) {
      if (!(error instanceof BuilderError) || !ASKS_FOR_BRANCHES.test(error.message)) throw error;
      await fetch('--', url, '+refs/*:refs/fetched/*');
    }
    const type = await this.output(['cat-file', '-t', commit]).catch(() => 'absent');
    if (type !== 'commit') throw new BuilderError('SOURCE_UNAVAILABLE', { url, reason: `the repository has no such commit: ${commit}` });
  }

  /** Hash of the tree of a fetched commit. */
  tree(commit: string): Promise<string> {
    return this.output(['rev-parse', '--verify', '--quiet', '--end-of-options', `${commit}^{tree}`]);
  }

  /** All files below a tree, as git sorts them. */
  async *entries(tree: string): AsyncGenerator<TreeEntry> {
    const git = this.start(['ls-tree', '-r', '-l', '-z', '--full-tree', tree]);
    let rest = Buffer.alloc(0);
    try {
      for await (const piece of git.stdout) {
        rest = Buffer.concat([rest, piece]);
        for (let end = rest.indexOf(0); end >= 0; end = rest.indexOf(0)) {
          yield treeEntry(rest.subarray(0, end));
          rest = rest.subarray(end + 1);
        }
      }
      await git.ended;
    } finally {
      git.kill();
    }
  }

  /** Contents of objects, one after the other; all pieces of one must be taken before the next. */
  objects(): GitObjects {
    return new GitObjects(this.start(['cat-file', '--batch']));
  }

  private async output(args: readonly string[]): Promise<string> {
    const git = this.start(args);
    git.stdin.end();
    let text = '';
    for await (const piece of git.stdout) text += piece.toString('utf8');
    await git.ended;
    return text.trim();
  }

  private start(args: readonly string[]): RunningGit {
    const limits = [`--fsize=${MAX_SOURCE_BYTES}`, `--data=${MAX_GIT_MEMORY_BYTES}`, '--core=0'];
    const settings = ['core.hooksPath=/dev/null', 'fetch.fsckObjects=true', 'fetch.unpackLimit=1', 'gc.auto=0', 'credential.helper='];
    const child = spawn('prlimit', [...limits, '--', 'git', ...settings.flatMap((setting) => ['-c', setting]), ...args], {
      cwd: this.folder,
      env: this.environment(),
      signal: this.signal,
      killSignal: 'SIGKILL',
      stdio: 'pipe',
    });
    return runningGit(child, args[0] as string, this.signal);
  }

  private environment(): NodeJS.ProcessEnv {
    const { schemes, sshConfig } = this.access;
    const ssh = [
      'ssh',
      ...(sshConfig === undefined ? [] : ['-F', `'${sshConfig.replaceAll("'", `'\\''`)}'`]),
      '-o',
      'BatchMode=yes',
      '-o',
      'ConnectTimeout=30',
    ];
    return {
      PATH: process.env['PATH'] ?? '/usr/bin:/bin',
      HOME: this.folder,
      LC_ALL: 'C',
      GIT_DIR: this.folder,
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_TERMINAL_PROMPT: '0',
      GIT_ALLOW_PROTOCOL: schemes.join(':'),
      GIT_SSH_COMMAND: ssh.join(' '),
      GIT_HTTP_LOW_SPEED_LIMIT: '1000',
      GIT_HTTP_LOW_SPEED_TIME: '60',
    };
  }
}

/** `cat-file --batch`: a line that asks, a line that tells type and size, the bytes, a line feed. */
export class GitObjects {
  private readonly git: RunningGit;
  private readonly pieces: AsyncIterator<Buffer>;
  private held = Buffer.alloc(0);

  constructor(git: RunningGit) {
    this.git = git;
    this.pieces = git.stdout[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  }

  /** Bytes of a blob of just that size. */
  async *blob(object: string, size: number): AsyncGenerator<Buffer> {
    this.git.stdin.write(`${object}\n`);
    const line = await this.line();
    if (line !== `${object} blob ${size}`) throw new BuilderError('SOURCE_UNAVAILABLE', { object, reason: `git says: ${line}` });
    for (let left = size; left > 0; ) {
      if (this.held.length === 0) await this.more();
      const piece = this.held.subarray(0, left);
      this.held = this.held.subarray(piece.length);
      left -= piece.length;
      yield piece;
    }
    if ((await this.line()) !== '') throw new BuilderError('SOURCE_UNAVAILABLE', { object, reason: 'git gave more bytes than it said' });
  }

  stop(): void {
    this.git.kill();
  }

  private async line(): Promise<string> {
    for (let end = this.held.indexOf(0x0a); ; end = this.held.indexOf(0x0a)) {
      if (end >= 0) {
        const line = this.held.toString('utf8', 0, end);
        this.held = this.held.subarray(end + 1);
        return line;
      }
      await this.more();
    }
  }

  private async more(): Promise<void> {
    const { value, done } = await this.pieces.next();
    if (done === true) {
      await this.git.ended;
      throw new BuilderError('SOURCE_UNAVAILABLE', { reason: 'git ended before the source did' });
    }
    this.held = Buffer.concat([this.held, value]);
  }
}

interface RunningGit {
  readonly stdin: NodeJS.WritableStream;
  readonly stdout: Readable;
  /** Rejects with SOURCE_UNAVAILABLE and git's own words unless git ended well. */
  readonly ended: Promise<void>;
  kill(): void;
}

function runningGit(child: ChildProcess, command: string, signal: AbortSignal): RunningGit {
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-MAX_STDERR_CHARS);
  });
  // A git that ended takes no more words; `ended` says why.
  child.stdin?.on('error', () => undefined);
  const ended = new Promise<void>((resolve, reject) => {
    child.once('error', (cause: NodeJS.ErrnoException) => {
      if (cause.code === 'ENOENT') reject(new BuilderError('TOOLCHAIN_MISSING', { tool: 'prlimit and git' }, { cause }));
      else reject(signal.aborted ? endOf(signal) : cause);
    });
    child.once('close', (code, killed) => {
      if (code === 0) resolve();
      // What prlimit cannot start ends with these.
      else if (code === 126 || code === 127) reject(new BuilderError('TOOLCHAIN_MISSING', { tool: 'git' }));
      else reject(new BuilderError('SOURCE_UNAVAILABLE', { reason: lastWords(said) ?? `git ${command} ended with ${code ?? killed}` }));
    });
  });
  ended.catch(() => undefined); // Whoever reads the output to its end asks for it.
  return { stdin: child.stdin as NodeJS.WritableStream, stdout: child.stdout as Readable, ended, kill: () => void child.kill('SIGKILL') };
}

/** Time-out is a matter of the source; the end of the builder is not. */
const endOf = (signal: AbortSignal): unknown =>
  (signal.reason as Error | undefined)?.name === 'TimeoutError' ? new BuilderError('SOURCE_UNAVAILABLE', { reason: 'git took too long' }) : signal.reason;

function lastWords(said: string): string | undefined {
  const lines = said.split('\n').filter((line) => /^(fatal|error|ssh|remote)|denied|host key/i.test(line));
  const words = (lines.length > 0 ? lines : said.split('\n').filter((line) => line.trim() !== '')).slice(-3).join('; ');
  return words === '' ? undefined : words.slice(0, 500);
}

/** `<mode> SP <type> SP <object> SP+ <size | -> TAB <path>` */
function treeEntry(line: Buffer): TreeEntry {
  const tab = line.indexOf(0x09);
  const [mode = '', , object = '', size = '-'] = line.toString('latin1', 0, tab).split(/ +/);
  return { mode, object, size: size === '-' ? 0 : Number(size), path: Uint8Array.from(line.subarray(tab + 1)) };
}
