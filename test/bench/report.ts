/** Figures of the benchmarks: one JSON line each, or a table on a terminal. */
export interface Figure {
  readonly bench: string;
  readonly metric: string;
  readonly value: number;
  readonly unit: string;
  /** What it is held against, measured in the same run. */
  readonly peer: string;
  readonly peer_value: number;
  readonly ratio: number;
  readonly goal: string;
  /** null: printed for information. */
  readonly met: boolean | null;
}

const rounded = (value: number): number => Number(value.toPrecision(4));

export function show(figure: Figure): void {
  const line = { ...figure, value: rounded(figure.value), peer_value: rounded(figure.peer_value), ratio: rounded(figure.ratio) };
  if (!process.stdout.isTTY) {
    process.stdout.write(`${JSON.stringify(line)}\n`);
    return;
  }
  const met = line.met === null ? '' : line.met ? 'met' : 'NOT MET';
  process.stdout.write(
    `${line.bench.padEnd(20)} ${line.metric.padEnd(34)} ${line.value} ${line.unit}  against ${line.peer}: ${line.peer_value}  ratio ${line.ratio}  goal ${line.goal}  ${met}\n`,
  );
}

/** Said on the line where its figures would stand. */
export function skip(bench: string, reason: string): void {
  process.stdout.write(process.stdout.isTTY ? `${bench.padEnd(20)} skipped: ${reason}\n` : `${JSON.stringify({ bench, skipped: reason })}\n`);
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[middle] as number) : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}
