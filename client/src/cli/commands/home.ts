/** The node itself: `init` makes its home, `node` runs it, `token` is what changing calls need. */
import type { Command } from 'commander';
import { readIfThere, replaceFile } from '../../replace-file.ts';
import type { Session } from '../session.ts';
import { tokenIn } from '../session.ts';

export function addHome(program: Command, session: Session): void {
  program
    .command('init')
    .description('makes the home of a node: configuration, keys, token, network file; what is there already stays')
    .option('--account', 'also a key for build requests, proposals and votes')
    .action(async ({ account }: { account?: boolean }) => {
      const { initHome } = await import('../init.ts');
      const made = await initHome({ configFile: session.configFile, networkFile: session.networkFileOption, withAccount: account === true });
      session.output.show(made, () => [
        `home         ${made.home}`,
        ...made.made.map((file) => `made         ${file}`),
        ...made.kept.map((file) => `kept         ${file}`),
        ...(made.account === undefined ? [] : [`account      ${made.account}`]),
        ...made.todo.map((what) => `to do        ${what}`),
      ]);
    });

  program
    .command('node')
    .description('runs the node in the foreground, until a signal; the same as pyrsia-node')
    .action(async () => {
      const { enterRuntime } = await import('../../runtime.ts');
      enterRuntime();
      const { runProgram } = await import('../../node-program.ts');
      session.exit.set(await runProgram(['--config', session.configFile]));
    });

  const token = program.command('token').description('the bearer token for calls that change something');
  token
    .command('show')
    .description('prints it')
    .action(async () => {
      const file = await session.tokenFile();
      const value = await tokenIn(file);
      session.output.show({ token: value, file }, () => [value]);
    });
  token
    .command('rotate')
    .description('makes a new one in the place of the old, which counts no longer, also at a node that runs')
    .action(async () => {
      const file = await session.tokenFile();
      const { createToken, newToken, openSecrets } = await import('../init.ts');
      const isNew = (await readIfThere(file)) === undefined;
      if (isNew) await createToken(file);
      else await replaceFile(file, newToken());
      const todo = await openSecrets([file]);
      session.output.show({ file, takes_effect: 'at once', todo }, () => [
        `new token in ${file}`,
        'The old one counts no longer, also at a node that runs; give the new one to whoever had the old.',
        ...todo.map((what) => `to do  ${what}`),
      ]);
    });
}
