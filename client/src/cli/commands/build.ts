/** `pyrsia build`: ask for builds and follow them. */
import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { ClientError } from '../../errors.ts';
import { ANSWERS, type Json } from '../answer.ts';
import { NodeProblem } from '../node-api.ts';
import { EXIT } from '../output.ts';
import type { Session } from '../session.ts';
import { stoppedBySignals } from '../signals.ts';
import { wholeNumber } from './storage.ts';

interface MavenFlags {
  readonly gav?: string;
  readonly source?: string;
  readonly recipe?: string;
  readonly wait?: boolean;
  readonly timeout: string;
}

export function addBuild(program: Command, session: Session): void {
  const build = program.command('build').description('request builds and follow them');
  build
    .command('maven')
    .description('request a build of a Maven release')
    .option('--gav <group:artifact:version>', 'coordinates of the release')
    .option('--source <classifier@sha256:hex>', 'source archive beside the release, with its digest')
    .option('--recipe <file>', 'a recipe file instead of --gav and --source')
    .option('--wait', 'wait for the verdict, telling what happens; exit 0 if it is published, 1 if not, 2 if there is no verdict yet')
    .option('--timeout <seconds>', 'wait so long at most', '3600')
    .action((flags: MavenFlags) => requestMaven(session, flags));
  build
    .command('docker')
    .description('not in this version: there is no Docker front yet')
    .option('--image <name>', 'image')
    .action(() => noDocker('build docker'));
  build
    .command('status')
    .description('where a build stands, with the result of each build node')
    .requiredOption('--id <build id>', 'as given by the request')
    .action(async ({ id }: { id: string }) => {
      const found = await (await session.api()).get(`/api/v1/builds/${encodeURIComponent(id)}`, ANSWERS.build).catch((error: unknown) => {
        if (error instanceof NodeProblem && error.status === 404)
          throw new NodeProblem(404, error.code, `build ${id.slice(0, 100)} was not found: is it the build id that pyrsia build printed, of this network?`);
        throw error;
      });
      session.output.show(found, () => buildLines(found));
    });
}

/** Commands of Pyrsia that this version does not have say so. */
export function noDocker(command: string): never {
  throw new ClientError('FRONT_MISSING', { command, ecosystem: 'docker (OCI)' });
}

async function requestMaven(session: Session, flags: MavenFlags): Promise<void> {
  const timeoutMs = wholeNumber('--timeout', flags.timeout) * 1_000;
  const body = flags.recipe === undefined ? requestFrom(flags) : { recipe: await recipeIn(flags.recipe) };
  const api = await session.api();
  const requested = await api.post('/build/maven', body, ANSWERS.requested);
  const { output } = session;
  const id = String(requested['build_id']);
  if (flags.wait !== true) {
    output.show(requested, () => [`requested; build id ${id}`, `follow it: pyrsia build status --id ${id}`]);
    return;
  }
  output.progress(`requested; build id ${id}`);
  const { waitForBuild } = await import('../wait-for-build.ts');
  const { signal: stop, leave } = stoppedBySignals((signal) => new ClientError('NO_VERDICT', { build: id, stopped_by: signal }));
  const decided = await waitForBuild({ api, buildId: id, timeoutMs, output, stop }).finally(leave);
  output.show(decided, () => buildLines(decided));
  session.exit.set(decided['phase'] === 'published' ? EXIT.ok : EXIT.failed);
}

async function recipeIn(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (cause) {
    throw new ClientError('USAGE', { recipe: file, reason: cause instanceof Error ? cause.message : 'unreadable' }, { cause });
  }
}

function requestFrom({ gav, source }: { gav?: string; source?: string }): object {
  if (gav === undefined || source === undefined) throw new ClientError('USAGE', { missing: '--gav and --source, or --recipe' });
  return { gav, source };
}

function buildLines(build: Json): string[] {
  const reveals = build['reveals'] as Json[];
  return [
    `${build['purl']}: ${build['phase']} (attempt ${build['attempt']}${build['log_index'] == null ? '' : `, log entry ${build['log_index']}`})`,
    ...reveals.map(
      (reveal) =>
        `  ${reveal['node_id']}  ${reveal['failure'] ?? String(reveal['result_digest']).slice(0, 16)}  upstream ${reveal['upstream']}${reveal['late'] === true ? '  late' : ''}`,
    ),
  ];
}
