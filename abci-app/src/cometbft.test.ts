/** The child process CometBFT, played by a script that never connects to anything. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startCometBft } from './cometbft.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pyrsia-cometbft-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function script(text: string): Promise<{ binary: string; home: string; socketPath: string }> {
  const binary = join(folder, 'cometbft');
  await writeFile(binary, `#!/bin/sh\n${text}\n`);
  await chmod(binary, 0o755);
  return { binary, home: folder, socketPath: join(folder, 'abci.sock') };
}

test('its end is told with code or signal', async () => {
  expect(await (await startCometBft(await script('exit 5'))).ended).toEqual({ code: 5, signal: null });
  const running = await startCometBft(await script('exec sleep 60'));
  await running.stop();
  expect(await running.ended).toEqual({ code: null, signal: 'SIGTERM' });
});

test('a binary that is not there', async () => {
  await expect(startCometBft({ binary: join(folder, 'nothing'), home: folder, socketPath: '' })).rejects.toMatchObject({ code: 'COMETBFT_MISSING' });
});

test('it dies with the application, even if it has not connected yet', async () => {
  const options = await script('exec sleep 60');
  const module = fileURLToPath(new URL('./cometbft.ts', import.meta.url));
  const program = `import { startCometBft } from ${JSON.stringify(module)};
    console.log((await startCometBft(${JSON.stringify(options)})).pid); setInterval(() => {}, 1000);`;
  const application = spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(createInterface({ input: application.stdout }), 'line');
  const pid = Number(line);
  expect(() => process.kill(pid, 0)).not.toThrow();
  application.kill('SIGKILL');
  await once(application, 'exit');
  await expect.poll(() => isAlive(pid), { timeout: 5_000 }).toBe(false);
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
