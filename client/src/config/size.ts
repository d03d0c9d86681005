/** Sizes as people write them: `10 GB` is 10 000 000 000 bytes, `10 GiB` 10 737 418 240. */
const UNITS: Readonly<Record<string, number>> = { B: 1, kB: 1e3, KB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12, KiB: 2 ** 10, MiB: 2 ** 20, GiB: 2 ** 30, TiB: 2 ** 40 };
const SIZE = /^([0-9]{1,15}) ?([A-Za-z]{1,3})$/;

/** Bytes; undefined if it is no size, or more than a number can say exactly. */
export function parseSize(text: string): number | undefined {
  const [, count, unit] = SIZE.exec(text.trim()) ?? [];
  const factor = unit === undefined ? undefined : UNITS[unit];
  if (factor === undefined) return undefined;
  const size = Number(count) * factor;
  return Number.isSafeInteger(size) ? size : undefined;
}
