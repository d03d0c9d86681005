/** Others that serve the same files over HTTP, and wrk, which asks them. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { access, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { RUNTIME } from '@pyrsia/client/p2p';
import { until } from '@pyrsia/genesis';
import { freePort } from '../line.ts';

const FRONT = fileURLToPath(new URL('../programs/front.ts', import.meta.url));
const cache = fileURLToPath(new URL('../../.cache', import.meta.url));
/** It asks for a tag of node-fetch that not every registry has; this is the version behind it. */
const VERDACCIO = { private: true, dependencies: { verdaccio: '6' }, overrides: { 'node-fetch': '2.6.7' } };
const READY_MS = 60_000;
const SECONDS = 5;
const DIES_WITH_US = ['--pdeathsig', 'TERM', '--'];

export interface Served {
  readonly url: string;
  readonly child: ChildProcess;
}

/** Requests per second; throws unless all were answered with 2xx. */
export function rate(url: string, connections: number): number {
  const output = execFileSync('wrk', ['-t1', `-c${connections}`, `-d${SECONDS}s`, url], { encoding: 'utf8' });
  const found = /Requests\/sec:\s+([\d.]+)/.exec(output)?.[1];
  if (found === undefined || output.includes('Non-2xx') || /Socket errors:.*(connect|read) [1-9]/.test(output)) throw new Error(output);
  return Number(found);
}

export async function stop({ child }: Served): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}

export async function startFront(folder: string, ...options: readonly string[]): Promise<Served> {
  const child = spawn('setpriv', [...DIES_WITH_US, process.execPath, ...RUNTIME.arguments, FRONT, folder, ...options], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...RUNTIME.environment },
  });
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return { url: (JSON.parse(line) as { url: string }).url, child };
}

/** One worker, as this node has one thread for its answers. */
export async function startNginx(folder: string, files: string): Promise<Served> {
  await mkdir(folder, { recursive: true });
  const port = await freePort();
  const places = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${join(folder, name)};`).join(' ');
  const config = `
    daemon off; worker_processes 1; pid ${join(folder, 'pid')}; error_log stderr warn; ${process.getuid?.() === 0 ? 'user root;' : ''}
    events {}
    http { access_log off; sendfile on; keepalive_requests 1000000000; ${places} server { listen 127.0.0.1:${port}; root ${files}; } }`;
  await writeFile(join(folder, 'nginx.conf'), config);
  const child = spawn('setpriv', [...DIES_WITH_US, '/usr/sbin/nginx', '-c', join(folder, 'nginx.conf'), '-p', folder], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  await until(() => access(join(folder, 'pid')), READY_MS);
  return { url: `http://127.0.0.1:${port}`, child };
}

/** With one package of so many bytes; `url` is that of its tarball. */
export async function startVerdaccio(folder: string, bytes: number): Promise<Served> {
  const home = join(cache, 'tools', 'verdaccio');
  await mkdir(home, { recursive: true });
  await writeFile(join(home, 'package.json'), JSON.stringify(VERDACCIO));
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: home, stdio: ['ignore', 'ignore', 'inherit'] });
  await mkdir(folder, { recursive: true });
  const port = await freePort();
  const config = `storage: ${join(folder, 'storage')}\npackages:\n  '**':\n    access: $all\n    publish: $all\nlog: { type: stdout, format: pretty, level: error }\n`;
  await writeFile(join(folder, 'config.yaml'), config);
  const child = spawn(
    'setpriv',
    [...DIES_WITH_US, process.execPath, join(home, 'node_modules/verdaccio/bin/verdaccio'), '-c', join(folder, 'config.yaml'), '-l', `127.0.0.1:${port}`],
    {
      stdio: ['ignore', 'ignore', 'inherit'],
      cwd: folder,
    },
  );
  const url = `http://127.0.0.1:${port}`;
  await until(async () => {
    if (!(await fetch(`${url}/-/ping`)).ok) throw new Error('not up');
  }, READY_MS);
  const tarball = randomBytes(bytes);
  const data = tarball.toString('base64');
  const version = { name: 'lib', version: '1.0.0', dist: { tarball: `${url}/lib/-/lib-1.0.0.tgz`, shasum: createHash('sha1').update(tarball).digest('hex') } };
  const body = JSON.stringify({
    ...{ _id: 'lib', name: 'lib', 'dist-tags': { latest: '1.0.0' }, versions: { '1.0.0': version } },
    _attachments: { 'lib-1.0.0.tgz': { content_type: 'application/octet-stream', data, length: bytes } },
  });
  const answer = await fetch(`${url}/lib`, { method: 'PUT', body, headers: { 'content-type': 'application/json' } });
  if (!answer.ok) throw new Error(`verdaccio: ${answer.status} ${await answer.text()}`);
  return { url: version.dist.tarball, child };
}
