/**
 * The REST front over a real copy of the log, a real store and real HTTP, for tests; the chain is played by a log that proves
 * itself, and peers by the store.
 */
import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Artifact, describeArtifact, encodePurl, type LogEntry, logEntryCodec, parsePurl, sha256, utf8 } from '@pyrsia/ledger';
import { hashLeaf, inclusionProof, logLeafOp, rootOfLeafHashes } from '@pyrsia/ledger/merkle';
import pino from 'pino';
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

const digest = (text: string) => sha256(utf8(text));

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

export interface Answer {
  readonly status: number;
  readonly phrase: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

export class FrontHarness {
  policy: MissPolicy = 'strict';
  /** Why nothing may be believed. */
  distrust: ClientError | undefined;
  /** Names of the artifacts that were read from the store. */
  readonly fetched: string[] = [];
  /** What happens while an artifact is waited for. */
  meanwhile: () => Promise<void> = async () => undefined;
  /** Large ones come piece by piece, as from peers. */
  comeInPieces = false;
  readonly blobs: BlobStore;
  private readonly folder: string;
  private readonly replica: LogReplica;
  private entries: Uint8Array[] = [];
  private height = 0n;
  private rest: RestServer | undefined;

  private constructor(folder: string, replica: LogReplica, blobs: BlobStore) {
    this.folder = folder;
    this.replica = replica;
    this.blobs = blobs;
  }

  static async start(): Promise<FrontHarness> {
    const folder = await mkdtemp(join(tmpdir(), 'pyrsia-front-'));
    const replica = new LogReplica(await LogStore.open(join(folder, 'log')));
    const front = new FrontHarness(folder, replica, await BlobStore.open(join(folder, 'store')));
    front.rest = await startRest(front.parts());
    return front;
  }

  async stop(): Promise<void> {
    await this.rest?.stop();
    await this.replica.close();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** Only what the Maven front asks of a node. */
  private parts(): NodeParts {
    const light = {
      assertTrustworthy: () => {
        if (this.distrust !== undefined) throw this.distrust;
      },
    };
    const lookups = new ReplicaLookups(this.replica, light);
    const fetch = async (artifact: Artifact): Promise<string> => {
      this.fetched.push(artifact.name);
      await this.meanwhile();
      const path = await this.blobs.find(artifact.sha256);
      if (path === undefined) throw new ClientError('ARTIFACT_UNAVAILABLE', { name: artifact.name });
      return path;
    };
    const traffic = { all: [], total: { sentBytes: 0, receivedBytes: 0 } };
    const read = async (artifact: Artifact) => (this.comeInPieces ? { chunks: this.arriving(artifact) } : { path: await fetch(artifact) });
    const peers = { fetch, read, peers: [], traffic, reads: { verifiedBytes: 0 } };
    const currentPolicy = () => this.policy;
    const config = {
      rest: { host: '127.0.0.1', port: 0, publicUrl: 'http://node.test' },
      maven: {
        get policy() {
          return currentPolicy();
        },
      },
      token: () => '',
      dataFolder: this.folder,
      network: { trustRoot: { chainId: 'test' }, logOrigin: 'log.test' },
    };
    const checkpoints = { note: async () => undefined };
    const logger = pino({ level: 'silent' });
    const missRequests = { ask: () => ({ state: 'asking' as const }) };
    const { replica, blobs } = this;
    const buildNodes = { current: [] };
    return { config, light, lookups, buildNodes, gate: new Gate(lookups), replica, checkpoints, blobs, peers, logger, missRequests } as unknown as NodeParts;
  }

  private async *arriving({ sha256 }: Artifact): AsyncGenerator<Uint8Array> {
    for await (const piece of createReadStream((await this.blobs.find(sha256)) as string)) {
      yield piece;
      await this.meanwhile();
    }
  }

  async publish(version: string, files: Readonly<Record<string, Buffer>>): Promise<void> {
    const artifacts: Artifact[] = [];
    for (const [name, bytes] of Object.entries(files)) {
      const { artifact } = await describeArtifact(name, piecesOf(bytes));
      await this.blobs.put(artifact, piecesOf(bytes));
      artifacts.push(artifact);
    }
    const purl = encodePurl(parsePurl(`pkg:maven/org.example/lib@${version}`));
    const value = {
      ...{ purl, buildId: digest(purl), attempt: 1, recipeDigest: digest('r'), source: 's', sourceSha256: digest('s'), mapping: 'm' },
      ...{ artifacts, electorateSize: 4, matchedNodes: [1, 2, 3].map((n) => digest(String(n)).slice(0, 16) as never) },
    };
    await this.append({ timeMs: 1_700_000_000_000n, height: 1n, record: { kind: 'publication', value } });
  }

  revoke(version: string, publication: bigint): Promise<void> {
    const value = { purl: `pkg:maven/org.example/lib@${version}`, publication, reason: 'r', proposalId: digest('p') };
    return this.append({ timeMs: 1_700_000_100_000n, height: 1n, record: { kind: 'revocation', value } });
  }

  /** The log goes on by one entry, and the copy follows it. */
  private async append(entry: LogEntry): Promise<void> {
    this.entries = [...this.entries, logEntryCodec.encode(entry)];
    this.height += 1n;
    const { entries } = this;
    const leaves = entries.map((bytes) => hashLeaf(bytes));
    const checkpoint = { origin: 'log.test', size: BigInt(entries.length), root: rootOfLeafHashes(leaves) };
    const read = (level: number, index: bigint) => rootOfLeafHashes(leaves.slice(Number(index) << level, (Number(index) + 1) << level));
    const view: LogView = {
      block: { ...BLANK, header: { ...BLANK.header, height: this.height } },
      checkpoint: async () => ({ checkpoint, proof: { ops: [] } }),
      entry: async (index) => {
        const bytes = entries[Number(index)] as Uint8Array;
        return { index, bytes, checkpoint, proof: { ops: logLeafOp(checkpoint, index, hashLeaf(bytes), inclusionProof(read, index, checkpoint.size)) } };
      },
      sources: [{ name: 'memory', entries: async (index) => entries.slice(Number(index)) }],
      onTrouble: () => undefined,
    };
    await this.replica.follow(view);
  }

  /** As it stands on the wire: the path as given, the reason phrase kept. */
  ask(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
    const { hostname, port } = new URL(this.rest?.url ?? '');
    return new Promise((resolve, reject) => {
      const sent = request({ hostname, port, path, method, headers, agent: false }, (response) => {
        const pieces: Buffer[] = [];
        response.on('error', reject);
        response.on('data', (piece: Buffer) => pieces.push(piece));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, phrase: response.statusMessage ?? '', headers: response.headers, body: Buffer.concat(pieces) }),
        );
      });
      sent.on('error', reject);
      sent.end();
    });
  }
}

async function* piecesOf(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield new Uint8Array(bytes);
}
