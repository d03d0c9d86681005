/**
 * What is held, in memory: digest, bytes, last use. An open table of typed arrays, 64 to 128 bytes for an artifact, so
 * that a store of 10 GB of small ones (some 600 000 of 16 KB) is indexed in 50 MB. A digest is its own hash.
 */
import { asDigest, type Digest } from '@pyrsia/ledger';

const DIGEST_BYTES = 32;
const LEAST_PLACES = 1_024;
/** Grown when three quarters are taken. */
const MAX_LOAD = 0.75;

export interface HeldBlob {
  readonly sha256: Digest;
  readonly bytes: number;
  readonly usedMs: number;
}

export class BlobTable {
  private digests = new Uint8Array(LEAST_PLACES * DIGEST_BYTES);
  private sizes = new Float64Array(LEAST_PLACES);
  /** 0: the place is free. */
  private used = new Float64Array(LEAST_PLACES);
  private count = 0;
  private total = 0;

  get artifacts(): number {
    return this.count;
  }
  /** Of all artifacts. */
  get bytes(): number {
    return this.total;
  }

  private get places(): number {
    return this.used.length;
  }

  /** Places for about so many, at once: growing on the way leaves as much behind. */
  expect(artifacts: number): void {
    while (artifacts > this.places * MAX_LOAD) this.grow();
  }

  has(sha256: Uint8Array): boolean {
    return this.used[this.placeOf(sha256)] !== 0;
  }

  get(sha256: Uint8Array): HeldBlob | undefined {
    const place = this.placeOf(sha256);
    return this.used[place] === 0 ? undefined : this.at(place);
  }

  /** `usedMs` is above 0. */
  add(sha256: Uint8Array, bytes: number, usedMs: number): void {
    let place = this.placeOf(sha256);
    if (this.used[place] === 0) {
      if (this.count + 1 > this.places * MAX_LOAD) {
        this.grow();
        place = this.placeOf(sha256);
      }
      this.digests.set(sha256, place * DIGEST_BYTES);
      this.count += 1;
    } else this.total -= this.sizes[place] as number;
    this.sizes[place] = bytes;
    this.used[place] = usedMs;
    this.total += bytes;
  }

  /** False: it is not held. */
  use(sha256: Uint8Array, usedMs: number): boolean {
    const place = this.placeOf(sha256);
    if (this.used[place] === 0) return false;
    this.used[place] = usedMs;
    return true;
  }

  /** False: it was not held. */
  remove(sha256: Uint8Array): boolean {
    let hole = this.placeOf(sha256);
    if (this.used[hole] === 0) return false;
    this.count -= 1;
    this.total -= this.sizes[hole] as number;
    // Those that stand further on than they would without it move up, so that each is found from where it belongs.
    for (let place = this.next(hole); this.used[place] !== 0; place = this.next(place)) {
      const home = this.homeOf(this.digests.subarray(place * DIGEST_BYTES));
      const isBetween = hole <= place ? hole < home && home <= place : hole < home || home <= place;
      if (isBetween) continue;
      this.digests.copyWithin(hole * DIGEST_BYTES, place * DIGEST_BYTES, (place + 1) * DIGEST_BYTES);
      this.sizes[hole] = this.sizes[place] as number;
      this.used[hole] = this.used[place] as number;
      hole = place;
    }
    this.used[hole] = 0;
    return true;
  }

  *all(): Generator<HeldBlob> {
    for (let place = 0; place < this.places; place += 1) if (this.used[place] !== 0) yield this.at(place);
  }

  /** Up to `count` that were not used for longest, the longest first. */
  oldest(count: number, mayGo: (sha256: Digest) => boolean): HeldBlob[] {
    const { used } = this;
    const before = (a: number, b: number): boolean => (used[a] as number) < (used[b] as number);
    return this.first(count, before, (place) => mayGo(this.digestAt(place)));
  }

  /** Up to `count` in the order of their digests, after that one. */
  after(cursor: Uint8Array | undefined, count: number): HeldBlob[] {
    const before = (a: number, b: number): boolean => this.compare(a, this.digests, b * DIGEST_BYTES) < 0;
    return this.first(count, before, (place) => cursor === undefined || this.compare(place, cursor, 0) > 0);
  }

  private first(count: number, before: (a: number, b: number) => boolean, isWanted: (place: number) => boolean): HeldBlob[] {
    const chosen: number[] = [];
    for (let place = 0; place < this.places; place += 1) {
      if (this.used[place] === 0) continue;
      if (chosen.length === count && !before(place, chosen[count - 1] as number)) continue;
      if (!isWanted(place)) continue;
      let [low, high] = [0, chosen.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (before(chosen[middle] as number, place)) low = middle + 1;
        else high = middle;
      }
      chosen.splice(low, 0, place);
      if (chosen.length > count) chosen.pop();
    }
    return chosen.map((place) => this.at(place));
  }

  private at(place: number): HeldBlob {
    return { sha256: asDigest(this.digestAt(place).slice()), bytes: this.sizes[place] as number, usedMs: this.used[place] as number };
  }

  private digestAt(place: number): Digest {
    return asDigest(this.digests.subarray(place * DIGEST_BYTES, (place + 1) * DIGEST_BYTES));
  }

  private compare(place: number, other: Uint8Array, offset: number): number {
    const begin = place * DIGEST_BYTES;
    for (let i = 0; i < DIGEST_BYTES; i += 1) {
      const difference = (this.digests[begin + i] as number) - (other[offset + i] as number);
      if (difference !== 0) return difference;
    }
    return 0;
  }

  /** Where it stands, or would stand. */
  private placeOf(sha256: Uint8Array): number {
    let place = this.homeOf(sha256);
    while (this.used[place] !== 0 && this.compare(place, sha256, 0) !== 0) place = this.next(place);
    return place;
  }

  private homeOf(sha256: Uint8Array): number {
    const [a = 0, b = 0, c = 0, d = 0] = sha256;
    return (((a << 24) | (b << 16) | (c << 8) | d) >>> 0) & (this.places - 1);
  }

  private next(place: number): number {
    return (place + 1) & (this.places - 1);
  }

  private grow(): void {
    const { digests, sizes, used, places } = this;
    this.digests = new Uint8Array(2 * places * DIGEST_BYTES);
    this.sizes = new Float64Array(2 * places);
    this.used = new Float64Array(2 * places);
    for (let old = 0; old < places; old += 1) {
      if (used[old] === 0) continue;
      const sha256 = digests.subarray(old * DIGEST_BYTES, (old + 1) * DIGEST_BYTES);
      const place = this.placeOf(sha256);
      this.digests.set(sha256, place * DIGEST_BYTES);
      this.sizes[place] = sizes[old] as number;
      this.used[place] = used[old] as number;
    }
  }
}
