/** Light blocks and evidence by the RPC of a build node. */
import { setTimeout as sleep } from 'node:timers/promises';
import { ClientError } from '../errors.ts';
import { type AttackEvidence, evidenceToJson } from '../light/evidence.ts';
import { asInt64, asList, asObject, MAX_VALIDATORS, parseCommit, parseHeader, parseValidator } from '../light/json.ts';
import type { LightBlockProvider } from '../light/provider.ts';
import type { LightBlock, Validator } from '../light/types.ts';
import type { Rpc } from './rpc.ts';

/** The most that CometBFT gives at once. */
const PER_PAGE = 100;
/** Build nodes commit a block within a second of each other: one that lags is asked again after each of these times. */
const PAUSES_MS = [25, 25, 25, 25, 50, 50, 100, 100, 200, 200, 200];

export class RpcProvider implements LightBlockProvider {
  readonly name: string;
  private readonly rpc: Rpc;

  constructor(rpc: Rpc) {
    this.name = rpc.url;
    this.rpc = rpc;
  }

  async lightBlock(height: bigint | undefined, signal: AbortSignal): Promise<LightBlock> {
    for (const pause of PAUSES_MS) {
      try {
        return await this.blockNow(height, signal);
      } catch (error) {
        const isBehind = error instanceof ClientError && error.code === 'HEIGHT_PENDING';
        if (!isBehind || signal.aborted) throw error;
      }
      await sleep(pause, undefined, { signal }).catch(() => undefined); // Aborted: the next call says so.
    }
    return this.blockNow(height, signal);
  }

  private async blockNow(height: bigint | undefined, signal: AbortSignal): Promise<LightBlock> {
    const params = height === undefined ? {} : { height: height.toString() };
    const signed = asObject((await this.rpc.call('commit', params, signal))['signed_header'], 'signed header');
    const header = parseHeader(signed['header']);
    const commit = parseCommit(signed['commit']);
    if (height !== undefined && header.height !== height) throw new ClientError('RPC_ANSWER_INVALID', { what: 'height' });
    return { header, commit, validators: await this.validators(header.height, signal) };
  }

  async reportEvidence(evidence: AttackEvidence, signal: AbortSignal): Promise<void> {
    await this.rpc.call('broadcast_evidence', { evidence: evidenceToJson(evidence) }, signal);
  }

  private async validators(height: bigint, signal: AbortSignal): Promise<Validator[]> {
    const all: Validator[] = [];
    for (let page = 1; ; page += 1) {
      const params = { height: height.toString(), page: String(page), per_page: String(PER_PAGE) };
      const answer = await this.rpc.call('validators', params, signal);
      const total = asInt64(answer['total'], 'total');
      const list = asList(answer['validators'], 'validators', PER_PAGE).map(parseValidator);
      all.push(...list);
      if (BigInt(all.length) >= total) return all;
      if (list.length === 0 || all.length > MAX_VALIDATORS) throw new ClientError('RPC_ANSWER_INVALID', { what: 'validators' });
    }
  }
}
