/** A running local network: from a plan to processes that are up, and the trust root pinned. */
import { join } from 'node:path';
import { encodeNetworkFile, parseDigest } from '@pyrsia/ledger';
import { GenesisError } from '../errors.ts';
import { readIfThere, writeFileAtomic } from '../files.ts';
import { headerAt } from '../rpc.ts';
import { assignPorts, buildNodesOf, type LocalSettings, libp2pAddress, networkFilePath, nodeConfigPath, restUrl, rpcUrl, writeConfigs } from './configure.ts';
import { createNetwork, loadPlan, type NetworkPlan, type NetworkShape, nodeHome, type PlannedNode } from './plan.ts';
import { ProcessGroup, type ProcessSpec, RESTART_POLICY, type RestartPolicy } from './processes.ts';

/** Two weeks, below the evidence age of the genesis file. */
const TRUSTING_PERIOD_MS = 14n * 24n * 3_600_000n;
/** On two slow cores a first block of four nodes takes about ten seconds. */
const READY_TIMEOUT_MS = 120_000;
const POLL_MS = 250;

export interface NetworkOptions extends LocalSettings {
  readonly shape: NetworkShape;
  /** Root of this source tree, where the programs are. */
  readonly root: string;
  /** Node.js that runs the programs. */
  readonly nodeBinary: string;
  readonly cometBft: string;
  readonly report: (line: string) => void;
  /** Progress of builders, one JSON line each. */
  readonly onBuilderLine?: (node: PlannedNode, line: string) => void;
  /** Aborts the start, too. */
  readonly signal?: AbortSignal;
  /** Test networks: another program in the place of a builder, by name of the build node. */
  readonly builderPrograms?: Readonly<Record<string, string>>;
  /** Test networks: the chain alone, without nodes and builders. */
  readonly chainOnly?: boolean;
  /** More arguments for the program of each chain node. */
  readonly chainArguments?: (node: PlannedNode) => readonly string[];
  /** Test networks that kill. */
  readonly restartPolicy?: RestartPolicy;
}

export interface RunningNetwork {
  readonly plan: NetworkPlan;
  readonly processes: ProcessGroup;
  readonly regular: PlannedNode;
  readonly isNew: boolean;
  stop(): Promise<void>;
}

export async function startNetwork(options: NetworkOptions): Promise<RunningNetwork> {
  const existing = await loadPlan(options.dataFolder);
  const created = existing ?? (await createNetwork(options.dataFolder, options.shape));
  const plan = await assignPorts(options.dataFolder, created);
  await writeConfigs(options, plan);
  let isUp = false;
  const processes = new ProcessGroup({
    report: options.report,
    canGoOn: (failing) => isUp && canPublish(plan, failing),
    policy: options.restartPolicy ?? RESTART_POLICY,
  });
  const aborted = Promise.withResolvers<never>();
  aborted.promise.catch(() => undefined); // Nobody waits for it once the network is up.
  options.signal?.addEventListener('abort', () => aborted.reject(options.signal?.reason));
  const ended = Promise.race([processes.failure, aborted.promise]);
  ended.catch(() => undefined);
  try {
    options.signal?.throwIfAborted();
    for (const node of buildNodesOf(plan)) await processes.start(chainProcess(options, node));
    await Promise.race([pinTrustRoot(options, plan), ended]);
    if (options.chainOnly !== true) {
      for (const node of plan.nodes) await processes.start(nodeProcess(options, node));
      await Promise.race([Promise.all(plan.nodes.map((node) => untilAnswers(`${restUrl(node)}/readyz`, options.signal))), ended]);
      for (const node of buildNodesOf(plan)) await processes.start(builderProcess(options, node));
    }
    isUp = true;
  } catch (error) {
    await processes.stop();
    throw error;
  }
  const regular = plan.nodes.find((node) => node.kind === 'regular') as PlannedNode;
  return { plan, processes, regular, isNew: existing === undefined, stop: () => processes.stop() };
}

/** Enough to publish: the regular node, a chain that makes blocks, and more than half of the build nodes with all their parts. */
export function canPublish(plan: NetworkPlan, failing: ReadonlySet<string>): boolean {
  const isWhole = (node: PlannedNode): boolean => !['abci', 'node', 'builder'].some((part) => failing.has(`${node.name}/${part}`));
  const builds = buildNodesOf(plan);
  // Two thresholds: blocks need more than 2/3 of the validators, a publication more than half of the build nodes.
  const validators = builds.filter((node) => !failing.has(`${node.name}/abci`)).length;
  if (3 * validators <= 2 * builds.length) return false;
  return plan.nodes.every((node) => node.kind === 'build' || isWhole(node)) && 2 * builds.filter(isWhole).length > builds.length;
}

/**
 * Pins the first block: all build nodes must agree on it. From then on nobody is trusted. Endpoints are
 * written anew at each start, the trust root never changes.
 */
async function pinTrustRoot(options: NetworkOptions, plan: NetworkPlan): Promise<void> {
  const path = networkFilePath(options.dataFolder);
  const nodes = buildNodesOf(plan);
  const hashes = await Promise.all(nodes.map((node) => until(() => headerAt(rpcUrl(node), 1n), READY_TIMEOUT_MS, options.signal)));
  const hash = hashes[0]?.hash as string;
  if (hashes.some((header) => header.hash !== hash)) throw new GenesisError('CHAIN_DISAGREES');
  const before = await readIfThere(path);
  if (before !== undefined && !before.includes(hash)) throw new GenesisError('CHAIN_DISAGREES', { file: path });
  const file = encodeNetworkFile({
    trustRoot: { chainId: plan.chainId, height: 1n, hash: parseDigest(hash), trustingPeriodMs: TRUSTING_PERIOD_MS },
    logOrigin: plan.logOrigin,
    rpc: nodes.map(rpcUrl),
    bootstrap: nodes.map(libp2pAddress),
  });
  await writeFileAtomic(path, file);
}

async function untilAnswers(url: string, signal: AbortSignal | undefined): Promise<void> {
  await until(
    async () => {
      const response = await fetch(url, { signal: AbortSignal.timeout(5_000) });
      if (!response.ok) throw new Error(`HTTP ${response.status}`);
    },
    READY_TIMEOUT_MS,
    signal,
  );
}

/** Tries until it works; `NOT_READY` with the last reason after the time-out. */
export async function until<T>(attempt: () => Promise<T>, timeoutMs = READY_TIMEOUT_MS, signal?: AbortSignal): Promise<T> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    signal?.throwIfAborted();
    try {
      return await attempt();
    } catch (cause) {
      if (performance.now() > deadline) throw new GenesisError('NOT_READY', { reason: cause instanceof Error ? cause.message : 'unknown' }, { cause });
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  }
}

function specFor(options: NetworkOptions, node: PlannedNode, part: string, args: readonly string[]): ProcessSpec {
  return {
    name: `${node.name}/${part}`,
    command: [options.nodeBinary, ...args],
    environment: options.environment,
    logFile: join(options.dataFolder, 'logs', `${node.name}-${part}.log`),
  };
}

function chainProcess(options: NetworkOptions, node: PlannedNode): ProcessSpec {
  const home = nodeHome(options.dataFolder, node);
  const program = [join(options.root, 'abci-app/src/main.ts'), '--home', home, '--cometbft', options.cometBft];
  return specFor(options, node, 'abci', [...program, ...(options.chainArguments?.(node) ?? [])]);
}

function nodeProcess(options: NetworkOptions, node: PlannedNode): ProcessSpec {
  const program = [join(options.root, 'client/src/node-main.ts'), '--config', nodeConfigPath(options.dataFolder, node)];
  return specFor(options, node, 'node', program);
}

function builderProcess(options: NetworkOptions, node: PlannedNode): ProcessSpec {
  const config = join(nodeHome(options.dataFolder, node), 'builder.json');
  const program = options.builderPrograms?.[node.name] ?? join(options.root, 'builder/src/main.ts');
  const spec = specFor(options, node, 'builder', [program, '--config', config]);
  const { onBuilderLine } = options;
  return onBuilderLine === undefined ? spec : { ...spec, onLine: (line) => onBuilderLine(node, line) };
}
