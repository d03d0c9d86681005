/** The commands of `pyrsia`, one file per group. Each prints for people, or with --json one JSON value. */
import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { addBuild } from './commands/build.ts';
import { addCompletion } from './commands/completion.ts';
import { addConfig } from './commands/config.ts';
import { addGovernance } from './commands/governance.ts';
import { addHome } from './commands/home.ts';
import { addLog } from './commands/log.ts';
import { addLook } from './commands/look.ts';
import { addProofs } from './commands/proofs.ts';
import { addSetup } from './commands/setup.ts';
import { addStorage } from './commands/storage.ts';
import { EXIT_CODES, type Exit } from './output.ts';
import { Session } from './session.ts';

export function makeProgram(exit: Exit): Command {
  const program = new Command('pyrsia')
    .description('The command line of a package network in which no single party can publish a binary.')
    .version(`pyrsia ${versionOf()}`, '-V, --version', 'print the version')
    .option('--node <url>', 'REST address of a regular node (else PYRSIA_NODE, else that of the configuration)')
    .option('--token-file <file>', 'bearer token of that node, for calls that change something (else PYRSIA_TOKEN_FILE, …)')
    .option('--network-file <file>', 'network file with the pinned trust root (else PYRSIA_NETWORK_FILE, …)')
    .option('--config <file>', 'configuration of the node (else pyrsia.toml in PYRSIA_HOME, or ~/.local/share/pyrsia)')
    .option('--json', 'print JSON')
    .addHelpText('after', `\nexit codes: ${EXIT_CODES.map(([code, means]) => `${code} ${means}`).join('; ')}`)
    .showSuggestionAfterError()
    .showHelpAfterError('With --help it says what there is.');
  const session = new Session(program, exit);
  for (const add of [addHome, addLook, addStorage, addBuild, addLog, addProofs, addGovernance, addConfig, addSetup, addCompletion]) add(program, session);
  return program;
}

function versionOf(): string {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string };
  return version;
}
