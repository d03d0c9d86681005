/** What setup does to files of build tools: put in once, taken out exactly, whatever else stands there. */
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { undoSetup, writeSetup } from './client-file.ts';
import { dockerSetup } from './docker-daemon.ts';
import { mavenSetup } from './maven-settings.ts';

const URL_OF_NODE = 'http://127.0.0.1:7888';
let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pyrsia-setup-'));
  file = join(folder, 'file');
});
afterEach(() => rm(folder, { recursive: true }));

const maven = mavenSetup(URL_OF_NODE, '*');
const docker = dockerSetup(URL_OF_NODE);
const MIRROR = '<mirror>\n  <id>other</id>\n  <mirrorOf>*</mirrorOf>\n  <url>http://other</url>\n</mirror>';

const FILES = [
  ['settings without children', maven, '<settings>\n</settings>\n'],
  ['settings on one line', maven, '<?xml version="1.0"?><settings xmlns="x"></settings>'],
  ['settings with a mirror', maven, `<settings>\n  <mirrors>\n${MIRROR}\n  </mirrors>\n</settings>\n`],
  [
    'mirrors in a comment',
    maven,
    '<settings>\n  <!-- <mirrors> <mirror/> </mirrors> </settings> -->\n  <mirrors>\n    <!-- none -->\n  </mirrors>\n</settings>',
  ],
  [
    'settings with profiles',
    maven,
    '<settings>\n  <profiles>\n    <profile><id>a</id></profile>\n  </profiles>\n  <activeProfiles/*/></activeProfiles>\n</settings>\n'.replace('/*/', ''),
  ],
  ['elements without content', maven, '<settings>\n  <mirrors/>\n  <profiles />\n  <activeProfiles/>\n</settings>\n'],
  ['windows line ends', maven, '<settings>\r\n  <offline>false</offline>\r\n</settings>\r\n'],
  ['daemon.json', docker, '{"log-driver":"journald"}'],
  ['daemon.json with mirrors', docker, '{\n\t"registry-mirrors": ["https://other"],\n\t"debug": true\n}\n'],
  ['an empty daemon.json', docker, '{}\n'],
] as const;

describe.each(FILES)('%s', (_, setup, before) => {
  test('written twice it is the same, and undone it is as it was', async () => {
    await writeFile(file, before, { mode: 0o640 });
    expect(await writeSetup(file, setup)).toBe('written');
    const after = await readFile(file, 'utf8');
    expect(after).toContain(URL_OF_NODE);
    expect(await writeSetup(file, setup)).toBe('already');
    expect(await readFile(file, 'utf8')).toBe(after);
    expect((await stat(file)).mode & 0o777).toBe(0o640);
    expect(await readFile(`${file}.before-pyrsia`, 'utf8')).toBe(before);
    expect(await undoSetup(file, setup)).toBe('restored');
    expect(await readFile(file, 'utf8')).toBe(before);
    expect(await readdir(folder)).toEqual(['file']);
    expect(await undoSetup(file, setup)).toBe('nothing');
  });
});

test.each([
  ['maven', maven],
  ['docker', docker],
])('%s: a file that was not there is made, and removed again', async (_, setup) => {
  expect(await writeSetup(file, setup)).toBe('made');
  expect(await readFile(file, 'utf8')).toBe(setup.apply(undefined));
  expect(await undoSetup(file, setup)).toBe('removed');
  expect(await readdir(folder)).toEqual([]);
});

test('what was changed since stays', async () => {
  await writeFile(file, '<settings>\n</settings>\n');
  await writeSetup(file, maven);
  await writeFile(file, (await readFile(file, 'utf8')).replace('<settings>\n', '<settings>\n  <offline>true</offline>\n'));
  expect(await undoSetup(file, maven)).toBe('taken_out');
  expect(await readFile(file, 'utf8')).toBe('<settings>\n  <offline>true</offline>\n</settings>\n');
});

test('another node takes the place of the first, and undo leads back before both', async () => {
  await writeFile(file, '<settings>\n</settings>\n');
  await writeSetup(file, maven);
  await writeSetup(file, mavenSetup('http://other:1', 'central'));
  expect(await readFile(file, 'utf8')).not.toContain(URL_OF_NODE);
  expect(await undoSetup(file, maven)).toBe('restored');
  expect(await readFile(file, 'utf8')).toBe('<settings>\n</settings>\n');
});

test('our mirror is the first, and checksums that do not fit are failures', () => {
  const text = maven.apply(`<settings>\n  <mirrors>\n${MIRROR}\n  </mirrors>\n</settings>\n`);
  expect(text.indexOf('<id>pyrsia</id>')).toBeLessThan(text.indexOf('<id>other</id>'));
  expect(text.match(/<checksumPolicy>fail<\/checksumPolicy>/g)).toHaveLength(2);
  expect(mavenSetup('http://h/?a&b', 'pyrsia').apply(undefined)).toContain('<url>http://h/?a&amp;b/maven2</url>');
});

test('elements without content become such with ours in them', () => {
  const text = maven.apply('<settings>\n  <mirrors/>\n  <profiles />\n</settings>\n');
  expect(text.replaceAll(/<!--.*?-->|\s/g, '')).toMatch(/^<settings><mirrors><mirror>.*<\/mirrors><profiles><profile>.*<\/profiles><activeProfiles>/);
});

test('the mirrors of docker stay behind ours', () => {
  expect(JSON.parse(docker.apply('{"registry-mirrors":["https://a"],"x":1}'))).toEqual({ 'registry-mirrors': [URL_OF_NODE, 'https://a'], x: 1 });
});

test.each<[name: string, apply: () => unknown, code: string]>([
  ['no settings', () => maven.apply('<project/>'), 'USAGE'],
  ['an empty element that cannot be kept', () => maven.apply('<settings>\n<mirrors a="--"/>\n</settings>'), 'USAGE'],
  ['no JSON', () => docker.apply('{'), 'USAGE'],
  ['no object', () => docker.apply('[]'), 'USAGE'],
  ['mirrors that are no list', () => docker.apply('{"registry-mirrors":5}'), 'USAGE'],
  ['XML in the place of ids', () => mavenSetup(URL_OF_NODE, '</x>'), 'USAGE'],
])('%s is refused', (_, apply, code) => {
  expect(apply).toThrow(expect.objectContaining({ code }));
});
