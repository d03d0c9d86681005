#!/usr/bin/env node
/** pyrsia-node: the regular node, run as a regular node is run. */
import { enterRuntime } from './runtime.ts';

enterRuntime();
await import('./node-program.ts');
