/** What is measured of a node. Figures that the node has anyway are read when somebody asks, and cost nothing before. */
import { statfs } from 'node:fs/promises';
import { Counter, collectDefaultMetrics, Gauge, type Registry } from 'prom-client';
import type { NodeParts } from '../node-parts.ts';
import { LogCounts } from './log-counts.ts';

/** The figures of the checks. */
export interface Checks {
  chain(): Promise<{ readonly [figure: string]: unknown }>;
  trust(): { readonly [figure: string]: unknown };
}

export function meterNode(registry: Registry, parts: NodeParts, checks: Checks): void {
  collectDefaultMetrics({ register: registry });
  const gauge = (name: string, help: string, read: () => number | undefined | Promise<number | undefined>): void => {
    new Gauge({
      ...{ name, help, registers: [registry] },
      async collect() {
        this.set((await read()) ?? Number.NaN);
      },
    });
  };
  meterChain(gauge, parts, checks);
  meterPeers(registry, gauge, parts);
  meterStore(gauge, parts);
  if (parts.replica !== undefined) meterLog(registry, parts.replica);
}

type AddGauge = (name: string, help: string, read: () => number | undefined | Promise<number | undefined>) => void;

function meterChain(gauge: AddGauge, { light, replica }: NodeParts, checks: Checks): void {
  const height = (): bigint => light.latest?.header.height ?? 0n;
  gauge('pyrsia_chain_height_blocks', 'Height of the newest verified header.', () => Number(height()));
  gauge('pyrsia_chain_lag_seconds', 'Age of the newest verified header.', async () => asNumber((await checks.chain())['lag_seconds']));
  gauge('pyrsia_chain_lag_blocks', 'Blocks that build nodes claim beyond it.', async () => asNumber((await checks.chain())['lag_blocks']));
  gauge('pyrsia_trust_expires_seconds', 'How long that header may be built upon; nothing is served after that.', () =>
    asNumber(checks.trust()['expires_in_seconds']),
  );
  if (replica === undefined) return;
  gauge('pyrsia_log_size_entries', 'Entries in the copy of the log.', () => Number(replica.size));
  gauge('pyrsia_log_lag_blocks', 'Blocks from the head of the copy to the newest header.', () =>
    replica.head === undefined ? undefined : Number(height() - replica.head.block.header.height),
  );
}

function meterPeers(registry: Registry, gauge: AddGauge, { peers, buildNodes }: NodeParts): void {
  gauge('pyrsia_connected_peers', 'Peers that are connected.', () => peers.peers.length);
  gauge('pyrsia_connected_build_node_peers', 'Build nodes among them.', () => {
    const connected = new Set(peers.peers);
    return buildNodes.current.filter(({ peerId }) => connected.has(peerId)).length;
  });
  counter(registry, 'pyrsia_p2p_sent_bytes_total', 'Bytes of artifacts to peers.', () => peers.traffic.total.sentBytes);
  counter(registry, 'pyrsia_p2p_received_bytes_total', 'Bytes of artifacts from peers.', () => peers.traffic.total.receivedBytes);
  counter(registry, 'pyrsia_verified_bytes_total', 'Bytes of artifacts from peers that were verified whole.', () => peers.reads.verifiedBytes);
}

function meterStore(gauge: AddGauge, { blobs, config }: NodeParts): void {
  gauge('pyrsia_store_bytes', 'Bytes of artifacts that are held.', () => blobs.bytes);
  gauge('pyrsia_store_artifacts', 'Artifacts that are held.', () => blobs.artifacts);
  gauge('pyrsia_disk_free_bytes', 'Free space where the node keeps its data.', async () => {
    const { bavail, bsize } = await statfs(config.dataFolder);
    return bavail * bsize;
  });
}

/** What the log says of builds: every verdict, and why builds were refused. */
function meterLog(registry: Registry, replica: NonNullable<NodeParts['replica']>): void {
  const counts = new LogCounts(replica);
  const registers = [registry];
  new Counter({
    ...{ name: 'pyrsia_builds_total', help: 'Builds of the log that were decided, by verdict.', labelNames: ['verdict'], registers },
    async collect() {
      await counts.catchUp();
      this.reset();
      for (const [verdict, count] of counts.verdicts) this.inc({ verdict }, count);
    },
  });
  new Counter({
    ...{ name: 'pyrsia_refused_builds_total', help: 'Builds that were refused, by reason.', labelNames: ['reason'], registers },
    async collect() {
      await counts.catchUp();
      this.reset();
      for (const [reason, count] of counts.refusals) this.inc({ reason }, count);
    },
  });
}

function counter(registry: Registry, name: string, help: string, read: () => number): void {
  new Counter({
    ...{ name, help, registers: [registry] },
    collect() {
      this.reset();
      this.inc(read());
    },
  });
}

const asNumber = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);
