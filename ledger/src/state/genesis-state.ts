/** From a genesis state to the committed state before the first block. */
import { asDigest } from '../bytes.ts';
import type { GenesisState } from '../genesis-doc.ts';
import { EMPTY_FRONTIER } from '../merkle/frontier.ts';
import { simpleMapRoot } from '../merkle/simple-map.ts';
import type { EvidenceAge } from '../records.ts';
import { appHashMap, type Committed, type ExecutedBlock } from './block.ts';
import { EMPTY_REF } from './map-nodes.ts';
import { addNode } from './membership.ts';
import { assertSourceMapping } from './source-mapping.ts';
import { updateMap } from './sparse-map.ts';
import { StateView } from './view.ts';

/** `at.height` is the one before the initial height. Nothing is stored: the first commit writes it. */
export function executeGenesis(
  at: { readonly chainId: string; readonly height: bigint; readonly timeMs: bigint; readonly evidenceAge: EvidenceAge },
  genesis: GenesisState,
): ExecutedBlock {
  const { evidenceAge, ...begin } = at;
  const state = new StateView(() => undefined);
  state.setChain({ chainId: at.chainId, evidenceMaxBlocks: evidenceAge.maxBlocks, evidenceMaxMs: evidenceAge.maxMs });
  state.setParams(genesis.params);
  for (const node of genesis.buildNodes) addNode(state, node);
  for (const address of genesis.requesters) state.setAccount({ address, role: 'requester', nodeId: undefined, openBuilds: 0 });
  for (const mapping of genesis.sourceMappings) {
    assertSourceMapping(mapping);
    state.setSourceMapping(mapping);
  }
  const map = updateMap(() => undefined, EMPTY_REF, at.height, state.staged());
  const { logOrigin } = genesis.params;
  const committed: Committed = {
    ...begin,
    appHash: asDigest(simpleMapRoot(appHashMap(logOrigin, EMPTY_FRONTIER, map.root))),
    stateRoot: map.root,
    frontier: EMPTY_FRONTIER,
    logOrigin,
  };
  return { committed, verdicts: [], validatorUpdates: [], evidenceAge, map, records: state, log: { frontier: EMPTY_FRONTIER, entries: [], tiles: [] } };
}
