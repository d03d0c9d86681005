/** Artifacts in the DHT: under which name, and who says that they hold one. A hint, and no more. */
import type { ContentRouting, PeerId } from '@libp2p/interface';
import type { Digest } from '@pyrsia/ledger';
import { CID } from 'multiformats/cid';
import { create as createMultihash } from 'multiformats/hashes/digest';

const RAW_CODEC = 0x55;
const SHA2_256 = 0x12;
/** Of one artifact, as named by the DHT; the rest would be asked in vain too often. */
const MAX_PROVIDERS = 20;

/** The artifact's name in the DHT: CIDv1 of raw bytes by sha256. */
export function cidOf(sha256: Digest): CID {
  return CID.createV1(RAW_CODEC, createMultihash(SHA2_256, sha256));
}

/** Who the DHT names. `signal` ends the lookup alone: what was found is given all the same. */
export async function* providersOf(routing: ContentRouting, sha256: Digest, signal: AbortSignal): AsyncGenerator<PeerId> {
  const found: PeerId[] = [];
  let more = Promise.withResolvers<void>();
  let trouble: unknown;
  let ended = false;
  const lookup = async (): Promise<void> => {
    try {
      for await (const { id } of routing.findProviders(cidOf(sha256), { signal })) {
        found.push(id);
        more.resolve();
        if (found.length >= MAX_PROVIDERS) break;
      }
    } catch (error) {
      if (!signal.aborted) trouble = error;
    }
    ended = true;
    more.resolve();
  };
  const running = lookup();
  for (let next = 0; ; ) {
    const peer = found[next];
    if (peer !== undefined) {
      next += 1;
      yield peer;
    } else if (ended) break;
    else {
      await more.promise;
      more = Promise.withResolvers<void>();
    }
  }
  await running;
  if (trouble !== undefined) throw trouble;
}
