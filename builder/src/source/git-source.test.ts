/** Sources from git, with real repositories and servers: what an archive is, what is refused, and what a bad server does. */
import { execFile, execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { toHex } from '@pyrsia/ledger';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DownloadCache } from '../mirror/download-cache.ts';
import { type GitServer, startGitHttp, startGitSsh, TestRepository } from './git-harness.ts';
import { archiveOfCommit } from './git-source.ts';

const LFS_POINTER = `version https://git-lfs.github.com/spec/v1\noid sha256:${'ab'.repeat(32)}\nsize 12345\n`;
const ALL = { schemes: ['file', 'http', 'ssh'] };

let folder: string;
let served: TestRepository;
let commit: string;
let http: GitServer;
let ssh: Awaited<ReturnType<typeof startGitSsh>>;
let caches = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pyrsia-git-test-'));
  served = new TestRepository(join(folder, 'served'));
  commit = await served.commit({
    'pom.xml': '<project/>\n',
    'run.sh': '#!/bin/sh\n',
    'empty.txt': '',
    'sub/file with space.txt': 'one\r\ntwo\n',
    'sub/é.txt': 'not ASCII\n',
    'sub.d/first.txt': 'sorted by bytes\n',
    [`${'long/'.repeat(30)}${'n'.repeat(120)}.txt`]: 'a path that no plain header holds\n',
    'large.bin': Buffer.alloc(5_000_000, 'pattern '),
    link: { link: 'sub/file with space.txt' },
    // Would change what `git archive` or a checkout gives.
    '.gitattributes': '*.txt text eol=crlf\npom.xml export-ignore\nrun.sh export-subst ident\n',
  });
  http = await startGitHttp(folder);
  ssh = await startGitSsh(folder, join(folder, 'ssh'));
});
afterAll(async () => {
  await Promise.all([http.stop(), ssh.stop()]);
  await rm(folder, { recursive: true, force: true });
});

const newCache = (): DownloadCache => {
  caches += 1;
  return new DownloadCache(join(folder, `cache-${caches}`));
};
const archive = (url: string, of = commit, cache = newCache(), access: Parameters<typeof archiveOfCommit>[1] = { ...ALL, sshConfig: ssh.sshConfig }) =>
  archiveOfCommit({ url, commit: of }, access, cache, new AbortController().signal);
const fileUrl = (repository: TestRepository): string => `file://${repository.folder}`;

test('file, http and ssh give one archive, with the tree of the commit', async () => {
  const byFile = await archive(fileUrl(served));
  const byHttp = await archive(`${http.url}/served`);
  const bySsh = await archive(`${ssh.url}/served`);
  expect(new Set([byFile, byHttp, bySsh].map(({ sha256 }) => toHex(sha256))).size).toBe(1);
  expect(byFile.tree).toBe(served.git('rev-parse', `${commit}^{tree}`));
  const bytes = await readFile(byFile.path);
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(toHex(byFile.sha256));
  expect(byFile.size).toBe(bytes.length);
});

test('the archive holds what the commit holds, whatever attributes say, with fixed owners and times in order of bytes', async () => {
  const { path } = await archive(fileUrl(served));
  const into = await mkdtemp(join(folder, 'unpacked-'));
  execFileSync('tar', ['-xf', path, '-C', into]);
  // A tree that git itself makes of the unpacked files, byte for byte, is the tree of the commit.
  const again = new TestRepository(join(into, 'source'));
  again.git('-c', 'core.attributesFile=/dev/null', 'config', 'core.autocrlf', 'false');
  await writeFile(join(again.folder, '.git/info/attributes'), '* -text -ident\n');
  again.git('add', '--all', '--force');
  expect(again.git('write-tree')).toBe(served.git('rev-parse', `${commit}^{tree}`));
  const listed = execFileSync('tar', ['--utc', '--full-time', '--numeric-owner', '--quoting-style=literal', '-tvf', path], { encoding: 'utf8' })
    .trim()
    .split('\n');
  expect(listed.every((line) => / 0\/0 +\d+ 1970-01-01 00:00:00 source\//.test(line))).toBe(true);
  expect(listed.find((line) => line.includes('run.sh'))).toMatch(/^-rwxr-xr-x/);
  const names = listed.map((line) => line.slice(line.indexOf('source/')));
  expect(names.indexOf('source/sub.d/first.txt')).toBeLessThan(names.indexOf('source/sub/file with space.txt'));
});

test('the bytes of an archive are fixed by docs/formats/git-archive.md', async () => {
  const repository = new TestRepository(join(folder, 'golden'));
  const golden = await repository.commit({ 'a.txt': 'a\n', 'b.sh': '#!/bin/sh\n', c: { link: 'a.txt' }, [`d/${'e'.repeat(200)}`]: 'long\n' });
  expect(toHex((await archive(fileUrl(repository), golden)).sha256)).toBe('c2520fed0047e618f9e00ad86edf5be0dcaae0839ceb327f5b7e163d98e1eae5');
});

test('`pyrsia-builder source` says what a recipe needs, and what is wrong', async () => {
  const program = join(import.meta.dirname, '../main.ts');
  const run = (...args: string[]) => promisify(execFile)(process.execPath, ['--disable-warning=ExperimentalWarning', program, 'source', ...args]);
  const { sha256, tree } = await archive(fileUrl(served));
  expect(JSON.parse((await run(fileUrl(served), commit, '--json')).stdout)).toEqual({ git: { url: fileUrl(served), commit }, sha256: toHex(sha256) });
  expect((await run(fileUrl(served), commit)).stdout).toContain(`tree    ${tree}\n`);
  await expect(run(fileUrl(served), 'main')).rejects.toMatchObject({ code: 2, stderr: expect.stringContaining('full hash') });
  await expect(run('file:///nowhere/x', commit)).rejects.toMatchObject({ code: 3, stderr: expect.stringMatching(/^SOURCE_UNAVAILABLE/) });
});

test('SHA-256 repositories are fetched, too', async () => {
  const repository = new TestRepository(join(folder, 'sha256'), 'sha256');
  const newest = await repository.commit({ 'a.txt': 'a\n' });
  expect(newest).toHaveLength(64);
  expect((await archive(fileUrl(repository), newest)).tree).toBe(repository.git('rev-parse', `${newest}^{tree}`));
});

test('a commit that no branch points to comes with everything else, where the server gives only branches', async () => {
  const repository = new TestRepository(join(folder, 'older'));
  const older = await repository.commit({ 'a.txt': 'old\n' });
  await repository.commit({ 'a.txt': 'new\n' });
  repository.git('config', 'uploadpack.allowAnySHA1InWant', 'false');
  repository.git('config', 'protocol.version', '0');
  const { tree } = await archive(`${ssh.url}/older`, older);
  expect(tree).toBe(repository.git('rev-parse', `${older}^{tree}`));
});

test('it is fetched once, and again when the cache is damaged', async () => {
  const repository = new TestRepository(join(folder, 'once'));
  const only = await repository.commit({ 'a.txt': 'a\n' });
  const cache = newCache();
  const first = await archive(fileUrl(repository), only, cache);
  await rm(join(folder, 'once/.git/objects'), { recursive: true });
  expect(await archive(fileUrl(repository), only, cache)).toEqual(first);
  await truncate(first.path, 10);
  await expect(archive(fileUrl(repository), only, cache)).rejects.toThrow('SOURCE_UNAVAILABLE');
});

test.each<[string, string, (repository: TestRepository) => Promise<string>]>([
  ['a pointer of LFS', 'large.dat is a pointer of Git LFS', (repository) => repository.commit({ 'large.dat': LFS_POINTER })],
  [
    'a submodule',
    'module is a submodule',
    async (repository) => {
      repository.git('submodule', 'add', '--quiet', fileUrl(served), 'module');
      return repository.commit({});
    },
  ],
  ['no files', 'the commit has no files', (repository) => repository.commit({})],
  ['a link that is too long', 'symbolic link that is too long', async (repository) => withEntry(repository, '120000', 'l'.repeat(5_000), 'link')],
  ['a name that is not UTF-8', 'is no usable path', async (repository) => withEntry(repository, '100644', 'x', '$(printf "\\\\xff")')],
])('refused: %s', async (name, message, make) => {
  const repository = new TestRepository(join(folder, name.replaceAll(/[^a-z]/gi, '-')));
  const made = await make(repository);
  const cache = newCache();
  await expect(archive(fileUrl(repository), made, cache)).rejects.toMatchObject({ code: 'SOURCE_NOT_ACCEPTED', message: expect.stringContaining(message) });
  // Nothing of it stays.
  expect(await readdir(join(cache.folder, 'blobs')).catch(() => [])).toEqual([]);
});

/** A commit with an entry that `git add` would not make; the name is the shell's to read. */
function withEntry(repository: TestRepository, mode: string, content: string, name: string): string {
  const object = execFileSync('git', ['-C', repository.folder, 'hash-object', '-w', '--stdin'], { input: content, encoding: 'utf8' }).trim();
  const tree = execFileSync('bash', ['-c', `printf '${mode} blob ${object}\\t%s\\0' "${name}" | git mktree -z`], { cwd: repository.folder, encoding: 'utf8' });
  return repository.git('commit-tree', '-m', 'made by hand', tree.trim());
}

test.each<[string, string, () => string, () => string]>([
  ['a commit that is not there', 'SOURCE_UNAVAILABLE', () => fileUrl(served), () => '12'.repeat(20)],
  ['a tree instead of a commit', 'SOURCE_UNAVAILABLE', () => fileUrl(served), () => served.git('rev-parse', `${commit}^{tree}`)],
  ['no such repository', 'SOURCE_UNAVAILABLE', () => `${http.url}/nothing`, () => commit],
  ['a server that is not there', 'SOURCE_UNAVAILABLE', () => 'http://127.0.0.1:9/served', () => commit],
  ['a scheme that this node does not fetch', 'SOURCE_NOT_ACCEPTED', () => 'https://git.example/served', () => commit],
])('%s is %s', async (_, code, url, of) => {
  await expect(archive(url(), of())).rejects.toMatchObject({ code });
});

test('an unknown host key is not accepted, and no question is asked', async () => {
  const strange = join(folder, 'strange');
  await writeFile(strange, 'UserKnownHostsFile /dev/null\nGlobalKnownHostsFile none\n');
  const refused = archive(`${ssh.url}/served`, commit, newCache(), { schemes: ['ssh'], sshConfig: strange });
  await expect(refused).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE', message: expect.stringContaining('Host key verification failed') });
});

test('objects that are not what their hash says are not taken', async () => {
  const repository = new TestRepository(join(folder, 'forged'));
  const forged = await repository.commit({ 'a.txt': 'honest\n' });
  const blob = repository.git('rev-parse', 'HEAD:a.txt');
  const other = execFileSync('git', ['-C', repository.folder, 'hash-object', '-w', '--stdin'], { input: 'lie\n', encoding: 'utf8' }).trim();
  const objects = join(repository.folder, '.git/objects');
  const at = (object: string): string => join(objects, object.slice(0, 2), object.slice(2));
  execFileSync('cp', ['--remove-destination', at(other), at(blob)]);
  await expect(archive(fileUrl(repository), forged)).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
});

test('the end of the builder ends a fetch from a server that says nothing', async () => {
  const silent = createServer(() => undefined).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const stop = new AbortController();
  const url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}/x`;
  const running = archiveOfCommit({ url, commit }, ALL, newCache(), stop.signal);
  setTimeout(() => stop.abort(new Error('stopped')), 300);
  await expect(running).rejects.toThrow('stopped');
  silent.close();
});

test('a large file that does not compress is streamed', async () => {
  const repository = new TestRepository(join(folder, 'large'));
  const large = await repository.commit({ 'large.bin': randomBytes(40_000_000) });
  expect((await archive(fileUrl(repository), large)).size).toBeGreaterThan(40_000_000);
});
