/** Transactions that this node signs with its own account, under its operator's responsibility: build requests, proposals, votes. */
import { randomBytes } from 'node:crypto';
import { type Action, type Address, addressOf, publicKeyOf, type SecretKey, signTx, type TxCode, toBase64, txCodeOf } from '@pyrsia/ledger';
import { ClientError } from '../errors.ts';
import { asInt64, asObject } from '../light/json.ts';
import type { Rpc } from './rpc.ts';

/** Blocks that a request may wait for. */
const EXPIRY_BLOCKS = 100n;

export class Sponsor {
  /** Of the account. */
  readonly address: Address;
  private readonly rpcs: readonly Rpc[];
  private readonly chainId: string;
  private readonly secret: SecretKey;

  constructor(rpcs: readonly Rpc[], chainId: string, secret: SecretKey) {
    this.address = addressOf(publicKeyOf(secret));
    this.rpcs = rpcs;
    this.chainId = chainId;
    this.secret = secret;
  }

  /** Signs and sends; the first judgement of a build node, before the transaction is in a block. Tries one after the other. */
  async send(action: Action, signal: AbortSignal): Promise<TxCode> {
    let last: unknown;
    for (const rpc of this.rpcs) {
      try {
        const status = asObject((await rpc.call('status', {}, signal))['sync_info'], 'sync info');
        const expiresAtHeight = asInt64(status['latest_block_height'], 'height') + EXPIRY_BLOCKS;
        const body = {
          chainId: this.chainId,
          nonce: new Uint8Array(randomBytes(16)),
          expiresAtHeight,
          action,
        };
        const answer = await rpc.call('broadcast_tx_sync', { tx: toBase64(signTx(body, this.secret)) }, signal);
        const code = txCodeOf(Number(answer['code']));
        if (code === undefined) throw new ClientError('RPC_ANSWER_INVALID', { rpc: rpc.url, what: 'code' });
        return code;
      } catch (error) {
        signal.throwIfAborted();
        last = error;
      }
    }
    throw last;
  }
}
