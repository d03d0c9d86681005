/**
 * Transactions of blocks, proven by the header after: its last block id is the hash of the block's header, which holds
 * the hash of the transactions, and its last results hash covers the codes that they got.
 */
import { equalBytes, type ParsedTx, parseBase64, parseTx, sha256 } from '@pyrsia/ledger';
import { hashLeaf, rootOfLeafHashes } from '@pyrsia/ledger/merkle';
import type { Rpc } from '../chain/rpc.ts';
import { ClientError } from '../errors.ts';
import type { LightClient } from '../light/client.ts';
import { headerHash, lastResultsHash } from '../light/encode.ts';
import { asList, asObject, asString, type Json, parseHeader } from '../light/json.ts';
import type { Header } from '../light/types.ts';

/** A block has 4 MiB. */
const MAX_TXS = 100_000;
const MAX_TX_TEXT = 128 * 1024;
/** Blocks whose transactions are kept: builds that are decided near each other share them. */
const MAX_KEPT = 256;

export class ChainBlocks {
  private readonly light: Pick<LightClient, 'verifyTo'>;
  private readonly rpcs: readonly Rpc[];
  private readonly kept = new Map<bigint, readonly ParsedTx[]>();

  constructor(light: Pick<LightClient, 'verifyTo'>, rpcs: readonly Rpc[]) {
    this.light = light;
    this.rpcs = rpcs;
  }

  /** Transactions of a block that were carried out. */
  async carriedOut(height: bigint, signal: AbortSignal): Promise<readonly ParsedTx[]> {
    const known = this.kept.get(height);
    if (known !== undefined) return known;
    const next = (await this.light.verifyTo(height + 1n, signal)).header;
    let last: unknown;
    for (const rpc of this.rpcs) {
      try {
        const txs = await fetchCarriedOut(rpc, height, next, signal);
        if (this.kept.size >= MAX_KEPT) this.kept.clear();
        this.kept.set(height, txs);
        return txs;
      } catch (error) {
        if (!(error instanceof ClientError) || signal.aborted) throw error;
        last = error;
      }
    }
    throw last;
  }
}

async function fetchCarriedOut(rpc: Rpc, height: bigint, next: Header, signal: AbortSignal): Promise<ParsedTx[]> {
  const params = { height: height.toString() };
  const block = asObject((await rpc.call('block', params, signal))['block'], 'block');
  const header = parseHeader(block['header']);
  const txs = asList(asObject(block['data'], 'data')['txs'] ?? [], 'txs', MAX_TXS).map((tx) => parseBase64(asString(tx, 'tx', MAX_TX_TEXT)));
  const dataHash = rootOfLeafHashes(txs.map((tx) => hashLeaf(sha256(tx))));
  if (!equalBytes(headerHash(header), next.lastBlockId.hash) || !equalBytes(dataHash, header.dataHash)) {
    throw new ClientError('PROOF_INVALID', { what: 'block', height, rpc: rpc.url });
  }
  const codes = resultsOf(await rpc.call('block_results', params, signal));
  if (codes.length !== txs.length || !equalBytes(lastResultsHash(codes), next.lastResultsHash)) {
    throw new ClientError('PROOF_INVALID', { what: 'results of the block', height, rpc: rpc.url });
  }
  return txs.filter((_, i) => codes[i]?.code === 0n).map(parseTx);
}

function resultsOf(answer: Json) {
  return asList(answer['txs_results'] ?? [], 'results', MAX_TXS).map((item) => {
    const result = asObject(item, 'result');
    const data = result['data'];
    return {
      code: BigInt(Number(result['code'] ?? 0)),
      data: data === null || data === undefined ? new Uint8Array(0) : parseBase64(asString(data, 'data', MAX_TX_TEXT)),
      gasWanted: BigInt(String(result['gas_wanted'] ?? '0')),
      gasUsed: BigInt(String(result['gas_used'] ?? '0')),
    };
  });
}
