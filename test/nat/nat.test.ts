/** Two nodes behind two routers exchange artifacts by way of a relay. Networks of our own, in namespaces that end with the test. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';

const file = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pyrsia-nat-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Runs a program within the networks; what it wrote. */
function inNetworks(program: string): Promise<string> {
  const own = ['--user', '--map-root-user', '--net', '--mount', '--pid', '--fork', '--mount-proc', '--kill-child'];
  const child = spawn('unshare', [...own, 'sh', file('networks.sh'), process.execPath, file(program), folder], { stdio: ['ignore', 'pipe', 'pipe'] });
  let [out, errors] = ['', ''];
  child.stdout.on('data', (text) => {
    out += String(text);
  });
  child.stderr.on('data', (text) => {
    errors += String(text);
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => (code === 0 ? resolve(out) : reject(new Error(`exit ${code}: ${errors}${out}`))));
  });
}

test('what a node behind one router holds, a node behind another fetches; also after the relay was away', async () => {
  const outcome = JSON.parse(await inNetworks('exchange.ts'));
  expect(outcome.first.ms).toBeGreaterThan(0);
  expect(outcome.second.ms).toBeGreaterThan(0);
  // Nobody can dial either of them: what came, came by the relay.
  expect(outcome.connections.some(({ isRelayed, address }: { isRelayed: boolean; address: string }) => isRelayed && address.includes('/p2p-circuit'))).toBe(
    true,
  );
}, 240_000);
