/**
 * The Maven front over a real copy of the log, a real store and real HTTP; the chain is played by a log that proves itself,
 * and peers by the store.
 */
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Artifact, describeArtifact, encodePurl, type LogEntry, logEntryCodec, parsePurl, sha256, utf8 } from '@pyrsia/ledger';
import { hashLeaf, inclusionProof, logLeafOp, rootOfLeafHashes } from '@pyrsia/ledger/merkle';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { LogView } from '../chain/proven-state.ts';
import type { MissPolicy } from '../config.ts';
import { ClientError } from '../errors.ts';
import type { LightBlock } from '../light/types.ts';
import { LogStore } from '../log/log-store.ts';
import { ReplicaLookups } from '../log/lookups.ts';
import { LogReplica } from '../log/replica.ts';
import { Gate } from '../maven/gate.ts';
import type { NodeParts } from '../node-parts.ts';
import { BlobStore } from '../store/blob-store.ts';
import { type RestServer, startRest } from './server.ts';

const SMALL = Buffer.from('0123456789');
const LARGE = Buffer.alloc(300 * 1024, 'pyrsia ');
const LIB = '/maven2/org/example/lib';
const JAR = `${LIB}/1.0/lib-1.0.jar`;
const WAR = `${LIB}/1.0/lib-1.0.war`;

let folder: string;
let replica: LogReplica;
let blobs: BlobStore;
let rest: RestServer;
let entries: Uint8Array[];
let height: bigint;
let fetched: string[];
const policy: { current: MissPolicy } = { current: 'strict' };
const trust: { error: ClientError | undefined } = { error: undefined };

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pyrsia-front-'));
  replica = new LogReplica(await LogStore.open(join(folder, 'log')));
  blobs = await BlobStore.open(join(folder, 'store'));
  entries = [];
  height = 0n;
  fetched = [];
  policy.current = 'strict';
  trust.error = undefined;
  rest = await startRest(partsOf());
});
afterEach(async () => {
  await rest.stop();
  await replica.close();
  await rm(folder, { recursive: true, force: true });
});

function partsOf(): NodeParts {
  const light = {
    assertTrustworthy: () => {
      if (trust.error !== undefined) throw trust.error;
    },
  };
  const lookups = new ReplicaLookups(replica, light);
  const fetch = async (artifact: Artifact): Promise<string> => {
    fetched.push(artifact.name);
    const path = await blobs.find(artifact.sha256);
    if (path === undefined) throw new ClientError('ARTIFACT_UNAVAILABLE', { name: artifact.name });
    return path;
  };
  const peers = { fetch, read: async (artifact: Artifact) => ({ path: await fetch(artifact) }), peers: [], traffic: { all: [] } };
  const config = {
    rest: { host: '127.0.0.1', port: 0, publicUrl: 'http://node.test' },
    maven: {
      get policy() {
        return policy.current;
      },
    },
    token: '',
    network: { trustRoot: { chainId: 'test' }, logOrigin: 'log.test' },
  };
  const checkpoints = { note: async () => undefined };
  const logger = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const missRequests = { ask: () => ({ state: 'asking' as const }) };
  // Only what this front asks of a node.
  return { config, light, lookups, gate: new Gate(lookups), replica, checkpoints, blobs, peers, logger, missRequests } as unknown as NodeParts;
}

const digest = (text: string) => sha256(utf8(text));

async function publish(version: string, files: Readonly<Record<string, Buffer>>, timeMs = 1_700_000_000_000n): Promise<void> {
  const artifacts: Artifact[] = [];
  for (const [name, bytes] of Object.entries(files)) {
    const { artifact } = await describeArtifact(name, piecesOf(bytes));
    await blobs.put(artifact, piecesOf(bytes));
    artifacts.push(artifact);
  }
  const purl = encodePurl(parsePurl(`pkg:maven/org.example/lib@${version}`));
  const value = {
    ...{ purl, buildId: digest(purl), attempt: 1, recipeDigest: digest('r'), source: 's', sourceSha256: digest('s'), mapping: 'm' },
    ...{ artifacts, electorateSize: 4, matchedNodes: [1, 2, 3].map((n) => digest(String(n)).slice(0, 16) as never) },
  };
  await append({ timeMs, height: 1n, record: { kind: 'publication', value } });
}

async function* piecesOf(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield new Uint8Array(bytes);
}

const revoke = (version: string, publication: bigint): Promise<void> =>
  append({
    timeMs: 1_700_000_100_000n,
    height: 1n,
    record: { kind: 'revocation', value: { purl: `pkg:maven/org.example/lib@${version}`, publication, reason: 'r', proposalId: digest('p') } },
  });

/** The log goes on by one entry, and the copy follows it. */
async function append(entry: LogEntry): Promise<void> {
  entries = [...entries, logEntryCodec.encode(entry)];
  height += 1n;
  const leaves = entries.map((bytes) => hashLeaf(bytes));
  const checkpoint = { origin: 'log.test', size: BigInt(entries.length), root: rootOfLeafHashes(leaves) };
  const read = (level: number, index: bigint) => rootOfLeafHashes(leaves.slice(Number(index) << level, (Number(index) + 1) << level));
  const block = { header: { height, timeNs: 0n, appHash: digest('app') } } as unknown as LightBlock;
  const view: LogView = {
    block: { ...BLANK, header: { ...BLANK.header, height, appHash: block.header.appHash } },
    checkpoint: async () => ({ checkpoint, proof: { ops: [] } }),
    entry: async (index) => {
      const bytes = entries[Number(index)] as Uint8Array;
      return { index, bytes, checkpoint, proof: { ops: logLeafOp(checkpoint, index, hashLeaf(bytes), inclusionProof(read, index, checkpoint.size)) } };
    },
    sources: [{ name: 'memory', entries: async (index) => entries.slice(Number(index)) }],
    onTrouble: () => undefined,
  };
  await replica.follow(view);
}

const NONE = new Uint8Array(0);
const NO_ID = { hash: NONE, partsTotal: 0, partsHash: NONE };
const BLANK: LightBlock = {
  header: {
    ...{ versionBlock: 11n, versionApp: 1n, chainId: 'test', height: 1n, timeNs: 0n, lastBlockId: NO_ID, lastCommitHash: NONE, dataHash: NONE },
    ...{ validatorsHash: NONE, nextValidatorsHash: NONE, consensusHash: NONE, appHash: NONE, lastResultsHash: NONE, evidenceHash: NONE },
    proposerAddress: NONE,
  },
  commit: { height: 1n, round: 0, blockId: NO_ID, signatures: [] },
  validators: [],
};

interface Answer {
  readonly status: number;
  readonly phrase: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}
/** As it stands on the wire: the path as given, the reason phrase kept. */
function ask(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  const { hostname, port } = new URL(rest.url);
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, path, method, headers, agent: false }, (response) => {
      const pieces: Buffer[] = [];
      response.on('data', (piece: Buffer) => pieces.push(piece));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, phrase: response.statusMessage ?? '', headers: response.headers, body: Buffer.concat(pieces) }),
      );
    });
    sent.on('error', reject);
    sent.end();
  });
}
const hashed = (name: string, bytes: Buffer): string => createHash(name).update(bytes).digest('hex');

describe('what is published', () => {
  beforeEach(() => publish('1.0', { 'lib-1.0.jar': SMALL, 'lib-1.0.pom': Buffer.from('<project/>'), 'lib-1.0.war': LARGE, 'lib-1.0-sources.jar': SMALL }));

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
    const reads = fetched.length;
    await ask(JAR);
    expect(fetched.length).toBe(reads);
    const pom = sha256(utf8('<project/>'));
    await writeFile((await blobs.find(pom)) as string, '<damaged/>');
    const answer = await ask(`${LIB}/1.0/lib-1.0.pom`);
    expect([answer.status, answer.headers['etag']]).toEqual([503, undefined]);
    expect(await blobs.find(pom)).toBeUndefined();
  });

  test('a revocation acts at once, on every way to the file', async () => {
    for (const path of [JAR, WAR]) expect((await ask(path)).status).toBe(200);
    await revoke('1.0', 0n);
    for (const path of [JAR, WAR, `${JAR}.sha1`, `${JAR}.tlog-proof`, `${LIB}/1.0/lib-1.0.pom`]) {
      for (const method of ['GET', 'HEAD']) expect([path, method, (await ask(path, {}, method)).status]).toEqual([path, method, 403]);
      expect((await ask(path, { range: 'bytes=0-0' })).status).toBe(403);
      expect((await ask(path, { 'if-none-match': '*' })).status).toBe(403);
    }
    expect((await ask(`${LIB}/maven-metadata.xml`)).status).toBe(404);
    policy.current = 'open';
    expect((await ask(JAR)).status).toBe(410);
  });

  test('while nothing may be believed, nothing is sent, however often it was asked for', async () => {
    await ask(JAR);
    trust.error = new ClientError('TRUST_EXPIRED');
    for (const path of [JAR, `${JAR}.md5`, `${LIB}/maven-metadata.xml`]) expect((await ask(path)).status).toBe(503);
  });
});

describe('what is not', () => {
  beforeEach(() => publish('1.0', { 'lib-1.0.jar': SMALL }));

  const misses = [
    ['a version', `${LIB}/2.0/lib-2.0.jar`],
    ['its checksum', `${LIB}/2.0/lib-2.0.jar.sha1`],
    ['its proof', `${LIB}/2.0/lib-2.0.jar.tlog-proof`],
    ['a file of a published version', `${LIB}/1.0/lib-1.0-sources.jar`],
    ['a signature', `${JAR}.asc`],
    ['another spelling', `${LIB}/1.0/LIB-1.0.jar`],
    ['a way out', `${LIB}/1.0/..%2f..%2fsecret`],
    ['dots', '/maven2/org/../../etc/passwd'],
    ['a short path', '/maven2/x'],
    ['a folder', `${LIB}/1.0/`],
  ] as const;
  test.each(misses)('%s: 403 under strict and request, 404 under open', async (_, path) => {
    for (const [name, status] of [
      ['strict', 403],
      ['request', 403],
      ['open', 404],
    ] as const) {
      policy.current = name;
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
    policy.current = 'request';
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
    for (const version of ['1.10', '1.9', '2.0-rc1', '2.0-SNAPSHOT', '1.0']) await publish(version, { [`lib-${version}.jar`]: SMALL });
    await revoke('1.0', 4n);
    const text = (await ask(`${LIB}/maven-metadata.xml`)).body.toString();
    expect(versionsOf(text)).toEqual(['1.9', '1.10', '2.0-rc1', '2.0-SNAPSHOT']);
    expect(text).toContain('<latest>2.0-SNAPSHOT</latest>');
    expect(text).toContain('<release>2.0-rc1</release>');
    expect(text).toContain('<lastUpdated>20231114221500</lastUpdated>');
  });

  test('checksums are of the bytes, and both change with the log', async () => {
    const path = `${LIB}/maven-metadata.xml`;
    for (const version of ['1.0', '1.1']) {
      await publish(version, { [`lib-${version}.jar`]: SMALL });
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
    await publish('1-SNAPSHOT', { 'lib-1-SNAPSHOT.jar': SMALL });
    expect((await ask(`${LIB}/maven-metadata.xml`)).body.toString()).not.toContain('<release>');
  });

  test.each(['/maven2/org/example/other/maven-metadata.xml', '/maven2/maven-metadata.xml', `${LIB}/1.0/maven-metadata.xml.sha1`])(
    '%s is 404 under every policy',
    async (path) => {
      await publish('1.0', { 'lib-1.0.jar': SMALL });
      for (const name of ['strict', 'request', 'open'] as const) {
        policy.current = name;
        expect((await ask(path)).status).toBe(404);
      }
    },
  );
});
