/**
 * InitChain: the state of the genesis file, held in memory until the first Commit. CometBFT calls it again
 * if it stops before that. The validators must be exactly the build nodes, with power 1 each.
 */
import { parseGenesis, toHex } from '@pyrsia/ledger';
import { executeGenesis } from '@pyrsia/ledger/state';
import type { abci } from '../../gen/abci.js';
import type { Application } from '../application.ts';
import { AbciAppError } from '../errors.ts';
import { blockTimeMs, durationMs, toBigint } from '../int64.ts';

export function initChain(app: Application, request: abci.RequestInitChain.$Properties): abci.ResponseInitChain.$Properties {
  const genesis = parseGenesis(Uint8Array.from(request.appStateBytes ?? []));
  const validators = (request.validators ?? []).map((update) => {
    if (toBigint(update.power) !== 1n || update.pubKey?.ed25519 == null) throw new AbciAppError('VALIDATORS_MISMATCH');
    return toHex(update.pubKey.ed25519);
  });
  const nodes = genesis.buildNodes.map((node) => toHex(node.consensusKey));
  if (validators.sort().join() !== nodes.sort().join()) throw new AbciAppError('VALIDATORS_MISMATCH');
  const initialHeight = toBigint(request.initialHeight);
  const evidence = request.consensusParams?.evidence;
  const evidenceAge = { maxBlocks: toBigint(evidence?.maxAgeNumBlocks), maxMs: durationMs(evidence?.maxAgeDuration) };
  const at = { chainId: request.chainId ?? '', height: initialHeight - 1n, timeMs: blockTimeMs(request.time), evidenceAge };
  const executed = executeGenesis(at, genesis);
  app.setGenesis(executed);
  return { appHash: executed.committed.appHash };
}
