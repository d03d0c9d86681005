/**
 * The builder's loop: whenever a block came, compare what the chain says with what this node has done, and
 * do what is missing. It acts on state, never on events, so it may be woken late, twice or after a crash.
 *
 *   open build, not committed:  build it (once at a time), fix the result in the journal, commit
 *   open build, revealing:      reveal what the journal says
 *   decided build:              hand published artifacts to the node, reveal late if still possible, close
 */
import { type Build, commitmentDigest, equalBytes, isOpen, type NodeId, resultDigest, type TxCode, toHex } from '@pyrsia/ledger';
import type { Logger } from 'pino';
import type { Chain } from '../chain/chain.ts';
import type { Delivery } from './delivery.ts';
import type { Journal, JournalEntry } from './journal.ts';
import type { BuildPipeline } from './pipeline.ts';

/** A transaction that no block took after so many blocks is sent again; the chain refuses doubles. */
const RESEND_BLOCKS = 6n;

export interface WorkerParts {
  readonly chain: Chain;
  readonly nodeId: NodeId;
  readonly journal: Journal;
  readonly pipeline: BuildPipeline;
  readonly delivery: Delivery;
  readonly logger: Logger;
}

export class Worker {
  private readonly parts: WorkerParts;
  private readonly sentAt = new Map<string, bigint>();
  private building: string | undefined;
  private running: Promise<void> = Promise.resolve();
  private again = false;
  private idle = true;
  private readonly signal: AbortSignal;
  private buildTask: Promise<void> = Promise.resolve();

  constructor(parts: WorkerParts, signal: AbortSignal) {
    this.parts = parts;
    this.signal = signal;
  }

  /** Runs a round, or one more after the present one. Troubles are logged; the next block tries again. */
  wake(): void {
    this.again = true;
    if (!this.idle) return;
    this.idle = false;
    this.running = this.rounds();
  }

  /** Resolves when nothing runs any more; a build under way is aborted by the signal. */
  async settled(): Promise<void> {
    await this.running;
    await this.buildTask;
  }

  private async rounds(): Promise<void> {
    while (this.again && !this.signal.aborted) {
      this.again = false;
      try {
        await this.round();
      } catch (error) {
        if (!this.signal.aborted) this.parts.logger.warn({ err: error }, 'round failed; the next block tries again');
      }
    }
    this.idle = true;
  }

  private async round(): Promise<void> {
    const { chain, journal, logger } = this.parts;
    const open = await chain.openBuilds();
    for (const build of open) {
      if (!build.electorate.some((id) => equalBytes(id, this.parts.nodeId))) continue;
      try {
        await this.advance(build);
      } catch (error) {
        logger.warn({ build: toHex(build.id), err: error }, 'build not advanced; the next block tries again');
      }
    }
    for (const id of await journal.unfinished()) {
      if (open.some((build) => equalBytes(build.id, id))) continue;
      try {
        const build = await chain.build(id);
        if (build !== undefined && !isOpen(build)) await this.close(build);
      } catch (error) {
        logger.warn({ build: toHex(id), err: error }, 'build not closed; the next block tries again');
      }
    }
  }

  private async advance(build: Build): Promise<void> {
    const entry = await this.parts.journal.find(build.id);
    if (build.phase === 'committing') {
      if (hasCommitted(build, this.parts.nodeId)) return;
      if (entry === undefined) this.startBuilding(build);
      else await this.commit(build, entry);
    } else if (build.phase === 'revealing') {
      if (entry !== undefined) await this.reveal(build, entry);
      else if (hasCommitted(build, this.parts.nodeId))
        this.parts.logger.error({ build: toHex(build.id) }, 'committed, but the journal has no entry: this node cannot reveal');
    }
  }

  /** One build at a time on one machine; the others wait in the chain's own list. */
  private startBuilding(build: Build): void {
    const { pipeline, journal, logger } = this.parts;
    if (this.building !== undefined) return;
    this.building = toHex(build.id);
    this.buildTask = pipeline
      .run(build, this.signal)
      .then((outcome) => journal.record({ buildId: build.id, ...outcome }))
      .then(
        () => this.wakeAfterBuild(),
        (error: unknown) => {
          this.building = undefined;
          if (!this.signal.aborted) logger.error({ build: toHex(build.id), err: error }, 'build not finished; it begins anew at the next block');
        },
      );
  }

  /** Only after a build that has a result: a fault of this machine waits for the next block, so it cannot spin. */
  private wakeAfterBuild(): void {
    this.building = undefined;
    if (!this.signal.aborted) this.wake();
  }

  private async commit(build: Build, entry: JournalEntry): Promise<void> {
    const digest = resultDigest(entry.result);
    const commitment = commitmentDigest({ buildId: build.id, nodeId: this.parts.nodeId, salt: entry.salt, resultDigest: digest });
    const action = { kind: 'commitResult', value: { buildId: build.id, nodeId: this.parts.nodeId, commitment } } as const;
    await this.sendOnce(`commit/${toHex(build.id)}`, build, 'committed', () => this.parts.chain.send(action));
  }

  /** The code of CheckTx, or undefined if there was nothing to send now. */
  private async reveal(build: Build, entry: JournalEntry): Promise<TxCode | undefined> {
    if (!hasCommitted(build, this.parts.nodeId) || hasRevealed(build, this.parts.nodeId)) return undefined;
    const { salt, result, environment, provenanceSha256, upstream } = entry;
    const value = { buildId: build.id, nodeId: this.parts.nodeId, salt, result, environment, provenanceSha256, upstream };
    return this.sendOnce(`reveal/${toHex(build.id)}`, build, 'revealed', () => this.parts.chain.send({ kind: 'revealResult', value }));
  }

  private async sendOnce(key: string, build: Build, stage: 'committed' | 'revealed', send: () => Promise<TxCode>): Promise<TxCode> {
    const height = await this.parts.chain.height();
    const before = this.sentAt.get(key);
    if (before !== undefined && height < before + RESEND_BLOCKS) return 'OK';
    const code = await send();
    this.sentAt.set(key, height);
    if (code === 'OK') this.parts.pipeline.progress(build, stage);
    else this.parts.logger.warn({ build: toHex(build.id), stage, code }, 'transaction refused');
    return code;
  }

  /** A decided build: what was published and is ours goes to the node; then the journal entry is closed. */
  private async close(build: Build): Promise<void> {
    const { journal, delivery, pipeline, logger } = this.parts;
    const entry = await journal.find(build.id);
    if (entry === undefined) return;
    if (build.phase === 'published') {
      const agreed = publishedDigest(build);
      const ours = agreed !== undefined && equalBytes(agreed, resultDigest(entry.result));
      if (ours && !(await delivery.deliver(build.id, entry.result))) return;
      if (!ours) logger.warn({ build: toHex(build.id), purl: build.purl }, 'this node dissents from the publication');
      // The chain still records a reveal that comes after the verdict; once it takes none, the build is over.
      if ((await this.reveal(build, entry)) === 'OK') return;
    }
    await journal.finish(build.id);
    pipeline.progress(build, build.phase);
  }
}

const hasCommitted = (build: Build, nodeId: NodeId): boolean => build.commitments.some((known) => equalBytes(known.nodeId, nodeId));
const hasRevealed = (build: Build, nodeId: NodeId): boolean => build.reveals.some((known) => equalBytes(known.nodeId, nodeId));

/** Digest of the artifact set that more than half of the electorate revealed. */
function publishedDigest(build: Build): Uint8Array | undefined {
  for (const reveal of build.reveals) {
    const matching = build.reveals.filter((other) => equalBytes(other.resultDigest, reveal.resultDigest)).length;
    if (2 * matching > build.electorate.length) return reveal.resultDigest;
  }
  return undefined;
}
