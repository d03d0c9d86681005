/**
 * The builder's view of the chain: open builds, single builds, and sending transactions. It asks its own
 * CometBFT, so nothing here is proven; a regular node of somebody else must not do this.
 */
import { randomBytes } from 'node:crypto';
import { Comet38Client } from '@cosmjs/tendermint-rpc';
import {
  type Action,
  type Build,
  buildCodec,
  type Digest,
  openBuildsCodec,
  QUERY,
  type SecretKey,
  signTx,
  stateKey,
  type TxCode,
  txCodeOf,
} from '@pyrsia/ledger';
import { BuilderError } from '../errors.ts';

/** Blocks that a transaction may wait for; at 10 s per idle block about a quarter of an hour. */
const EXPIRY_BLOCKS = 100n;

export class Chain {
  private readonly client: Comet38Client;
  private readonly chainId: string;
  private readonly secret: SecretKey;

  private constructor(client: Comet38Client, chainId: string, secret: SecretKey) {
    this.client = client;
    this.chainId = chainId;
    this.secret = secret;
  }

  /** Comet38Client is named outright: connectComet() would take v0.40 for Tendermint 0.37. */
  static async connect(rpc: string, chainId: string, secret: SecretKey): Promise<Chain> {
    return new Chain(await asked(() => Comet38Client.connect(rpc)), chainId, secret);
  }

  async openBuilds(): Promise<Build[]> {
    const bytes = await this.read(stateKey.openBuilds());
    if (bytes === undefined) return [];
    const builds = await Promise.all(openBuildsCodec.decode(bytes).builds.map(({ id }) => this.build(id)));
    return builds.filter((build) => build !== undefined);
  }

  async build(id: Digest): Promise<Build | undefined> {
    const bytes = await this.read(stateKey.build(id));
    return bytes === undefined ? undefined : buildCodec.decode(bytes);
  }

  private async read(key: Uint8Array): Promise<Uint8Array | undefined> {
    const answer = await asked(() => this.client.abciQuery({ path: QUERY.state, data: key }));
    if (answer.code !== 0) throw new BuilderError('CHAIN_ANSWER_INVALID', { log: answer.log ?? '' });
    return answer.value.length === 0 ? undefined : answer.value;
  }

  /** Height of the newest block. */
  async height(): Promise<bigint> {
    const { syncInfo } = await asked(() => this.client.status());
    return BigInt(syncInfo.latestBlockHeight);
  }

  /** Signs and hands in a transaction; the answer is that of CheckTx, not of a block. */
  async send(action: Action): Promise<TxCode> {
    const expiresAtHeight = (await this.height()) + EXPIRY_BLOCKS;
    const tx = signTx({ chainId: this.chainId, nonce: new Uint8Array(randomBytes(16)), expiresAtHeight, action }, this.secret);
    const { code } = await asked(() => this.client.broadcastTxSync({ tx }));
    const known = txCodeOf(code);
    if (known === undefined) throw new BuilderError('CHAIN_ANSWER_INVALID', { code });
    return known;
  }

  disconnect(): void {
    this.client.disconnect();
  }
}

async function asked<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (cause) {
    throw new BuilderError('CHAIN_UNREACHABLE', { reason: cause instanceof Error ? cause.message : 'unknown' }, { cause });
  }
}
