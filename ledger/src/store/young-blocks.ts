/**
 * The oldest block that must still be there because evidence may refer to it, and light clients may trust it: it is
 * younger than the age that evidence may have, in time or in blocks. Found in steps of 10 heights, whose times are
 * noted; costs the same whatever the chain's length.
 */
import { parseU64be, u64be } from '../bytes.ts';
import type { EvidenceAge } from '../records.ts';
import type { Write } from './key-value.ts';
import { storeKey } from './prefixes.ts';

const STEP = 10n;
/** Steps in one commit: a chain that idled for long catches up within a few blocks. */
const MAX_STEPS = 16;

type Read = (key: Uint8Array) => Uint8Array | undefined;

/** What the commit of a block writes to move the mark; a new or restored store begins with that block. */
export function moveYoung(read: Read, at: { readonly height: bigint; readonly timeMs: bigint }, age: EvidenceAge): Write[] {
  const writes: Write[] = at.height % STEP === 0n ? [{ key: storeKey.mark(at.height), value: u64be(at.timeMs) }] : [];
  const known = read(storeKey.young());
  let young = known === undefined ? at.height : parseU64be(known);
  for (let steps = 0; steps < MAX_STEPS; steps += 1) {
    const next = (young / STEP + 1n) * STEP;
    const mark = read(storeKey.mark(next));
    if (mark === undefined || parseU64be(mark) + age.maxMs >= at.timeMs || next + age.maxBlocks >= at.height) break;
    writes.push({ key: storeKey.mark(young), value: undefined });
    young = next;
  }
  const isNew = known === undefined || parseU64be(known) !== young;
  return isNew ? [...writes, { key: storeKey.young(), value: u64be(young) }] : writes;
}
