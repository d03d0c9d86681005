#!/usr/bin/env node
/** pyrsia: the command line. */
import { CommanderError } from 'commander';
import { NodeProblem } from './cli/node-api.ts';
import { EXIT } from './cli/output.ts';
import { makeProgram } from './cli/program.ts';
import { ClientError } from './errors.ts';

let ofFailure: number | undefined;
const program = makeProgram({
  set(code) {
    process.exitCode = code;
  },
  onFailure(code) {
    ofFailure = code;
  },
});
program.exitOverride();
for (const command of program.commands) {
  command.exitOverride();
  for (const inner of command.commands) inner.exitOverride();
}

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = report(error);
}

/** One line on standard error (JSON with --json), and the exit code. */
function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  const failure = error instanceof Error ? error : new Error(String(error));
  const code = failure instanceof ClientError || failure instanceof NodeProblem ? failure.code : 'FAILED';
  const json = program.opts<{ json?: boolean }>().json === true;
  process.stderr.write(json ? `${JSON.stringify({ code, error: failure.message })}\n` : `pyrsia: ${failure.message}\n`);
  if (failure instanceof ClientError && failure.code === 'USAGE') return EXIT.usage;
  if (ofFailure !== undefined) return ofFailure;
  return failure instanceof ClientError && failure.code === 'NODE_UNREACHABLE' ? EXIT.unreachable : EXIT.failed;
}
