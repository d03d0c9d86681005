#!/usr/bin/env node
/** pyrsia: the command line. */
import { keepCompiled } from './cli/compile-cache.ts';

keepCompiled(process.env);
const { runCli } = await import('./cli/run.ts');
await runCli(process.argv.slice(2));
