/**
 * The yardstick of the p2p benchmark: so many bytes over one TLS 1.3 socket of Node.js between two processes, hashed in
 * chunks of 1 MiB and written to a file. `tls-transfer.ts BYTES` prints { ms }; it starts the sender by itself.
 */
import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { connect, createServer } from 'node:tls';

const CHUNK = 1024 * 1024;
const PIECE = 64 * 1024;
const [bytes, role, folder] = process.argv.slice(2) as [string, string | undefined, string | undefined];
const total = Number(bytes);
if (role === 'send') send(folder as string);
else await receive();

function send(keys: string): void {
  const server = createServer({ key: readFileSync(join(keys, 'key')), cert: readFileSync(join(keys, 'cert')), minVersion: 'TLSv1.3' }, async (socket) => {
    const piece = Buffer.alloc(PIECE, 7);
    for (let at = 0; at < total; at += PIECE) {
      if (!socket.write(piece)) await new Promise((resolve) => socket.once('drain', resolve));
    }
    socket.end();
  });
  server.listen(0, '127.0.0.1', () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`));
}

async function receive(): Promise<void> {
  const keys = mkdtempSync(join(tmpdir(), 'pyrsia-tls-'));
  const paths = ['-keyout', join(keys, 'key'), '-out', join(keys, 'cert')];
  execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-subj', '/CN=localhost', ...paths], {
    stdio: 'ignore',
  });
  const sender = spawn(process.execPath, [import.meta.filename, bytes, 'send', keys], { stdio: ['ignore', 'pipe', 'inherit'] });
  const port = Number((await createInterface({ input: sender.stdout })[Symbol.asyncIterator]().next()).value);
  const file = await open(join(keys, 'out'), 'w');
  const began = performance.now();
  const socket = connect({ host: '127.0.0.1', port, rejectUnauthorized: false });
  let pending: Buffer[] = [];
  let length = 0;
  const flush = async (): Promise<void> => {
    const chunk = Buffer.concat(pending);
    pending = [];
    length = 0;
    createHash('sha256').update(chunk).digest();
    await file.write(chunk);
  };
  for await (const piece of socket as AsyncIterable<Buffer>) {
    pending.push(piece);
    length += piece.length;
    if (length >= CHUNK) await flush();
  }
  await flush();
  await file.sync();
  process.stdout.write(`${JSON.stringify({ ms: performance.now() - began })}\n`);
  await file.close();
  sender.kill();
  rmSync(keys, { recursive: true });
}
