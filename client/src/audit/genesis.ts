/**
 * The genesis file, proven: carried out, it gives the app hash of the first header. From it on, who may build is what the
 * log says.
 */
import { equalBytes, type GenesisState, parseGenesis, utf8 } from '@pyrsia/ledger';
import { executeGenesis } from '@pyrsia/ledger/state';
import type { Rpc } from '../chain/rpc.ts';
import { ClientError } from '../errors.ts';
import { asInt64, asObject, asString } from '../light/json.ts';
import type { Headers } from './headers.ts';

/** From the first endpoint whose genesis file is the chain's. */
export async function provenGenesis(headers: Pick<Headers, 'at'>, rpcs: readonly Rpc[], signal: AbortSignal): Promise<GenesisState> {
  let last: unknown;
  for (const rpc of rpcs) {
    try {
      return await genesisOf(rpc, headers, signal);
    } catch (error) {
      if (!(error instanceof ClientError) || signal.aborted) throw error;
      last = error;
    }
  }
  throw last;
}

async function genesisOf(rpc: Rpc, headers: Pick<Headers, 'at'>, signal: AbortSignal): Promise<GenesisState> {
  const file = asObject((await rpc.call('genesis', {}, signal))['genesis'], 'genesis');
  const initialHeight = asInt64(file['initial_height'], 'initial height');
  const evidence = asObject(asObject(file['consensus_params'], 'consensus params')['evidence'], 'evidence params');
  const evidenceAge = {
    maxBlocks: asInt64(evidence['max_age_num_blocks'], 'evidence age'),
    maxMs: asInt64(evidence['max_age_duration'], 'evidence age') / 1_000_000n,
  };
  const chainId = asString(file['chain_id'], 'chain id', 64);
  const { genesis, appHash } = parsed(rpc, () => {
    const state = parseGenesis(utf8(JSON.stringify(file['app_state'])));
    // The time of the genesis file is no part of the state.
    return { genesis: state, appHash: executeGenesis({ chainId, height: initialHeight - 1n, timeMs: 0n, evidenceAge }, state).committed.appHash };
  });
  const { appHash: proven } = await headers.at(initialHeight, signal);
  if (!equalBytes(proven, appHash)) throw new ClientError('PROOF_INVALID', { what: 'genesis file', rpc: rpc.url });
  return genesis;
}

function parsed<T>(rpc: Rpc, parse: () => T): T {
  try {
    return parse();
  } catch (cause) {
    throw new ClientError('RPC_ANSWER_INVALID', { what: 'genesis file', rpc: rpc.url }, { cause });
  }
}
