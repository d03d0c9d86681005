/** Whether the node can serve as it should: each check with its figures. `warn` is for the operator, `fail` is not ready. */
import { statfs } from 'node:fs/promises';
import { Rpc } from '../chain/rpc.ts';
import { systemClock } from '../clock.ts';
import { ClientError } from '../errors.ts';
import { asInt64, asObject } from '../light/json.ts';
import { type NodeParts, troubleOf } from '../node-parts.ts';

/** An idle chain makes a block every 10 s. */
const OLD_SECONDS = { warn: 60, fail: 600 };
/** A node follows within a second; a chain at full load makes some two blocks a second. */
const BEHIND_BLOCKS = { warn: 10, fail: 100 };
/** Of the trusting period: an operator has the rest of it to bring the node back to the chain. */
const TRUST_LEFT = 1 / 3;
/** Below the first, a large artifact may not fit; below the second nothing is written with certainty. */
const FREE_BYTES = { warn: 1024 ** 3, fail: 64 * 1024 ** 2 };
/** What build nodes claim is asked for at most this often, and not waited for longer. */
const CLAIMS_MS = 5_000;
const CLAIM_TIMEOUT_MS = 1_500;

export type State = 'ok' | 'warn' | 'fail';
export interface Check {
  readonly state: State;
  readonly code?: string;
  readonly [figure: string]: unknown;
}
export interface Verdict {
  /** Why it is not ready, the gravest first. */
  readonly code: string | undefined;
  readonly checks: Readonly<Record<'trust' | 'chain' | 'log' | 'disk', Check>>;
}

export class Readiness {
  private readonly parts: NodeParts;
  private claims: { atMs: number; height: Promise<bigint | undefined> } | undefined;

  constructor(parts: NodeParts) {
    this.parts = parts;
  }

  async now(): Promise<Verdict> {
    const checks = { trust: this.trust(), chain: await this.chain(), log: this.log(), disk: await this.disk() };
    const failed = Object.entries(checks).find(([, { state }]) => state === 'fail');
    return { code: troubleOf(this.parts)?.code ?? (failed === undefined ? undefined : (failed[1].code ?? failed[0].toUpperCase())), checks };
  }

  /** How long the newest header may still be built upon; nothing is served after that. */
  trust(): Check {
    const { light, config } = this.parts;
    const refusal = refusalOf(() => light.assertTrustworthy());
    const { latest } = light;
    if (latest === undefined) return { state: 'fail', code: refusal?.code ?? 'HEIGHT_PENDING' };
    const periodMs = Number(config.network.trustRoot.trustingPeriodMs);
    const leftSeconds = Math.floor(Number(latest.header.timeNs / 1_000_000n) / 1000 + periodMs / 1000 - nowSeconds());
    const figures = { expires_in_seconds: leftSeconds, warn_below_seconds: Math.floor((periodMs / 1000) * TRUST_LEFT) };
    if (refusal !== undefined) return { state: 'fail', code: refusal.code, ...figures };
    return { state: leftSeconds < figures.warn_below_seconds ? 'warn' : 'ok', ...figures };
  }

  /** How old and how far behind the newest verified header is. */
  async chain(): Promise<Check> {
    const { light, follower } = this.parts;
    const { latest } = light;
    if (latest === undefined || latest.header.height < 2n) return { state: 'fail', code: 'HEIGHT_PENDING' };
    const ageSeconds = Math.max(0, Math.round((nowSeconds() - Number(latest.header.timeNs / 1_000_000n) / 1000) * 10) / 10);
    const claimed = await this.claimedHeight();
    const behind = claimed === undefined ? undefined : Number(claimed > latest.header.height ? claimed - latest.header.height : 0n);
    const figures = { height: latest.header.height.toString(), lag_seconds: ageSeconds, lag_blocks: behind ?? null };
    if (follower.trouble !== undefined) return { state: 'fail', code: follower.trouble.code, ...figures };
    return worst({ ...figures }, [ageSeconds, OLD_SECONDS, 'HEADER_OLD'], [behind ?? 0, BEHIND_BLOCKS, 'HEADER_BEHIND']);
  }

  /** How far the copy of the log is behind the newest verified header. */
  log(): Check {
    const { replica, logFollower, light } = this.parts;
    if (replica === undefined) return { state: 'ok', mode: 'query' };
    const height = replica.head?.block.header.height;
    const behind = height === undefined ? undefined : Number((light.latest?.header.height ?? height) - height);
    const figures = { mode: 'follow', size: replica.size.toString(), lag_blocks: behind ?? null };
    const trouble = refusalOf(() => replica.assertOneHistory()) ?? logFollower?.trouble;
    if (trouble !== undefined) return { state: 'fail', code: trouble.code, ...figures };
    if (behind === undefined) return { state: 'fail', code: 'LOG_PENDING', ...figures };
    return worst({ ...figures }, [behind, BEHIND_BLOCKS, 'LOG_BEHIND']);
  }

  /** Free space where the node keeps its data. */
  async disk(): Promise<Check> {
    const found = await statfs(this.parts.config.dataFolder).catch(() => undefined);
    if (found === undefined) return { state: 'fail', code: 'DISK' };
    const free = found.bavail * found.bsize;
    const figures = { free_bytes: String(free), warn_below_bytes: String(FREE_BYTES.warn), fail_below_bytes: String(FREE_BYTES.fail) };
    if (free < FREE_BYTES.fail) return { state: 'fail', code: 'DISK', ...figures };
    return { state: free < FREE_BYTES.warn ? 'warn' : 'ok', ...figures };
  }

  /**
   * What build nodes say the height is: a claim, for this figure alone. Of several answers the second highest, so that one
   * that invents a height makes no node look behind.
   */
  private claimedHeight(): Promise<bigint | undefined> {
    const now = performance.now();
    if (this.claims === undefined || now - this.claims.atMs > CLAIMS_MS) this.claims = { atMs: now, height: this.askHeight() };
    return this.claims.height;
  }

  private async askHeight(): Promise<bigint | undefined> {
    const signal = AbortSignal.timeout(CLAIM_TIMEOUT_MS);
    const answers = await Promise.allSettled(
      this.parts.config.network.rpc.map(async (url) => {
        const status = await new Rpc(url).call('status', {}, signal);
        return asInt64(asObject(status['sync_info'], 'sync_info')['latest_block_height'], 'latest_block_height');
      }),
    );
    const heights = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
    heights.sort((a, b) => (a < b ? 1 : -1));
    return heights[Math.min(1, heights.length - 1)];
  }
}

type Measure = readonly [value: number, limits: { readonly warn: number; readonly fail: number }, code: string];

function worst(figures: object, ...measures: readonly Measure[]): Check {
  const failed = measures.find(([value, { fail }]) => value > fail);
  if (failed !== undefined) return { state: 'fail', code: failed[2], ...figures };
  const warned = measures.find(([value, { warn }]) => value > warn);
  return warned === undefined ? { state: 'ok', ...figures } : { state: 'warn', code: warned[2], ...figures };
}

const nowSeconds = (): number => Number(systemClock.nowNs() / 1_000_000n) / 1000;

function refusalOf(check: () => void): ClientError | undefined {
  try {
    check();
    return undefined;
  } catch (error) {
    if (error instanceof ClientError) return error;
    throw error;
  }
}
