/** The Maven front over real HTTP: everything that is sent, and everything that is not. Over 300 lines: one front behind all of it. */
import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { sha256, utf8 } from '@pyrsia/ledger';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ClientError } from '../errors.ts';
import { FrontHarness } from './front-harness.ts';

const SMALL = Buffer.from('0123456789');
const LARGE = Buffer.alloc(300 * 1024, 'pyrsia ');
const LIB = '/maven2/org/example/lib';
const JAR = `${LIB}/1.0/lib-1.0.jar`;
const WAR = `${LIB}/1.0/lib-1.0.war`;

let front: FrontHarness;
const ask: FrontHarness['ask'] = (...args) => front.ask(...args);
beforeEach(async () => {
  front = await FrontHarness.start();
});
afterEach(() => front.stop());

const hashed = (name: string, bytes: Buffer): string => createHash(name).update(bytes).digest('hex');

describe('what is published', () => {
  test('each answer with an artifact is counted as held or not, and nothing else is', async () => {
    for (const path of [JAR, JAR, JAR, WAR]) expect((await ask(path)).status).toBe(200);
    expect((await ask(JAR, { range: 'bytes=0-1' })).status).toBe(206);
    await front.blobs.remove(sha256(LARGE));
    expect((await ask(WAR)).status).toBe(503);
    const { etag } = (await ask(JAR, {}, 'HEAD')).headers;
    expect((await ask(JAR, { 'if-none-match': String(etag) })).status).toBe(304);
    await ask(`${JAR}.sha1`);
    const text = (await ask('/metrics')).body.toString();
    expect(text).toContain('pyrsia_artifact_cache_hits_total 5\n');
    expect(text).toContain('pyrsia_artifact_cache_misses_total 0\n');
    for (const name of ['builds_total{verdict="refused"}', 'builds_total{verdict="expired"}', 'refused_builds_total{reason="no_majority"}'])
      expect(text).toContain(`pyrsia_${name} 0\n`);
  });

  beforeEach(() =>
    front.publish('1.0', { 'lib-1.0.jar': SMALL, 'lib-1.0.pom': Buffer.from('<project/>'), 'lib-1.0.war': LARGE, 'lib-1.0-sources.jar': SMALL }),
  );

  test.each([
    ['small', JAR, SMALL, 'application/java-archive'],
    ['large', WAR, LARGE, 'application/java-archive'],
    ['pom', `${LIB}/1.0/lib-1.0.pom`, Buffer.from('<project/>'), 'application/xml'],
    ['sources', `${LIB}/1.0/lib-1.0-sources.jar`, SMALL, 'application/java-archive'],
  ])('%s: the same twice, and what HEAD says of it', async (_, path, bytes, type) => {
    const head = await ask(path, {}, 'HEAD');
    const [first, second] = [await ask(path), await ask(path)];
    for (const answer of [first, second]) {
      expect(answer.status).toBe(200);
      expect(answer.body.equals(bytes)).toBe(true);
    }
    expect(head.body.length).toBe(0);
    for (const name of [
      'content-length',
      'content-type',
      'etag',
      'cache-control',
      'accept-ranges',
      'x-checksum-sha256',
      'x-pyrsia-verdict',
      'x-pyrsia-log-index',
    ])
      expect([name, head.headers[name]]).toEqual([name, first.headers[name]]);
    expect(first.headers).toMatchObject({
      'content-type': type,
      'content-length': String(bytes.length),
      'cache-control': 'public, max-age=31536000, immutable',
      etag: `"${hashed('sha256', bytes)}"`,
      'x-pyrsia-verdict': 'published 3/4',
      'x-pyrsia-verified-height': '1',
    });
    expect(first.headers['content-encoding']).toBeUndefined();
  });

  test.each(['md5', 'sha1', 'sha256', 'sha512'])('%s: of the very bytes, as file and as header', async (name) => {
    for (const [path, bytes] of [
      [JAR, SMALL],
      [WAR, LARGE],
    ] as const) {
      expect((await ask(`${path}.${name}`)).body.toString()).toBe(hashed(name, bytes));
      expect((await ask(path)).headers[`x-checksum-${name}`]).toBe(hashed(name, bytes));
    }
  });

  test.each([
    ['bytes=2-4', 206, '234', 'bytes 2-4/10'],
    ['bytes=-2', 206, '89', 'bytes 8-9/10'],
    ['bytes=8-', 206, '89', 'bytes 8-9/10'],
    ['bytes=0-1,4-5', 200, '0123456789', undefined],
    ['bytes=5-1', 200, '0123456789', undefined],
  ])('Range: %s is %i', async (range, status, text, contentRange) => {
    const answer = await ask(JAR, { range });
    expect([answer.status, answer.body.toString(), answer.headers['content-range']]).toEqual([status, text, contentRange]);
    expect(answer.headers['content-length']).toBe(String(text.length));
  });

  test('a part of a large file, and one that is not there', async () => {
    const answer = await ask(WAR, { range: 'bytes=299000-299009' });
    expect([answer.status, answer.body.equals(LARGE.subarray(299_000, 299_010))]).toEqual([206, true]);
    const beyond = await ask(WAR, { range: `bytes=${LARGE.length}-` });
    expect([beyond.status, beyond.headers['content-range'], beyond.headers['etag']]).toEqual([416, `bytes */${LARGE.length}`, undefined]);
    expect((await ask(WAR, { range: 'bytes=0-0', 'if-range': '"other"' })).status).toBe(200);
  });

  test.each([
    ['the tag', (etag: string) => etag, 304],
    ['a list', (etag: string) => `"x", W/${etag}`, 304],
    ['any', () => '*', 304],
    ['another', () => '"x"', 200],
  ])('If-None-Match with %s', async (_, header, status) => {
    for (const path of [JAR, `${JAR}.sha1`, `${LIB}/maven-metadata.xml`]) {
      const { headers } = await ask(path);
      const answer = await ask(path, { 'if-none-match': header(String(headers['etag'])) });
      expect([path, answer.status, answer.headers['etag']]).toEqual([path, status, headers['etag']]);
      if (status === 304) expect(answer.body.length).toBe(0);
    }
  });

  test('a hot small file is not read again; one that was damaged on disk is never sent', async () => {
    await ask(JAR);
    const reads = front.fetched.length;
    await ask(JAR);
    expect(front.fetched.length).toBe(reads);
    const pom = sha256(utf8('<project/>'));
    await writeFile((await front.blobs.find(pom)) as string, '<damaged/>');
    const answer = await ask(`${LIB}/1.0/lib-1.0.pom`);
    expect([answer.status, answer.headers['etag']]).toEqual([503, undefined]);
    expect(await front.blobs.find(pom)).toBeUndefined();
  });

  test.each([{}, { range: 'bytes=0-9' }])('a large file that was damaged on disk is never sent, also after it was (%o)', async (headers) => {
    expect((await ask(WAR, headers)).body.length).toBeGreaterThan(0);
    const war = sha256(LARGE);
    await writeFile((await front.blobs.find(war)) as string, LARGE.fill('X', 5_000, 5_001));
    const answer = await ask(WAR, headers);
    LARGE.fill('pyrsia ');
    expect([answer.status, answer.headers['etag']]).toEqual([503, undefined]);
    expect(await front.blobs.find(war)).toBeUndefined();
  });

  test('a revocation acts at once, on every way to the file', async () => {
    for (const path of [JAR, WAR]) expect((await ask(path)).status).toBe(200);
    await front.revoke('1.0', 0n);
    for (const path of [JAR, WAR, `${JAR}.sha1`, `${JAR}.tlog-proof`, `${LIB}/1.0/lib-1.0.pom`]) {
      for (const method of ['GET', 'HEAD']) expect([path, method, (await ask(path, {}, method)).status]).toEqual([path, method, 403]);
      expect((await ask(path, { range: 'bytes=0-0' })).status).toBe(403);
      expect((await ask(path, { 'if-none-match': '*' })).status).toBe(403);
    }
    expect((await ask(`${LIB}/maven-metadata.xml`)).status).toBe(404);
    front.policy = 'open';
    expect((await ask(JAR)).status).toBe(410);
  });

  test('what is revoked while its bytes are on their way is not sent, or not to its end', async () => {
    const revokedOnce = () => {
      front.meanwhile = async () => {
        front.meanwhile = async () => undefined;
        await front.revoke('1.0', 0n);
      };
    };
    for (const path of [JAR, WAR, `${WAR}.sha1`]) {
      await front.stop();
      front = await FrontHarness.start();
      await front.publish('1.0', { 'lib-1.0.jar': SMALL, 'lib-1.0.war': LARGE });
      revokedOnce();
      const { status, headers } = await ask(path);
      expect([path, status, headers['etag'], headers['x-checksum-sha256']]).toEqual([path, 403, undefined, undefined]);
    }
    await front.publish('1.1', { 'lib-1.1.war': LARGE });
    front.comeInPieces = true;
    front.meanwhile = async () => {
      front.meanwhile = async () => undefined;
      await front.revoke('1.1', 2n);
    };
    await expect(ask(`${LIB}/1.1/lib-1.1.war`)).rejects.toThrow();
  });

  test('checksums of a large file: with the first answer of a held one; of one that came from peers, once it passed', async () => {
    expect((await ask(WAR)).headers['x-checksum-sha512']).toBe(hashed('sha512', LARGE));
    await front.publish('1.1', { 'lib-1.1.war': Buffer.alloc(300 * 1024, 'other ') });
    front.comeInPieces = true;
    const path = `${LIB}/1.1/lib-1.1.war`;
    const { headers, body } = await ask(path);
    expect([headers['x-checksum-sha1'], body.length]).toEqual([undefined, 300 * 1024]);
    const reads = front.fetched.length;
    expect((await ask(path, {}, 'HEAD')).headers['x-checksum-sha1']).toBe(hashed('sha1', body));
    expect(front.fetched.length).toBe(reads);
  });

  test('many that ask for checksums of one file at once: it is hashed once', async () => {
    const waiting: Array<() => void> = [];
    const names = ['md5', 'sha1', 'sha512', 'md5', 'sha1', 'sha512'];
    // All have found it before the first is let on.
    front.meanwhile = () =>
      new Promise((resolve) => {
        waiting.push(resolve);
        if (waiting.length === names.length) for (const go of waiting.splice(0)) go();
      });
    const answers = Promise.all(names.map((name) => ask(`${WAR}.${name}`)));
    await vi.waitFor(() => expect(front.fetched.length).toBe(names.length + 1));
    front.meanwhile = async () => undefined;
    for (const go of waiting) go();
    expect((await answers).map(({ body }) => body.toString())).toEqual(names.map((name) => hashed(name, LARGE)));
    // Each looked for the file, and one read it.
    expect(front.fetched.length).toBe(names.length + 1);
  });

  test('while nothing may be believed, nothing is sent, however often it was asked for', async () => {
    await ask(JAR);
    front.distrust = new ClientError('TRUST_EXPIRED');
    for (const path of [JAR, `${JAR}.md5`, `${LIB}/maven-metadata.xml`]) expect((await ask(path)).status).toBe(503);
  });
});

describe('what is not', () => {
  beforeEach(() => front.publish('1.0', { 'lib-1.0.jar': SMALL }));

  const misses = [
    ['a version', `${LIB}/2.0/lib-2.0.jar`],
    ['its checksum', `${LIB}/2.0/lib-2.0.jar.sha1`],
    ['its proof', `${LIB}/2.0/lib-2.0.jar.tlog-proof`],
    ['a file of a published version', `${LIB}/1.0/lib-1.0-sources.jar`],
    ['a signature', `${JAR}.asc`],
    ['another spelling', `${LIB}/1.0/LIB-1.0.jar`],
    ['a way out', `${LIB}/1.0/..%2f..%2fsecret`],
    ['dots', '/maven2/org/../../etc/passwd'],
    ['another folder of the group', '/maven2/org.example/lib/1.0/lib-1.0.jar'],
    ['a short path', '/maven2/x'],
    ['a folder', `${LIB}/1.0/`],
  ] as const;
  test.each(misses)('%s: 403 under strict and request, 404 under open', async (_, path) => {
    for (const [name, status] of [
      ['strict', 403],
      ['request', 403],
      ['open', 404],
    ] as const) {
      front.policy = name;
      for (const [method, headers] of [
        ['GET', {}],
        ['HEAD', {}],
        ['GET', { range: 'bytes=0-0' }],
      ] as const) {
        const answer = await ask(path, headers, method);
        expect([name, method, answer.status, answer.headers['cache-control']]).toEqual([name, method, status, 'no-store']);
        expect(answer.headers['x-checksum-sha256']).toBeUndefined();
      }
    }
  });

  test('the reason stands where Maven shows it, and where to look', async () => {
    const path = `${LIB}/2.0/lib-2.0.jar`;
    expect((await ask(path)).phrase).toBe('Not published by the build nodes (policy strict)');
    front.policy = 'request';
    const answer = await ask(path);
    const look = 'http://node.test/api/v1/requests/pkg:maven/org.example/lib@2.0';
    expect(answer.phrase).toBe(`Not published yet; a build is being asked for, see ${look}`);
    expect(answer.headers).toMatchObject({ 'x-pyrsia-policy': 'request', 'x-pyrsia-build': 'asking', 'content-type': 'application/problem+json' });
    expect(JSON.parse(answer.body.toString())).toMatchObject({ status: 403, code: 'NOT_PUBLISHED', build: { state: 'asking', look } });
  });
});

describe('maven-metadata.xml', () => {
  const versionsOf = (text: string) => [...text.matchAll(/<version>(.+)<\/version>/g)].map(([, version]) => version);

  test('in the order of Maven, newest entry as time, without what was revoked', async () => {
    for (const version of ['1.10', '1.9', '2.0-rc1', '2.0-SNAPSHOT', '1.0']) await front.publish(version, { [`lib-${version}.jar`]: SMALL });
    await front.revoke('1.0', 4n);
    const text = (await ask(`${LIB}/maven-metadata.xml`)).body.toString();
    expect(versionsOf(text)).toEqual(['1.9', '1.10', '2.0-rc1', '2.0-SNAPSHOT']);
    expect(text).toContain('<latest>2.0-SNAPSHOT</latest>');
    expect(text).toContain('<release>2.0-rc1</release>');
    expect(text).toContain('<lastUpdated>20231114221500</lastUpdated>');
  });

  test('checksums are of the bytes, and both change with the log', async () => {
    const path = `${LIB}/maven-metadata.xml`;
    for (const version of ['1.0', '1.1']) {
      await front.publish(version, { [`lib-${version}.jar`]: SMALL });
      const { body, headers } = await ask(path);
      expect(versionsOf(body.toString()).at(-1)).toBe(version);
      for (const name of ['md5', 'sha1', 'sha256', 'sha512']) {
        expect((await ask(`${path}.${name}`)).body.toString()).toBe(hashed(name, body));
        expect(headers[`x-checksum-${name}`]).toBe(hashed(name, body));
      }
      expect([headers['etag'], headers['cache-control'], headers['content-type']]).toEqual([`"${hashed('sha256', body)}"`, 'no-cache', 'application/xml']);
    }
  });

  test('of snapshots alone there is no release', async () => {
    await front.publish('1-SNAPSHOT', { 'lib-1-SNAPSHOT.jar': SMALL });
    expect((await ask(`${LIB}/maven-metadata.xml`)).body.toString()).not.toContain('<release>');
  });

  test.each(['/maven2/org/example/other/maven-metadata.xml', '/maven2/maven-metadata.xml', `${LIB}/1.0/maven-metadata.xml.sha1`])(
    '%s is 404 under every policy',
    async (path) => {
      await front.publish('1.0', { 'lib-1.0.jar': SMALL });
      for (const name of ['strict', 'request', 'open'] as const) {
        front.policy = name;
        expect((await ask(path)).status).toBe(404);
      }
    },
  );
});
