/** Git repositories and servers on loopback, for tests: git's own http backend as a CGI program, and ssh. */
import { execFileSync, spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Server } from 'node:net';
import { dirname, join } from 'node:path';
import ssh2 from 'ssh2';

/** Path → content; a link is `{ link }`. */
export type Files = Readonly<Record<string, string | Uint8Array | { readonly link: string }>>;

export class TestRepository {
  readonly folder: string;

  constructor(folder: string, format: 'sha1' | 'sha256' = 'sha1') {
    this.folder = folder;
    execFileSync('git', ['init', '--quiet', `--object-format=${format}`, '--initial-branch=main', folder]);
  }

  git(...args: readonly string[]): string {
    return execFileSync('git', ['-C', this.folder, '-c', 'user.name=a', '-c', 'user.email=a@example.org', '-c', 'protocol.file.allow=always', ...args], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    }).trim();
  }

  /** Adds the files, commits; gives the hash. */
  async commit(files: Files): Promise<string> {
    for (const [path, content] of Object.entries(files)) {
      const file = join(this.folder, path);
      await mkdir(dirname(file), { recursive: true });
      if (typeof content === 'object' && 'link' in content) await symlink(content.link, file);
      else await writeFile(file, content);
      if (path.endsWith('.sh')) await chmod(file, 0o755);
    }
    this.git('add', '--all', '--force');
    this.git('commit', '--quiet', '--allow-empty', '-m', 'a commit');
    return this.git('rev-parse', 'HEAD');
  }
}

export interface GitServer {
  /** Base url; a repository's path follows. */
  readonly url: string;
  stop(): Promise<void>;
}

/** Smart http, as git's own server program does it. */
export async function startGitHttp(root: string): Promise<GitServer> {
  const server = createServer((request, response) => void serveByCgi(root, request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${portOf(server)}`, stop: () => stopped(server) };
}

async function serveByCgi(root: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname, search } = new URL(request.url ?? '/', 'http://localhost');
  const backend = spawn('git', ['http-backend'], {
    env: {
      PATH: process.env['PATH'],
      GIT_PROJECT_ROOT: root,
      GIT_HTTP_EXPORT_ALL: '1',
      PATH_INFO: pathname,
      QUERY_STRING: search.slice(1),
      REQUEST_METHOD: request.method,
      CONTENT_TYPE: request.headers['content-type'] ?? '',
      HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '',
      GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: 'safe.directory',
      GIT_CONFIG_VALUE_0: '*',
    },
  });
  request.pipe(backend.stdin);
  const pieces: Buffer[] = [];
  for await (const piece of backend.stdout) pieces.push(piece as Buffer);
  const answer = Buffer.concat(pieces);
  const end = answer.indexOf('\r\n\r\n');
  const headers = answer
    .toString('latin1', 0, end)
    .split('\r\n')
    .map((line) => line.split(/: ?/, 2) as [string, string]);
  const status = headers.find(([name]) => name.toLowerCase() === 'status')?.[1];
  response.writeHead(status === undefined ? 200 : Number.parseInt(status, 10), Object.fromEntries(headers));
  response.end(answer.subarray(end + 4));
}

/** ssh that runs `git-upload-pack` for one key, and a configuration that trusts it alone. */
export async function startGitSsh(root: string, folder: string): Promise<GitServer & { readonly sshConfig: string }> {
  const hostKey = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs1', format: 'pem' });
  const userKey = ssh2.utils.generateKeyPairSync('ed25519');
  const server = new ssh2.Server({ hostKeys: [hostKey] }, (client) => {
    client.on('authentication', (context) => {
      const known = context.method === 'publickey' && context.key.data.equals(publicBytes(userKey.public));
      if (known) context.accept();
      else context.reject(['publickey']);
    });
    client.on('error', () => undefined); // A client that went away.
    client.on('session', (accept) => {
      accept().on('exec', (acceptExec, _, { command }) => {
        const path = /^git-upload-pack '\/([^']+)'$/.exec(command)?.[1] ?? '';
        const channel = acceptExec();
        const git = spawn('git', ['-c', 'safe.directory=*', 'upload-pack', join(root, path)]);
        channel.pipe(git.stdin);
        git.stdout.pipe(channel, { end: false });
        git.stderr.pipe(channel.stderr, { end: false });
        git.once('close', (code) => {
          channel.exit(code ?? 1);
          channel.end();
        });
      });
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const port = portOf(server);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'user.key'), userKey.private, { mode: 0o600 });
  const hostPublic = ssh2.utils.parseKey(hostKey);
  if (hostPublic instanceof Error) throw hostPublic;
  await writeFile(join(folder, 'known_hosts'), `[127.0.0.1]:${port} ssh-rsa ${hostPublic.getPublicSSH().toString('base64')}\n`);
  const sshConfig = join(folder, 'ssh config');
  await writeFile(sshConfig, `IdentityFile "${folder}/user.key"\nIdentitiesOnly yes\nUserKnownHostsFile "${folder}/known_hosts"\nGlobalKnownHostsFile none\n`);
  return { url: `ssh://git@127.0.0.1:${port}`, sshConfig, stop: () => stopped(server) };
}

const publicBytes = (line: string): Buffer => Buffer.from(line.split(' ')[1] ?? '', 'base64');
const portOf = (server: { address(): AddressInfo | string | null }): number => (server.address() as AddressInfo).port;

function stopped(server: Pick<Server, 'close'>): Promise<void> {
  return new Promise((resolve) => void server.close(() => resolve()));
}
