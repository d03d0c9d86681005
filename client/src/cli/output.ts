/** Output of the CLI: text for people, or one JSON value with --json. */
export interface Output {
  /** `human` makes the lines for people from the same value; each is shown as one line, whatever is in it. */
  show(value: object, human: () => readonly string[]): void;
  progress(line: string): void;
}

export function makeOutput(json: boolean): Output {
  return {
    show(value, human) {
      const text = json ? `${JSON.stringify(value, null, 2)}\n` : human().map((line) => `${line.replaceAll(/[\r\n]+/g, ' ')}\n`);
      process.stdout.write(harmless(typeof text === 'string' ? text : text.join('')));
    },
    progress(line) {
      // Progress is not the result: it goes beside it, and not at all into a pipe that wants JSON.
      if (!json) process.stderr.write(`${harmless(line)}\n`);
    },
  };
}

/** Characters that command a terminal, or turn the direction of what follows: in JSON text they mean the same written so. */
export const harmless = (text: string): string =>
  text.replaceAll(
    /[^\P{Cc}\n\t]|[\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** Exit codes of `pyrsia`; for `verify` 0, 1, 2 are proven, disproven, cannot tell. */
export const EXIT = { ok: 0, failed: 1, usage: 2, cannotTell: 2, unreachable: 3 } as const;
/** The same in words: `--help` and docs/users.md. */
export const EXIT_CODES: ReadonlyArray<readonly [code: number, means: string]> = [
  [0, 'done, or proven'],
  [1, 'failed or refused, or disproven'],
  [2, 'wrong usage or configuration, or cannot tell'],
  [3, 'the node does not answer'],
];

export interface Exit {
  /** By a command that did not throw. */
  set(code: number): void;
  /** Should this command throw: a command that judges says nothing of what it could not look at. */
  onFailure(code: number): void;
}
