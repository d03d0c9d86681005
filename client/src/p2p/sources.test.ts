import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { merged } from './sources.ts';

async function* after(ms: number, ...values: string[]): AsyncGenerator<string> {
  for (const value of values) {
    await sleep(ms);
    yield value;
  }
}

test('what comes first is first, and one that is slow holds up none', async () => {
  const got: string[] = [];
  for await (const value of merged(after(200, 'slow'), after(10, 'a', 'b'), after(0))) got.push(value);
  expect(got).toEqual(['a', 'b', 'slow']);
});

test('a fault of one is told; who stops reading ends them all', async () => {
  async function* broken(): AsyncGenerator<string> {
    yield* after(5, 'before');
    throw new Error('no');
  }
  await expect(async () => {
    for await (const value of merged(broken(), after(50, 'a'))) expect(value).toBe('before');
  }).rejects.toThrow('no');
  let ended = false;
  async function* watched(): AsyncGenerator<string> {
    try {
      yield 'one';
      yield 'two';
    } finally {
      ended = true;
    }
  }
  for await (const value of merged(watched())) {
    expect(value).toBe('one');
    break;
  }
  await expect.poll(() => ended).toBe(true);
});

test('a fault that comes while nobody reads is told to who reads on, and to nobody else', async () => {
  async function* broken(): AsyncGenerator<string> {
    yield 'one';
    throw new Error('later');
  }
  const unhandled: unknown[] = [];
  const note = (reason: unknown): void => void unhandled.push(reason);
  process.on('unhandledRejection', note);
  const reading = merged(broken());
  expect((await reading.next()).value).toBe('one');
  await sleep(20);
  process.off('unhandledRejection', note);
  expect(unhandled).toEqual([]);
  await expect(reading.next()).rejects.toThrow('later');
});
