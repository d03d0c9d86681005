/** `pyrsia completion`: scripts for shells, made from the commands themselves. */
import { type Command, Option } from 'commander';
import { ClientError } from '../../errors.ts';
import type { Session } from '../session.ts';

interface Node {
  /** Words that lead to it, with blanks between; '' at the top. */
  readonly path: string;
  readonly words: readonly Word[];
  readonly takesFile: boolean;
}
interface Word {
  readonly word: string;
  readonly says: string;
  /** What stands behind an option. */
  readonly value?: 'file' | 'other' | undefined;
}

const SHELLS = { bash: bashScript, zsh: zshScript, fish: fishScript } as const;
const HOW: Readonly<Record<keyof typeof SHELLS, string>> = {
  bash: 'source <(pyrsia completion bash)',
  zsh: 'source <(pyrsia completion zsh)',
  fish: 'pyrsia completion fish | source',
};

export function addCompletion(program: Command, session: Session): void {
  program
    .command('completion <bash|zsh|fish>')
    .description(`a script that completes commands and options: ${HOW.bash}`)
    .action(async (shell: string) => {
      if (!Object.hasOwn(SHELLS, shell)) throw new ClientError('USAGE', { shell: shell.slice(0, 100), wanted: Object.keys(SHELLS).join(', ') });
      const { KEYS } = await import('../../config/schema.ts');
      const keys = KEYS.map(({ name, description }) => ({ word: name, says: description }));
      const script = SHELLS[shell as keyof typeof SHELLS](nodesOf(program, '', { key: keys }));
      session.output.show({ shell, script }, () => script.trimEnd().split('\n'));
    });
}

/** `known`: words that can stand for an argument of that name. */
function nodesOf(command: Command, path: string, known: Readonly<Record<string, readonly Word[]>>): Node[] {
  const shared = path === '' ? [] : [new Option('--json', 'print JSON')];
  const options = [...command.options, ...shared, new Option('--help', 'what there is')];
  const names = command.registeredArguments.map((argument) => argument.name());
  const words = [
    ...command.commands.map((inner) => ({ word: inner.name(), says: inner.description() })),
    ...options
      .filter(({ hidden }) => !hidden)
      .map((option) => ({ word: option.long ?? (option.short as string), says: option.description, value: takenBy(option) })),
    ...names.flatMap((name) => known[name] ?? choicesIn(name)),
  ];
  const inner = command.commands.flatMap((one) => nodesOf(one, path === '' ? one.name() : `${path} ${one.name()}`, known));
  return [{ path, words, takesFile: names.includes('file') }, ...inner];
}

const takenBy = ({ flags }: Option): Word['value'] => (/<.*(file|folder)/.test(flags) ? 'file' : flags.includes('<') ? 'other' : undefined);

/** An argument that is named by its choices, as in `share [on|off]`. */
const choicesIn = (name: string): Word[] => (/^[a-z|]*[|][a-z|]*$/.test(name) ? name.split('|').map((word) => ({ word, says: '' })) : []);

/** Words without options, up to the one under the cursor, as far as they are commands: they lead to a node. */
function bashScript(nodes: readonly Node[]): string {
  return `_pyrsia() {
  local path="" word words i
  for ((i = 1; i < COMP_CWORD; i++)); do
    word="\${COMP_WORDS[i]}"
    case "$word" in -*) continue ;; esac
    case " ${nodes.flatMap(({ path }) => (path === '' ? [] : [path.replaceAll(' ', '/')])).join(' ')} " in
      *" \${path:+$path/}$word "*) path="\${path:+$path/}$word" ;;
    esac
  done
  case "$path" in
${nodes.map(({ path, words }) => `    ${quoted(path.replaceAll(' ', '/'))}) words=${quoted(words.map(({ word }) => word).join(' '))} ;;`).join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F _pyrsia pyrsia
`;
}

/** zsh reads bash's completions. */
function zshScript(nodes: readonly Node[]): string {
  return `autoload -U +X compinit && compinit -u\nautoload -U +X bashcompinit && bashcompinit\n${bashScript(nodes)}`;
}

function fishScript(nodes: readonly Node[]): string {
  const lines = nodes.flatMap(({ path, words, takesFile }) => {
    const inner = nodes
      .filter((node) => node.path !== path && node.path.startsWith(path === '' ? '' : `${path} `))
      .map((node) => node.path.split(' ').at(path === '' ? 0 : path.split(' ').length));
    const seen = path.split(' ').map((word) => `__fish_seen_subcommand_from ${word}`);
    const condition = [
      ...(path === '' ? ['true'] : seen),
      ...(inner.length === 0 ? [] : [`not __fish_seen_subcommand_from ${[...new Set(inner)].join(' ')}`]),
    ].join('; and ');
    const begin = `complete -c pyrsia -n ${quoted(condition)}`;
    return [...(takesFile ? [] : [`${begin} -f`]), ...words.map((word) => `${begin} ${fishWord(word)}`)];
  });
  return [...lines, ''].join('\n');
}

function fishWord({ word, says, value }: Word): string {
  const needs = value === undefined ? '' : value === 'file' ? ' -r -F' : ' -x';
  const what = word.startsWith('--') ? `-l ${word.slice(2)}${needs}` : `-f -a ${word}`;
  return `${what}${says === '' ? '' : ` -d ${quoted(says)}`}`;
}

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
