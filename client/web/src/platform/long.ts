/** 64 bits in two halves: all that protobufjs needs of the package `long` for what the formats read and write. */
class Long {
  readonly low: number;
  readonly high: number;
  readonly unsigned: boolean;

  constructor(low: number, high: number, unsigned = false) {
    this.low = low | 0;
    this.high = high | 0;
    this.unsigned = unsigned;
  }

  static isLong(value: unknown): boolean {
    return value instanceof Long;
  }

  static fromBits(low: number, high: number, unsigned: boolean): Long {
    return new Long(low, high, unsigned);
  }
}

// For `require`, as protobufjs has it.
export { Long as 'module.exports' };
