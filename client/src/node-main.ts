#!/usr/bin/env node
/** pyrsia-node: the regular node, run as a regular node is run. */
import { enterRuntime } from './runtime.ts';

enterRuntime();
const { runProgram } = await import('./node-program.ts');
process.exitCode = await runProgram(process.argv.slice(2));
