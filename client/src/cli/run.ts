/** Runs one command: arguments in, exit code set. Whatever goes wrong is told in one place, for people or as JSON. */
import { type Command, CommanderError } from 'commander';
import { ClientError } from '../errors.ts';
import { NodeProblem } from './node-api.ts';
import { EXIT, harmless } from './output.ts';
import { makeProgram } from './program.ts';

/** Short spellings that users of Pyrsia know, in the place of a command. */
const SHORT: Readonly<Record<string, string>> = { '-s': 'status', '-l': 'list', '-b': 'build', '-c': 'config' };

export async function runCli(args: readonly string[]): Promise<void> {
  endQuietly();
  const json = args.includes('--json');
  let ofFailure: number | undefined;
  const program = makeProgram({
    set(code) {
      process.exitCode = code;
    },
    onFailure(code) {
      ofFailure = code;
    },
  });
  throwInsteadOfExit(program, json);
  try {
    await program.parseAsync(args.length === 0 ? ['--help'] : spelledOut(program, args), { from: 'user' });
  } catch (error) {
    process.exitCode = report(error, json, ofFailure);
  }
}

/** Who reads the output may have enough of it (`pyrsia list | head -1`); the command goes on, and its exit code holds. */
function endQuietly(): void {
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') return;
      process.exitCode = EXIT.failed;
      if (stream === process.stdout) process.stderr.write(`pyrsia: the output cannot be written: ${error.message}\n`);
    });
}

function spelledOut(program: Command, args: readonly string[]): string[] {
  let at = 0;
  while (args[at]?.startsWith('--') === true) {
    const option = program.options.find(({ long }) => long === args[at]);
    at += option?.required === true ? 2 : 1;
  }
  return args.map((word, i) => (i === at ? (SHORT[word] ?? word) : word));
}

function throwInsteadOfExit(command: Command, json: boolean): void {
  command.exitOverride();
  // With --json wrong usage is told by `report`.
  if (json) command.configureOutput({ writeErr: () => undefined });
  for (const inner of command.commands) throwInsteadOfExit(inner, json);
}

/** On standard error, for people or with --json as JSON; the exit code. */
function report(error: unknown, json: boolean, ofFailure: number | undefined): number {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return EXIT.ok;
    const isHelp = error.code === 'commander.help';
    if (json) tell({ code: 'USAGE', error: isHelp ? 'which command? see --help' : error.message.replace(/^error: /, '') });
    return EXIT.usage;
  }
  const failure = error instanceof Error ? error : new Error(String(error));
  const code = failure instanceof ClientError || failure instanceof NodeProblem ? failure.code : 'FAILED';
  if (json) tell({ code, error: failure.message, ...('problems' in failure ? { problems: failure.problems } : {}) });
  else process.stderr.write(`pyrsia: ${harmless(failure.message)}\n`);
  if (code === 'USAGE' || code.startsWith('CONFIG_')) return EXIT.usage;
  if (code === 'NO_VERDICT') return EXIT.cannotTell;
  if (ofFailure !== undefined) return ofFailure;
  return code === 'NODE_UNREACHABLE' ? EXIT.unreachable : EXIT.failed;
}

const tell = (value: object): boolean => process.stderr.write(`${harmless(JSON.stringify(value))}\n`);
