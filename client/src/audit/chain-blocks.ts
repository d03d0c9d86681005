/**
 * Transactions of blocks, proven by the header after: its last block id is the hash of the block's header, which holds
 * the hash of the transactions, and its last results hash covers the codes that they got.
 */
import { equalBytes, type ParsedTx, parseBase64, parseTx, sha256 } from '@pyrsia/ledger';
import { hashLeaf, rootOfLeafHashes } from '@pyrsia/ledger/merkle';
import type { Rpc } from '../chain/rpc.ts';
import { ClientError } from '../errors.ts';
import { headerHash, lastResultsHash } from '../light/encode.ts';
import { asInt64, asList, asObject, asString, asUint32, type Json, parseHeader } from '../light/json.ts';
import type { Header } from '../light/types.ts';
import type { Headers } from './headers.ts';

/** A block has 4 MiB. */
const MAX_TXS = 100_000;
const MAX_TX_TEXT = 128 * 1024;
/** Bytes of transactions that are kept: builds that are decided near each other share blocks. */
const MAX_KEPT_BYTES = 64 * 1024 * 1024;

export class ChainBlocks {
  private readonly headers: Pick<Headers, 'at'>;
  private readonly rpcs: readonly Rpc[];
  private readonly kept = new Map<bigint, readonly ParsedTx[]>();
  private keptBytes = 0;

  constructor(headers: Pick<Headers, 'at'>, rpcs: readonly Rpc[]) {
    this.headers = headers;
    this.rpcs = rpcs;
  }

  /** Transactions of a block that were carried out. */
  async carriedOut(height: bigint, signal: AbortSignal): Promise<readonly ParsedTx[]> {
    const known = this.kept.get(height);
    if (known !== undefined) return known;
    const next = await this.headers.at(height + 1n, signal);
    let last: unknown;
    for (const rpc of this.rpcs) {
      try {
        const { txs, bytes } = await fetchCarriedOut(rpc, height, next, signal);
        this.keep(height, txs, bytes);
        return txs;
      } catch (error) {
        if (!(error instanceof ClientError) || signal.aborted) throw error;
        last = error;
      }
    }
    throw last;
  }

  private keep(height: bigint, txs: readonly ParsedTx[], bytes: number): void {
    this.keptBytes += bytes;
    if (this.keptBytes > MAX_KEPT_BYTES) {
      this.kept.clear();
      this.keptBytes = bytes;
    }
    this.kept.set(height, txs);
  }
}

async function fetchCarriedOut(rpc: Rpc, height: bigint, next: Header, signal: AbortSignal): Promise<{ txs: ParsedTx[]; bytes: number }> {
  const params = { height: height.toString() };
  const { header, txs } = parsed(rpc, 'block', blockOf, await rpc.call('block', params, signal));
  const dataHash = rootOfLeafHashes(txs.map((tx) => hashLeaf(sha256(tx))));
  if (!equalBytes(headerHash(header), next.lastBlockId.hash) || !equalBytes(dataHash, header.dataHash)) {
    throw new ClientError('PROOF_INVALID', { what: 'block', height, rpc: rpc.url });
  }
  const codes = parsed(rpc, 'results of the block', resultsOf, await rpc.call('block_results', params, signal));
  if (codes.length !== txs.length || !equalBytes(lastResultsHash(codes), next.lastResultsHash)) {
    throw new ClientError('PROOF_INVALID', { what: 'results of the block', height, rpc: rpc.url });
  }
  return { txs: txs.filter((_, i) => codes[i]?.code === 0n).map(parseTx), bytes: txs.reduce((sum, tx) => sum + tx.length, 0) };
}

function parsed<T>(rpc: Rpc, what: string, parse: (answer: Json) => T, answer: Json): T {
  try {
    return parse(answer);
  } catch (cause) {
    throw new ClientError('RPC_ANSWER_INVALID', { what, rpc: rpc.url }, { cause });
  }
}

function blockOf(answer: Json): { header: Header; txs: Uint8Array[] } {
  const block = asObject(answer['block'], 'block');
  const txs = asList(asObject(block['data'], 'data')['txs'] ?? [], 'txs', MAX_TXS);
  return { header: parseHeader(block['header']), txs: txs.map((tx) => parseBase64(asString(tx, 'tx', MAX_TX_TEXT))) };
}

function resultsOf(answer: Json) {
  return asList(answer['txs_results'] ?? [], 'results', MAX_TXS).map((item) => {
    const result = asObject(item, 'result');
    const data = result['data'];
    return {
      code: BigInt(asUint32(result['code'] ?? 0, 'code')),
      data: data === null || data === undefined ? new Uint8Array(0) : parseBase64(asString(data, 'data', MAX_TX_TEXT)),
      gasWanted: asInt64(result['gas_wanted'] ?? '0', 'gas'),
      gasUsed: asInt64(result['gas_used'] ?? '0', 'gas'),
    };
  });
}
