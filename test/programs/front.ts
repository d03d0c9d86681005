/**
 * A REST server alone, for benchmarks: a real copy of a log, a real store, the real front; no chain and no peers.
 *
 *   front.ts FOLDER [--open-gate]     prints { url } once it serves
 *
 * The log publishes VERSIONS versions of org.example:lib of a small jar each, and org.example:large:1 of a large one, which
 * lie in FOLDER/files too. `--open-gate`: files are admitted without being looked up, to see what that costs.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LogReplica, LogStore } from '@pyrsia/client/log';
import { type Admission, Gate, type NodeParts, ReplicaLookups, startRest } from '@pyrsia/client/maven';
import { BlobStore } from '@pyrsia/client/p2p';
import { type Artifact, describeArtifact, encodePurl, logEntryCodec, type Purl, parsePurl, sha256, utf8 } from '@pyrsia/ledger';
import pino from 'pino';
import { viewOf } from '../bench/log-follow.ts';
import { bytesOf } from '../seeded-bytes.ts';

const VERSIONS = 500;
const SMALL_BYTES = 16 * 1024;
const LARGE_BYTES = 5 * 1024 * 1024;

const [folder = '', flag] = process.argv.slice(2);
const blobs = await BlobStore.open(join(folder, 'store'));
await mkdir(join(folder, 'files'), { recursive: true });
const entries: Uint8Array[] = [];
await publish('large', '1', LARGE_BYTES);
for (let version = 0; version < VERSIONS; version += 1) await publish('lib', `1.${version}`, SMALL_BYTES);
const replica = new LogReplica(await LogStore.open(join(folder, 'log')));
await replica.follow(viewOf(entries));
const light = { assertTrustworthy: () => undefined };
const lookups = new ReplicaLookups(replica, light);
const gate = new Gate(lookups);
const fetch = async ({ sha256 }: Artifact): Promise<string> => (await blobs.find(sha256)) as string;
const parts = {
  config: {
    rest: { host: '127.0.0.1', port: 0, requestsPerSecond: 0 },
    maven: { policy: 'strict' },
    token: () => 'x',
    network: { trustRoot: { chainId: 'bench' }, logOrigin: 'log.test' },
  },
  ...{ light, lookups, replica, blobs, gate: flag === '--open-gate' ? { find: openGate } : gate },
  peers: {
    fetch,
    read: async (artifact: Artifact) => ({ path: await fetch(artifact) }),
    peers: [],
    traffic: { all: [], total: { sentBytes: 0, receivedBytes: 0 } },
    reads: { verifiedBytes: 0 },
  },
  logger: pino({ level: 'warn' }, pino.destination(process.stderr.fd)),
};
const { url } = await startRest(parts as unknown as NodeParts);
process.stdout.write(`${JSON.stringify({ url })}\n`);

/** What the gate said first of each version, for ever. */
const admitted = new Map<string, ReturnType<Gate['find']>>();
function openGate({ name, version }: Purl): ReturnType<Gate['find']> {
  const key = `${name} ${version}`;
  const known = admitted.get(key) ?? gate.find(parsePurl(`pkg:maven/org.example/${name}@${version}`));
  admitted.set(key, known);
  return known as Promise<{ admission: Admission; block: never }>;
}

async function publish(name: string, version: string, size: number): Promise<void> {
  const file = `${name}-${version}.jar`;
  const pieces: Uint8Array[] = [];
  for await (const piece of bytesOf({ size, seed: file })) pieces.push(piece);
  const { artifact } = await describeArtifact(file, again(pieces));
  await blobs.put(artifact, again(pieces));
  await writeFile(join(folder, 'files', file), Buffer.concat(pieces));
  const digest = sha256(utf8(file));
  const value = {
    ...{ purl: encodePurl({ type: 'maven', namespace: 'org.example', name, version }), buildId: digest, attempt: 1, recipeDigest: digest, source: 's' },
    ...{ sourceSha256: digest, mapping: 'm', artifacts: [artifact], electorateSize: 4 },
    matchedNodes: [1, 2, 3].map((n) => sha256(Uint8Array.of(n)).slice(0, 16) as never),
  };
  entries.push(logEntryCodec.encode({ timeMs: 1n, height: 1n, record: { kind: 'publication', value } }));
}

async function* again(pieces: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* pieces;
}
