/** A cache with a bound: what was asked for longest ago goes first. */
export class LeastRecent<T> {
  private readonly values = new Map<string, { readonly value: T; readonly weight: number }>();
  private readonly maxWeight: number;
  private readonly weightOf: (value: T) => number;
  private total = 0;

  /** Without `weightOf`, each value weighs one. */
  constructor(maxWeight: number, weightOf: (value: T) => number = () => 1) {
    this.maxWeight = maxWeight;
    this.weightOf = weightOf;
  }

  /** What all values weigh. */
  get weight(): number {
    return this.total;
  }

  get(key: string): T | undefined {
    const found = this.values.get(key);
    if (found === undefined) return undefined;
    this.values.delete(key);
    this.values.set(key, found);
    return found.value;
  }

  /** A value that is heavier than the bound is not kept. */
  set(key: string, value: T): void {
    this.delete(key);
    const weight = this.weightOf(value);
    if (weight > this.maxWeight) return;
    this.values.set(key, { value, weight });
    this.total += weight;
    for (const oldest of this.values.keys()) {
      if (this.total <= this.maxWeight) return;
      this.delete(oldest);
    }
  }

  delete(key: string): void {
    this.total -= this.values.get(key)?.weight ?? 0;
    this.values.delete(key);
  }
}
