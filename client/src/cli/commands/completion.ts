/** `pyrsia completion`: scripts for shells, made from the commands themselves. */
import { type Command, Option } from 'commander';
import { ClientError } from '../../errors.ts';
import type { Session } from '../session.ts';

interface Node {
  /** Words that lead to it, with blanks between; '' at the top. */
  readonly path: string;
  readonly words: ReadonlyArray<readonly [word: string, says: string]>;
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
    .action((shell: string) => {
      if (!Object.hasOwn(SHELLS, shell)) throw new ClientError('USAGE', { shell: shell.slice(0, 100), wanted: Object.keys(SHELLS).join(', ') });
      const script = SHELLS[shell as keyof typeof SHELLS](nodesOf(program, ''));
      session.output.show({ shell, script }, () => [script.trimEnd()]);
    });
}

function nodesOf(command: Command, path: string): Node[] {
  const shared = path === '' ? [] : [new Option('--json', 'print JSON')];
  const options = [...command.options, ...shared, new Option('--help', 'what there is')];
  const words: Array<readonly [string, string]> = [
    ...command.commands.map((inner) => [inner.name(), inner.description()] as const),
    ...options.filter(({ hidden }) => !hidden).map((option) => [option.long ?? (option.short as string), option.description] as const),
    ...choicesOf(command),
  ];
  return [{ path, words }, ...command.commands.flatMap((inner) => nodesOf(inner, path === '' ? inner.name() : `${path} ${inner.name()}`))];
}

/** An argument that is named by its choices, as in `share [on|off]`. */
function choicesOf(command: Command): Array<readonly [string, string]> {
  const name = command.registeredArguments[0]?.name() ?? '';
  return name.includes('|') ? name.split('|').map((word) => [word, ''] as const) : [];
}

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
${nodes.map(({ path, words }) => `    ${quoted(path.replaceAll(' ', '/'))}) words=${quoted(words.map(([word]) => word).join(' '))} ;;`).join('\n')}
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
  const lines = nodes.flatMap(({ path, words }) => {
    const inner = nodes
      .filter((node) => node.path !== path && node.path.startsWith(path === '' ? '' : `${path} `))
      .map((node) => node.path.split(' ').at(path === '' ? 0 : path.split(' ').length));
    const seen = path.split(' ').map((word) => `__fish_seen_subcommand_from ${word}`);
    const condition = [
      ...(path === '' ? ['true'] : seen),
      ...(inner.length === 0 ? [] : [`not __fish_seen_subcommand_from ${[...new Set(inner)].join(' ')}`]),
    ].join('; and ');
    return words.map(([word, says]) => {
      const what = word.startsWith('--') ? `-l ${word.slice(2)}` : `-a ${word}`;
      return `complete -c pyrsia -n ${quoted(condition)} ${what}${says === '' ? '' : ` -d ${quoted(says)}`}`;
    });
  });
  return ['complete -c pyrsia -f', ...lines, ''].join('\n');
}

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
