/**
 * Runs INSIDE the sandbox, as its first process: bridges a loopback port to the recording mirror's socket,
 * unpacks the source, runs the steps of the recipe, and writes the named outputs to the pipe. It has no
 * network but that bridge and imports nothing but Node's own modules (it is bound into the sandbox alone).
 *
 * Argument: the path of a JSON plan. Pipe: file descriptor 3, frames as in frames.ts.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { createReadStream, createWriteStream, lstatSync, mkdirSync, readdirSync, readFileSync, statfsSync } from 'node:fs';
import { createConnection, createServer } from 'node:net';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

interface Plan {
  readonly bridgePort: number;
  readonly mirrorSocket: string;
  readonly sourceArchive: string;
  readonly workFolder: string;
  readonly unpack: readonly string[];
  readonly seedFolder: string;
  readonly homeFolder: string;
  readonly steps: ReadonlyArray<readonly string[]>;
  readonly outputs: ReadonlyArray<{ readonly name: string; readonly path: string }>;
  readonly limits: { readonly processes: number; readonly memoryBytes: number };
}

const plan = JSON.parse(readFileSync(process.argv[2] as string, 'utf8')) as Plan;
const pipe = createWriteStream('', { fd: 3 });

function startBridge(): Promise<void> {
  const server = createServer((client) => {
    const mirror = createConnection(plan.mirrorSocket);
    client.pipe(mirror).pipe(client);
    client.on('error', () => mirror.destroy());
    mirror.on('error', () => client.destroy());
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(plan.bridgePort, '127.0.0.1', resolve);
  });
}

/** Steps run under resource limits that they cannot raise. */
function runStep(argv: readonly string[], cwd: string): Promise<number> {
  const limits = [`--nproc=${plan.limits.processes}`, `--data=${plan.limits.memoryBytes}`, '--core=0'];
  const child: ChildProcess = spawn('/usr/bin/prlimit', [...limits, '--', ...argv], { cwd, stdio: ['ignore', 'inherit', 'inherit'] });
  return new Promise((resolve) => {
    child.once('error', (error) => {
      process.stderr.write(`cannot run ${argv[0]}: ${error.message}\n`);
      resolve(127);
    });
    child.once('exit', (code, signal) => resolve(code ?? (signal === null ? 1 : 128)));
  });
}

function header(kind: number, name: string, size: number): Buffer {
  const text = Buffer.from(name);
  const out = Buffer.alloc(5 + text.length + 8);
  out.writeUInt8(kind, 0);
  out.writeUInt32BE(text.length, 1);
  text.copy(out, 5);
  out.writeBigUInt64BE(BigInt(size), 5 + text.length);
  return out;
}

function write(bytes: Buffer): Promise<void> {
  return new Promise((resolve, reject) => pipe.write(bytes, (error) => (error ? reject(error) : resolve())));
}

async function end(status: string, more: object = {}): Promise<void> {
  const { bavail, bsize } = statfsSync(plan.workFolder);
  const json = Buffer.from(JSON.stringify({ status, ...more, freeBytes: Number(bavail) * Number(bsize) }));
  await write(Buffer.concat([header(0x65, '', json.length), json]));
}

/** The folder in which the steps run: the archive's single top folder, or the unpacked tree itself. */
function projectFolder(unpacked: string): string {
  const entries = readdirSync(unpacked, { withFileTypes: true });
  const [only] = entries;
  return entries.length === 1 && only !== undefined && only.isDirectory() ? join(unpacked, only.name) : unpacked;
}

async function sendOutputs(project: string): Promise<void> {
  for (const { name, path } of plan.outputs) {
    const file = join(project, path);
    const status = lstatSync(file, { throwIfNoEntry: false });
    if (status === undefined) return end('output_missing', { what: path });
    if (!status.isFile()) return end('output_invalid', { what: path });
    await write(header(0x6f, name, status.size));
    await pipeline(createReadStream(file, { end: Math.max(0, status.size - 1) }), async (pieces) => {
      for await (const piece of pieces as AsyncIterable<Buffer>) await write(piece);
    });
  }
  await end('ok');
}

async function main(): Promise<void> {
  await startBridge();
  const unpacked = join(plan.workFolder, 'source');
  mkdirSync(unpacked);
  const [unpackCode, seedCode] = await Promise.all([
    runStep([...plan.unpack, plan.sourceArchive], unpacked),
    runStep(['/usr/bin/cp', '-r', `${plan.seedFolder}/.`, plan.homeFolder], unpacked),
  ]);
  if (unpackCode !== 0) return end('source_unusable', { exitCode: unpackCode });
  if (seedCode !== 0) return end('step_failed', { what: 'lay out prefetched files', exitCode: seedCode });
  const project = projectFolder(unpacked);
  for (const argv of plan.steps) {
    process.stdout.write(`+ ${argv.join(' ')}\n`);
    const exitCode = await runStep(argv, project);
    if (exitCode !== 0) return end('step_failed', { what: argv.join(' ').slice(0, 200), exitCode });
  }
  return sendOutputs(project);
}

await main();
process.exit(0);
