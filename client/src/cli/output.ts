/** Output of the CLI: text for people, or one JSON value with --json. */
export interface Output {
  /** `human` makes the lines for people from the same value. */
  show(value: object, human: () => readonly string[]): void;
  progress(line: string): void;
}

export function makeOutput(json: boolean): Output {
  return {
    show(value, human) {
      process.stdout.write(json ? `${JSON.stringify(value, null, 2)}\n` : `${human().join('\n')}\n`);
    },
    progress(line) {
      // Progress is not the result: it goes beside it, and not at all into a pipe that wants JSON.
      if (!json) process.stderr.write(`${line}\n`);
    },
  };
}

/** Exit codes of `pyrsia`; for `verify` 0, 1, 2 are proven, disproven, cannot tell. */
export const EXIT = { ok: 0, failed: 1, usage: 2, cannotTell: 2, unreachable: 3 } as const;
