#!/usr/bin/env node
/** pyrsia: the command line. */
import { type Command, CommanderError } from 'commander';
import { NodeProblem } from './cli/node-api.ts';
import { EXIT } from './cli/output.ts';
import { makeProgram } from './cli/program.ts';
import { ClientError } from './errors.ts';

/** Short spellings that users of Pyrsia know, in the place of a command. */
const SHORT: Readonly<Record<string, string>> = { '-s': 'status', '-l': 'list', '-b': 'build', '-c': 'config' };

let ofFailure: number | undefined;
const program = makeProgram({
  set(code) {
    process.exitCode = code;
  },
  onFailure(code) {
    ofFailure = code;
  },
});
throwInsteadOfExit(program);

const words = process.argv.slice(2);
try {
  await program.parseAsync(words.length === 0 ? ['--help'] : spelledOut(words), { from: 'user' });
} catch (error) {
  process.exitCode = report(error);
}

function spelledOut(args: readonly string[]): string[] {
  let at = 0;
  while (args[at]?.startsWith('--') === true) {
    const option = program.options.find(({ long }) => long === args[at]);
    at += option?.required === true ? 2 : 1;
  }
  return args.map((word, i) => (i === at ? (SHORT[word] ?? word) : word));
}

function throwInsteadOfExit(command: Command): void {
  command.exitOverride();
  for (const inner of command.commands) throwInsteadOfExit(inner);
}

/** On standard error, for people or with --json as JSON; the exit code. */
function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  const failure = error instanceof Error ? error : new Error(String(error));
  const code = failure instanceof ClientError || failure instanceof NodeProblem ? failure.code : 'FAILED';
  const json = program.opts<{ json?: boolean }>().json === true;
  const problems = 'problems' in failure ? { problems: failure.problems } : {};
  process.stderr.write(json ? `${JSON.stringify({ code, error: failure.message, ...problems })}\n` : `pyrsia: ${failure.message}\n`);
  if (code === 'USAGE' || code.startsWith('CONFIG_')) return EXIT.usage;
  if (ofFailure !== undefined) return ofFailure;
  return code === 'NODE_UNREACHABLE' ? EXIT.unreachable : EXIT.failed;
}
