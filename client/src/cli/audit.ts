/** `pyrsia audit`: wires a monitor that needs no node of its own, and says what it found. */
import { join } from 'node:path';
import { type NetworkFile, toHex } from '@pyrsia/ledger';
import { type AuditReport, audit } from '../audit/audit.ts';
import { ChainBlocks } from '../audit/chain-blocks.ts';
import { provenGenesis } from '../audit/genesis.ts';
import { Headers } from '../audit/headers.ts';
import { AuditRecord } from '../audit/record.ts';
import { ProvenState, type ProvenView } from '../chain/proven-state.ts';
import { Rpc } from '../chain/rpc.ts';
import { RpcProvider } from '../chain/rpc-provider.ts';
import { systemClock } from '../clock.ts';
import { cacheFolder } from '../config/home.ts';
import { LightClient } from '../light/client.ts';
import { LightStore } from '../light/store.ts';
import { LogStore } from '../log/log-store.ts';
import { LogReplica } from '../log/replica.ts';

export interface AuditOptions {
  readonly network: NetworkFile;
  readonly folder: string;
  readonly place: string | undefined;
  /** Go on from the audit that ended last, instead of from zero. */
  readonly fromLast: boolean;
  readonly progress: (line: string) => void;
  readonly signal: AbortSignal;
}

/** Where an audit of this network keeps how far it is. */
export const defaultAuditFolder = ({ trustRoot }: NetworkFile): string => join(cacheFolder(process.env), 'audit', toHex(trustRoot.hash).slice(0, 16));

export async function runAudit(options: AuditOptions): Promise<AuditReport> {
  // Nothing that goes on in the background outlives the audit.
  const ended = new AbortController();
  try {
    return await auditUntil({ ...options, signal: AbortSignal.any([options.signal, ended.signal]) });
  } catch (error) {
    options.signal.throwIfAborted();
    throw error;
  } finally {
    ended.abort();
  }
}

async function auditUntil({ network, folder, place, fromLast, progress, signal }: AuditOptions): Promise<AuditReport> {
  const rpcs = network.rpc.map((url) => new Rpc(url, signal));
  const onTrouble = (rpc: string, error: unknown): void =>
    progress(`${rpc} gave what does not hold: ${error instanceof Error ? error.message : String(error)}`);
  const store = await LightStore.open(join(folder, 'light'), network.trustRoot.height);
  const light = new LightClient({ root: network.trustRoot, providers: rpcs.map((rpc) => new RpcProvider(rpc)), store, clock: systemClock, onTrouble });
  const state = new ProvenState(light, rpcs, network.logOrigin, onTrouble);
  await light.start(signal);
  const newest = async (): Promise<ProvenView> => {
    await light.verifyTo(undefined, signal);
    return state.view();
  };
  const block = await light.verifyTo(undefined, signal);
  progress(`the chain is at ${block.header.height}`);
  const headers = await Headers.open({ light, rpcs, file: join(folder, 'anchors.json'), progress });
  const genesis = await provenGenesis(headers, rpcs, signal);
  const record = new AuditRecord(folder);
  const kept = await record.begin(place, fromLast);
  const replica = new LogReplica(await LogStore.open(record.logFolder));
  try {
    return await audit({ newest, genesis, blocks: new ChainBlocks(headers, rpcs), replica, record, kept, progress, signal });
  } finally {
    await replica.close();
  }
}

export function explainAudit({ entries, entriesOfChain, root, height, publications, findings }: AuditReport): string[] {
  const list = (title: string, lines: readonly string[]): string[] => [`${title}: ${lines.length}`, ...lines.map((line) => `  ${line}`)];
  const { violations, refusals, dissents, revocations, memberships, others } = findings;
  return [
    violations.length === 0
      ? `the log of ${entries} entries is what the chain proves, and each of its ${publications} publications has its majority`
      : `VIOLATIONS in a log of ${entries} entries, ${publications} publications`,
    ...(entries < entriesOfChain ? [`the chain has ${entriesOfChain} entries by now: ${entriesOfChain - entries} were not looked at`] : []),
    `root of these entries ${root}, proven by header ${height}`,
    ...list('violations', violations),
    ...list('refusals', refusals),
    ...list('dissents', dissents),
    ...list('revocations', revocations),
    ...list('membership changes', memberships),
    ...list('other entries', others),
  ];
}
