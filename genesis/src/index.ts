/** Entry `.`: running networks, for tests and benchmarks. */
export { COMETBFT_VERSION, ensureCometBft, ensureGo, isRightBuild } from './cometbft-binary.ts';
export { GenesisError } from './errors.ts';
export { type JoinedNode, joinNetwork } from './join.ts';
export { buildNodesOf, networkFilePath, nodeConfigPath, restUrl, rpcUrl } from './localnet/configure.ts';
export { lockDataFolder } from './localnet/data-folder.ts';
export { checkWithMaven } from './localnet/maven-check.ts';
export { type NetworkOptions, type RunningNetwork, startNetwork, until } from './localnet/network.ts';
export { type Answer, ask } from './localnet/node-api.ts';
export { keyFile, type NetworkPlan, nodeHome, type PlannedNode } from './localnet/plan.ts';
export { choosePorts } from './ports.ts';
export { latestHeight } from './rpc.ts';
export { sectionsToml, type TomlSections } from './toml.ts';
