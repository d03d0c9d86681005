/** Lines of requests wait a moment, nothing else does, and the order stays. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { expect, test, vi } from 'vitest';
import { logLines } from './log-lines.ts';

test('lines of requests go out together, or before the next other line', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'pyrsia-lines-'));
  const file = join(folder, 'log');
  const messages = async (): Promise<string[]> =>
    (await readFile(file, 'utf8'))
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line).msg);
  try {
    const logger = pino({}, logLines(file));
    logger.info('begun');
    expect(await messages()).toEqual(['begun']);
    logger.info('request');
    logger.info('request');
    expect(await messages()).toEqual(['begun']);
    logger.warn('trouble');
    expect(await messages()).toEqual(['begun', 'request', 'request', 'trouble']);
    logger.info('request');
    await vi.waitFor(async () => expect(await messages()).toHaveLength(5));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
