/** `pyrsia config`: what holds and why, and changes that keep the file as its owner wrote it. */
import type { Command } from 'commander';
import type { Loaded } from '../../config/load.ts';
import type { Key, Value } from '../../config/schema.ts';
import { ClientError } from '../../errors.ts';
import type { Session } from '../session.ts';

interface EditFlags {
  readonly host?: string;
  readonly port?: string;
  readonly diskspace?: string;
}

export function addConfig(program: Command, session: Session): void {
  const config = program.command('config').description('the configuration of the node');
  config
    .command('show')
    .description('every value that holds: of the environment, the file, or the default')
    .option('--origin', 'and where each came from')
    .action(async ({ origin }: { origin?: boolean }) => show(session, origin === true));
  config
    .command('get <key>')
    .description('one value, e.g. rest.port')
    .action(async (name: string) => {
      const { keyNamed } = await import('../../config/edit.ts');
      const [{ originText }, { valueAt }] = await Promise.all([import('../../config/load.ts'), import('../../config/schema.ts')]);
      const key = keyNamed(name);
      const loaded = await session.loaded();
      const value = valueAt(loaded.settings, key);
      const origin = originText(loaded.origins.get(name) ?? { kind: 'default' });
      session.output.show({ key: name, value, origin }, () => [plain(value)]);
    });
  config
    .command('set <key> <value> [more...]')
    .description('changes values in the file, all or none: set rest.port 7889 rest.host ::1; comments, order and mode stay')
    .action(async (key: string, value: string, rest: string[]) => change(session, pairsOf([key, value, ...rest])));
  config
    .command('edit')
    .description('opens the file in VISUAL or EDITOR; what is wrong is told, and the file stays as it was. With options, changes these values alone')
    .option('-H, --host <host>', 'rest.host')
    .option('-p, --port <port>', 'rest.port')
    .option('-d, --diskspace <size>', 'storage.quota_bytes, e.g. "10 GB"')
    .action(async ({ host, port, diskspace }: EditFlags) => {
      const wanted: Array<[string, string | undefined]> = [
        ['rest.host', host],
        ['rest.port', port],
        ['storage.quota_bytes', diskspace],
      ];
      const pairs = wanted.filter((pair): pair is [string, string] => pair[1] !== undefined);
      if (pairs.length > 0) return change(session, pairs);
      const { editFile } = await import('../edit-file.ts');
      const changed = await editFile(session.configFile);
      session.output.show({ file: session.configFile, changed }, () => [changed ? `${session.configFile} is changed; ${RESTART}` : 'nothing was changed']);
    });
}

const RESTART = 'the node reads it when it starts';

async function show(session: Session, withOrigin: boolean): Promise<void> {
  const [{ originText }, { KEYS, valueAt }, { tomlOf }] = await Promise.all([
    import('../../config/load.ts'),
    import('../../config/schema.ts'),
    import('../../config/edit.ts'),
  ]);
  const loaded = await session.loaded();
  const origin = (key: Key): string => originText(loaded.origins.get(key.name) ?? { kind: 'default' });
  const entry = (key: Key): object => (withOrigin ? { value: valueAt(loaded.settings, key), origin: origin(key) } : (valueAt(loaded.settings, key) as never));
  session.output.show({ file: loaded.file, values: Object.fromEntries(KEYS.map((key) => [key.name, entry(key)])) }, () => {
    const lines = KEYS.map((key) => `${key.key} = ${tomlOf(valueAt(loaded.settings, key))}`);
    const width = Math.max(...lines.map((line) => Math.min(line.length, MAX_COLUMN)));
    return [
      `# ${loaded.file}`,
      ...KEYS.flatMap((key, i) => [
        ...(KEYS[i - 1]?.section === key.section ? [] : ['', `[${key.section}]`]),
        withOrigin ? `${(lines[i] as string).padEnd(width)}  # ${origin(key)}` : (lines[i] as string),
      ]),
    ];
  });
}

/** Origins of longer lines stand further right. */
const MAX_COLUMN = 48;

async function change(session: Session, pairs: ReadonlyArray<readonly [string, string]>): Promise<void> {
  const [{ changeFile, keyNamed }, { valueAt }] = await Promise.all([import('../../config/edit.ts'), import('../../config/schema.ts')]);
  const changes = pairs.map(([name, text]) => ({ key: keyNamed(name), text }));
  const loaded: Loaded = await changeFile(session.configFile, changes);
  const values = Object.fromEntries(changes.map(({ key }) => [key.name, valueAt(loaded.settings, key)]));
  const hidden = changes.filter(({ key }) => process.env[key.variable] !== undefined).map(({ key }) => key.variable);
  session.output.show({ file: loaded.file, values, overridden_by: hidden }, () => [
    ...Object.entries(values).map(([name, value]) => `${name} = ${plain(value)}`),
    `in ${loaded.file}; ${RESTART}`,
    ...hidden.map((variable) => `but ${variable} is set in the environment, and wins`),
  ]);
}

function pairsOf(words: readonly string[]): Array<[string, string]> {
  if (words.length % 2 !== 0) throw new ClientError('USAGE', { missing: 'a value for each key', last: (words.at(-1) as string).slice(0, 100) });
  return Array.from({ length: words.length / 2 }, (_, i) => [words[2 * i] as string, words[2 * i + 1] as string]);
}

const plain = (value: Value): string => (typeof value === 'object' ? value.join(',') : String(value));
