/**
 * Headers of any height for an audit. What the light client can reach forward, it verifies. What is older hangs on a
 * newer header by hashes: it is walked back to, a page a call, and every thousandth header on the way is kept, so that
 * the whole way is gone once.
 */
import { readFile } from 'node:fs/promises';
import { type Digest, equalBytes, parseDigest, toHex } from '@pyrsia/ledger';
import type { Rpc } from '../chain/rpc.ts';
import { ClientError } from '../errors.ts';
import type { LightClient } from '../light/client.ts';
import { headerHash } from '../light/encode.ts';
import { asInt64, asList, asObject, asString, parseHeader } from '../light/json.ts';
import type { Header } from '../light/types.ts';
import { writeFileAtomic } from '../store/files.ts';

/** CometBFT's own bound (rpc/core/blocks.go). */
const PER_PAGE = 20n;
const ANCHOR_EVERY = 1_000n;
/** Headers of the last walks that are kept: two stretches between anchors. */
const MAX_RECENT = 2_000;
/** Anchors between two writes: a walk that is stopped goes on from there. */
const SAVE_EVERY = 20;
const MAX_ANCHORS = 10_000_000;

export interface HeadersParts {
  readonly light: Pick<LightClient, 'reach' | 'reachesForward' | 'above'>;
  readonly rpcs: readonly Rpc[];
  /** Where the anchors are kept; whoever can write it can deceive the audit, as with the light client's blocks. */
  readonly file: string;
  readonly progress: (line: string) => void;
}

export class Headers {
  private readonly parts: HeadersParts;
  /** Height → hash. */
  private readonly anchors: Map<bigint, Digest>;
  private readonly recent = new Map<bigint, Header>();

  private constructor(parts: HeadersParts, anchors: Map<bigint, Digest>) {
    this.parts = parts;
    this.anchors = anchors;
  }

  static async open(parts: HeadersParts): Promise<Headers> {
    const text = await readFile(parts.file, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
      return '[]';
    });
    const anchors = asList(JSON.parse(text), 'anchors', MAX_ANCHORS).map((item): [bigint, Digest] => {
      const { height, hash } = asObject(item, 'anchor');
      return [asInt64(height, 'height'), parseDigest(asString(hash, 'hash', 64))];
    });
    return new Headers(parts, new Map(anchors));
  }

  async at(height: bigint, signal: AbortSignal): Promise<Header> {
    const known = this.recent.get(height);
    if (known !== undefined) return known;
    const { light } = this.parts;
    return light.reachesForward(height) ? (await light.reach(height, signal)).header : this.walkBack(height, signal);
  }

  private async walkBack(height: bigint, signal: AbortSignal): Promise<Header> {
    const known = this.anchors.size;
    let next = this.nearestAbove(height);
    for (;;) {
      const header = this.recent.get(next.height) ?? (await this.page(next, height, signal));
      if (next.height % ANCHOR_EVERY === 0n && !this.anchors.has(next.height)) {
        this.anchors.set(next.height, next.hash);
        this.parts.progress(`walked back to header ${next.height}`);
        if (this.anchors.size % SAVE_EVERY === 0) await this.save();
      }
      if (next.height === height) {
        if (this.anchors.size > known) await this.save();
        return header;
      }
      next = { height: next.height - 1n, hash: header.lastBlockId.hash as Digest };
    }
  }

  /** The lowest header at `height` or above whose hash is known. */
  private nearestAbove(height: bigint): Reference {
    const above = this.parts.light.above(height);
    if (above === undefined) throw new ClientError('HEIGHT_PENDING', { height });
    const lowest: Reference = { height: above.header.height - 1n, hash: above.header.lastBlockId.hash as Digest };
    // A walk that was stopped left anchors from above down to where it was.
    for (let anchor = height + ((ANCHOR_EVERY - (height % ANCHOR_EVERY)) % ANCHOR_EVERY); anchor < lowest.height; anchor += ANCHOR_EVERY) {
      const hash = this.anchors.get(anchor);
      if (hash !== undefined) return { height: anchor, hash };
    }
    return lowest;
  }

  /** The header of this hash, and those before it down to `least`, as many as one call gives. */
  private async page(top: Reference, least: bigint, signal: AbortSignal): Promise<Header> {
    const bottom = top.height - PER_PAGE + 1n;
    const params = { minHeight: (bottom > least ? bottom : least).toString(), maxHeight: top.height.toString() };
    let last: unknown;
    for (const rpc of this.parts.rpcs) {
      try {
        const metas = asList((await rpc.call('blockchain', params, signal))['block_metas'], 'block metas', Number(PER_PAGE));
        const headers = metas.map((meta) => parseHeader(asObject(meta, 'block meta')['header']));
        return this.linked(top, headers, rpc);
      } catch (error) {
        if (!(error instanceof ClientError) || signal.aborted) throw error;
        last = error;
      }
    }
    throw last;
  }

  /** Newest first: each must have the hash that the one above it has of it. */
  private linked(top: Reference, headers: readonly Header[], rpc: Rpc): Header {
    let { height, hash } = top;
    for (const header of headers) {
      if (header.height !== height || !equalBytes(headerHash(header), hash)) throw new ClientError('PROOF_INVALID', { what: 'header', height, rpc: rpc.url });
      if (this.recent.size >= MAX_RECENT) this.recent.delete(this.recent.keys().next().value as bigint);
      this.recent.set(height, header);
      height -= 1n;
      hash = header.lastBlockId.hash as Digest;
    }
    const [first] = headers;
    if (first === undefined) throw new ClientError('RPC_ANSWER_INVALID', { what: 'no headers', rpc: rpc.url });
    return first;
  }

  private save(): Promise<void> {
    const anchors = [...this.anchors].map(([height, hash]) => ({ height: height.toString(), hash: toHex(hash) }));
    return writeFileAtomic(this.parts.file, JSON.stringify(anchors));
  }
}

interface Reference {
  readonly height: bigint;
  readonly hash: Digest;
}
