/** Completion by the shells themselves, where they are installed; bash always is. */
import { execFile, spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { useCli } from './cli-harness.ts';

const { cli, run } = useCli();
const isThere = (shell: string): boolean => spawnSync(shell, ['-c', 'true']).status === 0;

const CASES: Array<[line: string, words: string[]]> = [
  ['pyrsia sta', ['status']],
  ['pyrsia config ', ['show', 'get', 'set', 'edit']],
  ['pyrsia --json build ma', ['maven']],
  ['pyrsia build maven --w', ['--wait']],
  ['pyrsia share o', ['on', 'off']],
  [`pyrsia vote ${'ab'.repeat(32)} y`, ['yes']],
  ['pyrsia completion f', ['fish']],
  ['pyrsia config set rest.to', ['rest.token_file']],
  ['pyrsia verify /etc/host', []],
];

/** What the shell prints, with the script of the command line in a file. */
async function shell(name: string, options: readonly string[], program: string): Promise<string> {
  const script = join(cli.home, `completion.${name}`);
  await writeFile(script, (await run(['completion', name])).stdout);
  const env = { ...cli.environment, TERM: 'dumb', SCRIPT: script };
  return new Promise((resolve, reject) =>
    execFile(name, [...options, '-c', program], { env, timeout: 20_000 }, (error, stdout) => (error === null ? resolve(stdout) : reject(error))),
  );
}
const optionsAside = (words: string[], wanted: readonly string[]): string[] =>
  wanted.some((word) => word.startsWith('-')) ? words : words.filter((word) => !word.startsWith('-'));

test.each(CASES)('bash completes %j', async (line, words) => {
  const parts = line.split(' ').map((part) => `'${part}'`);
  const stdout = await shell('bash', [], `. "$SCRIPT"; COMP_WORDS=(${parts.join(' ')}); COMP_CWORD=${parts.length - 1}; _pyrsia; echo "\${COMPREPLY[@]}"`);
  const found = stdout.trim() === '' ? [] : stdout.trim().split(' ');
  expect(optionsAside(found, words).toSorted()).toEqual(words.toSorted());
});

test.skipIf(!isThere('fish')).each([...CASES.slice(0, -1), ['pyrsia build maven --gav /etc/host', []] as (typeof CASES)[number]])(
  'fish completes %j',
  async (line, words) => {
    const stdout = await shell('fish', ['--no-config'], `source $SCRIPT; complete -C '${line}'`);
    const found = stdout.split('\n').flatMap((one) => (one === '' ? [] : [one.split('\t')[0] as string]));
    expect(optionsAside(found, words).toSorted()).toEqual(words.toSorted());
  },
);
test.skipIf(!isThere('fish')).each(['pyrsia verify /etc/hostnam', 'pyrsia build maven --recipe /etc/hostnam', 'pyrsia --config /etc/hostnam'])(
  'fish completes files in %j',
  async (line) => expect((await shell('fish', ['--no-config'], `source $SCRIPT; complete -C '${line}'`)).trim()).toBe('/etc/hostname'),
);

// A terminal of its own, as its completion works on a command line only.
const IN_TERMINAL = (line: string, words: readonly string[]): string => `
zmodload zsh/zpty
zpty terminal zsh -f -i
zpty -w terminal "PS1=; unset zle_bracketed_paste; source $SCRIPT; print 'LOADED''!'"
zpty -r terminal before '*LOADED!*'
zpty -n -w terminal '${line}'$'\\t\\t'
zpty -r terminal after '*${words.toSorted().join('*')}*'
print found`;
test.skipIf(!isThere('zsh')).each(CASES.slice(0, -1))(
  'zsh completes %j',
  async (line, words) => expect(await shell('zsh', ['-f'], IN_TERMINAL(line, words))).toBe('found\n'),
  30_000,
);
