/** Everything that a browser loads, the verifier too, is small. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, expect, test } from 'vitest';
import { root } from '../network/test-network.ts';
import { buildPage } from './build-page.ts';

const MAX_BYTES = 60_000;
/** Without the verifier, which comes when it is asked for. */
const MAX_FIRST_VIEW_BYTES = 24_000;

const dist = join(root, 'client/web/dist');
const packed = (name: string): number => gzipSync(readFileSync(join(dist, name)), { level: 9 }).length;
const sum = (names: readonly string[]): number => names.reduce((bytes, name) => bytes + packed(name), 0);

beforeAll(buildPage);

test('all files together are at most 60 KB, what the first view loads at most 24 KB', () => {
  const all = ['index.html', ...readdirSync(join(dist, 'assets')).map((name) => join('assets', name))];
  const first = all.filter((name) => name === 'index.html' || readFileSync(join(dist, 'index.html'), 'utf8').includes(name));
  console.log(`page: ${sum(all)} bytes in all, ${sum(first)} at first view (gzip)`);
  expect(first.length).toBeGreaterThan(2);
  expect(sum(first)).toBeLessThanOrEqual(MAX_FIRST_VIEW_BYTES);
  expect(sum(all)).toBeLessThanOrEqual(MAX_BYTES);
});

test('nothing is inline, and every name is of its content', () => {
  const index = readFileSync(join(dist, 'index.html'), 'utf8');
  expect(index).not.toMatch(/<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=|https?:/);
  for (const name of readdirSync(join(dist, 'assets'))) expect(name).toMatch(/-[\w-]{8}\.(js|css|svg)$/);
});
