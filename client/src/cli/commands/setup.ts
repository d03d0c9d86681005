/** `pyrsia setup`: the configuration of a build tool that is to use the node, printed or written. */
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { userFolder } from '../../config/home.ts';
import { ClientError } from '../../errors.ts';
import type { Session } from '../session.ts';
import type { ClientSetup, SetupResult } from '../setup/client-file.ts';

interface SetupFlags {
  readonly write?: boolean;
  readonly undo?: boolean;
  readonly file?: string;
}

const MIRROR_OF = '*';

export function addSetup(program: Command, session: Session): void {
  const setup = program.command('setup').description('the configuration of a build tool that is to use this node');
  options(setup.command('maven'), 'Maven settings.xml: the node as mirror, checksums that do not fit as failures', '~/.m2/settings.xml')
    .option('--mirror-of <ids>', 'repositories that go to the node: Maven ids, with commas between; * leaves no way round it', MIRROR_OF)
    .action(async (flags: SetupFlags & { mirrorOf: string }) => {
      const { mavenSetup } = await import('../setup/maven-settings.ts');
      await run(session, flags, mavenSetup(await session.nodeUrl(), flags.mirrorOf), join(userFolder(process.env), '.m2/settings.xml'));
    });
  options(setup.command('docker'), 'Docker daemon.json: the node as registry mirror', '/etc/docker/daemon.json').action(async (flags: SetupFlags) => {
    const { dockerSetup } = await import('../setup/docker-daemon.ts');
    await run(session, flags, dockerSetup(await session.nodeUrl()), '/etc/docker/daemon.json');
  });
}

function options(command: Command, what: string, file: string): Command {
  return command
    .description(`${what}; prints it, or changes the file`)
    .option('--write', 'change the file, and keep what it was beside it')
    .option('--undo', 'take out again what --write put in')
    .option('--file <file>', `the file (default: ${file})`);
}

async function run(session: Session, { write, undo, file }: SetupFlags, setup: ClientSetup, usual: string): Promise<void> {
  if (write === true && undo === true) throw new ClientError('USAGE', { what: '--write or --undo' });
  const target = file === undefined ? usual : resolve(file);
  const { output } = session;
  if (write !== true && undo !== true) {
    const content = setup.apply(undefined);
    output.show({ file: target, content, notes: setup.notes }, () => content.trimEnd().split('\n'));
    for (const note of setup.notes) output.progress(note);
    return;
  }
  const { undoSetup, writeSetup } = await import('../setup/client-file.ts');
  const result = await (write === true ? writeSetup(target, setup) : undoSetup(target, setup));
  output.show({ file: target, result, notes: setup.notes }, () => [`${WORDS[result]}: ${target}`]);
  if (write === true) for (const note of setup.notes) output.progress(note);
}

const WORDS: Readonly<Record<SetupResult, string>> = {
  written: 'written',
  made: 'made',
  already: 'already so',
  restored: 'as it was before',
  removed: 'removed, as it was made by setup',
  taken_out: 'taken out; what was changed since stays',
  nothing: 'nothing to undo',
};
