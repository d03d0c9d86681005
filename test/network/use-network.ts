/** For all tests of a file: one network of real processes, and a folder for what they write. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { startTestNetwork, type TestNetwork } from './test-network.ts';

export function useTestNetwork(begun: (net: TestNetwork, folder: string) => void): void {
  let folder: string | undefined;
  let net: TestNetwork | undefined;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pyrsia-user-'));
    net = await startTestNetwork();
    begun(net, folder);
  }, 180_000);
  afterAll(async () => {
    await net?.stop();
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  }, 60_000);
}
