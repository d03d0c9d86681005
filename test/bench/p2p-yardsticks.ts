/** What others do with the same bytes on the same machine: a raw TLS socket of Node.js, nginx and curl, Kubo. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { until } from '@pyrsia/genesis';
import { ensureGoTool } from '../go-tools.ts';
import { freePort } from '../line.ts';

const TLS_TRANSFER = fileURLToPath(new URL('../programs/tls-transfer.ts', import.meta.url));
const KUBO_VERSION = 'v0.32.1';
const READY_MS = 60_000;

/** Something that can be fetched any number of times; each gives ms. */
export interface Yardstick {
  fetch(): Promise<number>;
  stop(): Promise<void>;
}

/** The same bytes over one TLS socket of Node.js, hashed by chunk and written: two processes, too. */
export function rawTls(bytes: number): Yardstick {
  const fetch = (): Promise<number> =>
    new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [TLS_TRANSFER, String(bytes)], { stdio: ['ignore', 'pipe', 'inherit'] });
      createInterface({ input: child.stdout }).once('line', (line) => resolve((JSON.parse(line) as { ms: number }).ms));
      child.once('error', reject);
    });
  return { fetch, stop: async () => undefined };
}

async function stopChild(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
}

/** nginx over HTTPS, and curl that writes what comes; nobody hashes. */
export async function nginx(folder: string, file: string): Promise<Yardstick> {
  await mkdir(folder, { recursive: true });
  const port = await freePort();
  const [key, cert] = [join(folder, 'key'), join(folder, 'cert')];
  const name = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-subj', '/CN=localhost'];
  execFileSync('openssl', ['req', ...name, '-keyout', key, '-out', cert], { stdio: 'ignore' });
  const config = `
    daemon off; pid ${join(folder, 'pid')}; error_log stderr warn; ${process.getuid?.() === 0 ? 'user root;' : ''}
    events {}
    http {
      access_log off; sendfile on; client_body_temp_path ${join(folder, 'body')}; proxy_temp_path ${join(folder, 'proxy')};
      fastcgi_temp_path ${join(folder, 'fastcgi')}; uwsgi_temp_path ${join(folder, 'uwsgi')}; scgi_temp_path ${join(folder, 'scgi')};
      server {
        listen 127.0.0.1:${port} ssl; ssl_certificate ${cert}; ssl_certificate_key ${key}; ssl_protocols TLSv1.3;
        location = /file { alias ${file}; }
      }
    }`;
  await writeFile(join(folder, 'nginx.conf'), config);
  const server = spawn('/usr/sbin/nginx', ['-c', join(folder, 'nginx.conf'), '-p', folder], { stdio: ['ignore', 'ignore', 'inherit'] });
  await until(() => access(join(folder, 'pid')), READY_MS);
  let count = 0;
  const fetch = async (): Promise<number> => {
    // Nothing is removed or written over: what a disk has to forget slows down whoever writes next.
    count += 1;
    const out = join(folder, `out-${count}`);
    const began = performance.now();
    const [code] = await once(spawn('curl', ['-sfk', `https://127.0.0.1:${port}/file`, '-o', out], { stdio: 'inherit' }), 'exit');
    const ms = performance.now() - began;
    if (code !== 0) throw new Error(`curl ended with ${code}`);
    return ms;
  };
  return { fetch, stop: () => stopChild(server, 'SIGQUIT') };
}

/** Kubo, in the chunks of 1 MiB that are its best: two nodes, each verifies. */
export async function kubo(folder: string, file: string): Promise<Yardstick> {
  const program = await ensureGoTool('ipfs', `github.com/ipfs/kubo/cmd/ipfs@${KUBO_VERSION}`);
  const source = await KuboNode.start(program, join(folder, 'source'));
  const cid = source.run('add', '-Q', '--chunker=size-1048576', '--raw-leaves', file).trim();
  const address = (JSON.parse(source.run('id')) as { Addresses: string[] }).Addresses.find((one) => one.includes('/tcp/')) as string;
  let count = 0;
  const fetch = async (): Promise<number> => {
    count += 1;
    const home = join(folder, `reader-${count}`);
    const reader = await KuboNode.start(program, home);
    reader.run('swarm', 'connect', address);
    const began = performance.now();
    const [code] = await once(spawn(program, ['get', cid, '-o', join(home, 'out')], { env: reader.environment, stdio: 'ignore' }), 'exit');
    const ms = performance.now() - began;
    await reader.stop();
    if (code !== 0) throw new Error(`ipfs get ended with ${code}`);
    return ms;
  };
  return { fetch, stop: () => source.stop() };
}

class KuboNode {
  readonly environment: NodeJS.ProcessEnv;
  private readonly program: string;
  private readonly daemon: ChildProcess;

  private constructor(program: string, environment: NodeJS.ProcessEnv, daemon: ChildProcess) {
    this.program = program;
    this.environment = environment;
    this.daemon = daemon;
  }

  static async start(program: string, home: string): Promise<KuboNode> {
    await mkdir(home, { recursive: true });
    const environment = { ...process.env, IPFS_PATH: home, IPFS_TELEMETRY: 'off' };
    const ipfs = (...args: string[]): string => execFileSync(program, args, { env: environment, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    ipfs('init', '--empty-repo');
    const config = JSON.parse(await readFile(join(home, 'config'), 'utf8')) as Record<string, object>;
    const loopback = { Swarm: ['/ip4/127.0.0.1/tcp/0'], API: '/ip4/127.0.0.1/tcp/0', Gateway: [], Announce: [], AppendAnnounce: [], NoAnnounce: [] };
    const alone = { Addresses: loopback, Bootstrap: [], Routing: { Type: 'none' }, Discovery: { MDNS: { Enabled: false } }, AutoTLS: { Enabled: false } };
    await writeFile(join(home, 'config'), JSON.stringify({ ...config, ...alone }));
    const daemon = spawn(program, ['daemon'], { env: environment, stdio: ['ignore', 'pipe', 'ignore'] });
    for await (const line of createInterface({ input: daemon.stdout })) if (line.includes('Daemon is ready')) break;
    daemon.stdout.resume();
    return new KuboNode(program, environment, daemon);
  }

  run(...args: readonly string[]): string {
    return execFileSync(this.program, args, { env: this.environment, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  }

  stop(): Promise<void> {
    return stopChild(this.daemon, 'SIGTERM');
  }
}
