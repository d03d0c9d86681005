/** The light client as a library: pure verification, the client over ports, CometBFT's bytes. */
export { ClientError } from '../errors.ts';
export { LightClient, type LightClientParts } from './client.ts';
export { verifyEd25519 } from './ed25519.ts';
export {
  commitHash,
  commitSignBytes,
  consensusHash,
  headerHash,
  lastResultsHash,
  proposalSignBytes,
  proposerPriorityHash,
  validatorSetHash,
  voteExtensionSignBytes,
  voteSignBytes,
} from './encode.ts';
export { type AttackEvidence, encodeEvidence, evidenceHash, evidenceToJson } from './evidence.ts';
export { lightBlockToJson, parseBlockId, parseCommit, parseHeader, parseLightBlock, parseValidators } from './json.ts';
export type { LightBlockProvider } from './provider.ts';
export { LightStore } from './store.ts';
export { formatTime, parseTime } from './time.ts';
export type { LightBlock } from './types.ts';
export { SUCCESS, totalPower, verify, verifyCommit, verifyWholeCommit, withVotesThatHold } from './verifier.ts';
export { headerBytes as encodeHeader } from './wire.ts';
