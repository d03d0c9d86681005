/**
 * Speaks to a chain as all of its operators at once: hands in transactions, reads state. For networks without
 * builders, where a test plays them. It asks any node that answers, and tries again: nodes are killed meanwhile.
 */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { buildNodesOf, keyFile, type NetworkPlan, nodeHome, type PlannedNode, rpcUrl } from '@pyrsia/genesis';
import {
  type Action,
  type Build,
  buildCodec,
  buildIdOf,
  commitmentDigest,
  type Digest,
  describeArtifact,
  equalBytes,
  type NodeId,
  parseBase64,
  parseHex,
  parseRecipeJson,
  QUERY,
  type Recipe,
  type Result,
  resultDigest,
  type SecretKey,
  sha256,
  signTx,
  stateKey,
  type TxCode,
  toBase64,
  toHex,
  txCodeOf,
  utf8,
} from '@pyrsia/ledger';
import { quickRecipe } from './test-network.ts';

const TIMEOUT_MS = 3_000;
const EXPIRY_BLOCKS = 100n;
const HEX = /^[0-9a-f]+$/;

export interface Operator {
  readonly node: PlannedNode;
  readonly nodeId: NodeId;
  readonly secret: SecretKey;
}

export class ChainDriver {
  readonly operators: readonly Operator[];
  readonly requester: SecretKey;
  private readonly chainId: string;
  private next = 0;

  private constructor(chainId: string, operators: readonly Operator[], requester: SecretKey) {
    this.chainId = chainId;
    this.operators = operators;
    this.requester = requester;
  }

  static async of(plan: NetworkPlan, dataFolder: string): Promise<ChainDriver> {
    const secretOf = async (node: PlannedNode): Promise<SecretKey> => {
      const text = (await readFile(keyFile(nodeHome(dataFolder, node), 'account.key'), 'utf8')).trim();
      if (!HEX.test(text)) throw new Error('not an account key');
      return parseHex(text) as SecretKey;
    };
    const operators = await Promise.all(
      buildNodesOf(plan).map(async (node) => ({ node, nodeId: parseHex(node.nodeId) as NodeId, secret: await secretOf(node) })),
    );
    const regular = plan.nodes.find((node) => node.kind === 'regular') as PlannedNode;
    return new ChainDriver(plan.chainId, operators, await secretOf(regular));
  }

  /** The same, where one node is no operator any more. */
  without(node: PlannedNode): ChainDriver {
    return new ChainDriver(
      this.chainId,
      this.operators.filter((operator) => operator.node !== node),
      this.requester,
    );
  }

  /** The answer of CheckTx, from whichever node answers first; undefined if none does. */
  async send(action: Action, secret: SecretKey): Promise<TxCode | undefined> {
    for (let tries = 0; tries < this.operators.length; tries += 1) {
      this.next = (this.next + 1) % this.operators.length;
      const url = rpcUrl((this.operators[this.next] as Operator).node);
      const height = await heightAt(url);
      if (height === undefined) continue;
      const tx = signTx({ chainId: this.chainId, nonce: new Uint8Array(randomBytes(16)), expiresAtHeight: height + EXPIRY_BLOCKS, action }, secret);
      const answer = await call<{ code: number }>(url, 'broadcast_tx_sync', { tx: toBase64(tx) });
      if (answer !== undefined) return txCodeOf(answer.code);
    }
    return undefined;
  }

  /** A record of the newest state of one node, or of any; undefined if it is absent or nobody answers. */
  async read(key: Uint8Array, node?: PlannedNode): Promise<Uint8Array | undefined> {
    const nodes = node === undefined ? this.operators.map((operator) => operator.node) : [node];
    for (const one of nodes) {
      const answer = await call<{ response: { code: number; value: string | null } }>(rpcUrl(one), 'abci_query', { path: QUERY.state, data: toHex(key) });
      if (answer?.response.code === 0) {
        const value = parseBase64(answer.response.value ?? '');
        return value.length === 0 ? undefined : value;
      }
    }
    return undefined;
  }

  async build(id: Digest, node?: PlannedNode): Promise<Build | undefined> {
    const bytes = await this.read(stateKey.build(id), node);
    return bytes === undefined ? undefined : buildCodec.decode(bytes);
  }

  /** Publishes a version with all operators agreeing, whatever happens to the nodes meanwhile. */
  async publish(version: string, signal: AbortSignal, bytes = utf8(version)): Promise<{ purl: string; digest: Digest }> {
    const recipe = recipeOf(version);
    const result = await resultOf(bytes);
    await this.publishResult(recipe, result, signal);
    return { purl: recipe.purl, digest: resultDigest(result) };
  }

  async publishResult(recipe: Recipe, result: Result, signal: AbortSignal): Promise<void> {
    const id = buildIdOf(recipe.purl, 1);
    for (;;) {
      signal.throwIfAborted();
      const build = await this.build(id);
      if (build?.phase === 'published') return;
      if (build?.phase === 'refused' || build?.phase === 'expired') throw new Error(`${recipe.purl}: ${build.phase}`);
      await this.step(build, recipe, result);
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
  }

  /** Does what is missing. Doubles are refused by the chain, so a step may be repeated at will. */
  private async step(build: Build | undefined, recipe: Recipe, result: Result): Promise<void> {
    if (build === undefined) {
      await this.send({ kind: 'requestBuild', value: { recipe } }, this.requester);
      return;
    }
    const done = build.phase === 'committing' ? build.commitments : build.reveals;
    for (const { nodeId, secret } of this.operators) {
      if (done.some((known) => equalBytes(known.nodeId, nodeId))) continue;
      const action = build.phase === 'committing' ? commitOf(build.id, nodeId, result) : revealOf(build.id, nodeId, result);
      await this.send(action, secret);
    }
  }
}

const saltOf = (id: Digest, nodeId: NodeId): Uint8Array => sha256(id, nodeId);

function commitOf(buildId: Digest, nodeId: NodeId, result: Result): Action {
  const salt = saltOf(buildId, nodeId);
  return { kind: 'commitResult', value: { buildId, nodeId, commitment: commitmentDigest({ buildId, nodeId, salt, resultDigest: resultDigest(result) }) } };
}

function revealOf(buildId: Digest, nodeId: NodeId, result: Result): Action {
  const none = sha256(utf8('none'));
  const value = { buildId, nodeId, salt: saltOf(buildId, nodeId), result, environment: none, provenanceSha256: none, upstream: 'absent' as const };
  return { kind: 'revealResult', value };
}

export function recipeOf(version: string): Recipe {
  return parseRecipeJson(JSON.stringify({ ...quickRecipe(), purl: `pkg:maven/org.apache.maven.shared/file-management@${version}` }));
}

async function resultOf(bytes: Uint8Array): Promise<Result> {
  const { artifact } = await describeArtifact('file-management-3.1.0.jar', Readable.from([bytes], { objectMode: false }));
  return { outcome: { kind: 'artifacts', value: { artifacts: [artifact] } } };
}

/** Answer of a CometBFT RPC call; undefined if the node does not answer or answers with an error. */
export async function call<T>(url: string, method: string, params: Record<string, unknown> = {}): Promise<T | undefined> {
  try {
    const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method, params });
    const response = await fetch(url, { method: 'POST', body, signal: AbortSignal.timeout(TIMEOUT_MS) });
    return ((await response.json()) as { result?: T }).result;
  } catch (error) {
    if (error instanceof TypeError || (error as Error).name === 'TimeoutError') return undefined; // Not up, or just killed.
    throw error;
  }
}

export async function heightAt(url: string): Promise<bigint | undefined> {
  const status = await call<{ sync_info: { latest_block_height: string } }>(url, 'status');
  return status === undefined ? undefined : BigInt(status.sync_info.latest_block_height);
}

export async function appHashAt(url: string, height: bigint): Promise<string | undefined> {
  const commit = await call<{ signed_header: { header: { app_hash: string } } }>(url, 'commit', { height: String(height) });
  return commit?.signed_header.header.app_hash;
}
