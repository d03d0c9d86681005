/** The main job: request the build, follow it to the verdict, check the proof, and let a real mvn resolve it. */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parseRecipeJson } from '@pyrsia/ledger';
import { GenesisError } from '../errors.ts';
import { networkFilePath, restUrl } from './configure.ts';
import { checkWithMaven } from './maven-check.ts';
import type { RunningNetwork } from './network.ts';
import { ask } from './node-api.ts';
import { keyFile, nodeHome } from './plan.ts';
import type { Progress } from './progress.ts';

const run = promisify(execFile);
const POLL_MS = 500;
const DECIDED = ['published', 'refused', 'expired'];

export interface MainJob {
  readonly network: RunningNetwork;
  readonly dataFolder: string;
  readonly root: string;
  readonly nodeBinary: string;
  readonly recipeFile: string;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

type Json = Record<string, unknown>;

/** Ends well only when the version is published, proven and resolved by mvn. */
export async function runMainJob(job: MainJob): Promise<void> {
  const recipeText = await readFile(job.recipeFile, 'utf8');
  const { purl } = parseRecipeJson(recipeText);
  const url = restUrl(job.network.regular);
  const known = await ask(url, `/api/v1/publications/${purl}`);
  const build = known.status === 200 ? undefined : await requestAndFollow(job, url, JSON.parse(recipeText) as Json);
  job.progress.end();
  if (build !== undefined && build['phase'] !== 'published') throw notPublished(build);
  const publication = known.status === 200 ? known.body : await publicationOf(url, purl);
  showPublication(job, publication, build ?? (await ask(url, `/api/v1/builds/${publication['build_id']}`)).body);
  await checkProof(job, url, publication);
  const jar = artifactsOf(publication).find(({ name }) => name.endsWith('.jar'));
  if (jar === undefined) throw new GenesisError('NOT_VERIFIED', { reason: 'no jar in the publication' });
  const maven = await checkWithMaven(url, purl, jar.sha256);
  job.progress.say(`mvn            resolved ${jar.name} from the regular node, empty local repository, ${maven.seconds.toFixed(1)} s`);
}

async function requestAndFollow(job: MainJob, url: string, recipe: Json): Promise<Json> {
  const tokenFile = keyFile(nodeHome(job.dataFolder, job.network.regular), 'token');
  const requested = await ask(url, '/build/maven', { body: { recipe }, tokenFile });
  const detail = String(requested.body['detail'] ?? '');
  if (requested.status === 409 && detail.includes('BUILD_ALREADY_OPEN')) {
    job.progress.say(`a build of ${recipe['purl']} is open already; following it`);
    return follow(job, url, await openBuildOf(url, String(recipe['purl'])));
  }
  if (requested.status !== 202) throw new GenesisError('REQUEST_REFUSED', { reason: detail });
  job.progress.say(`requested      ${recipe['purl']}, build ${String(requested.body['build_id']).slice(0, 16)}…`);
  return follow(job, url, String(requested.body['build_id']));
}

/** After a restart: the build that was open when the network stopped. */
async function openBuildOf(url: string, purl: string): Promise<string> {
  const { status, body } = await ask(url, `/api/v1/requests/${purl}`);
  if (status !== 200 || body['open_build'] === undefined) throw new GenesisError('REQUEST_REFUSED', { reason: 'the open build cannot be found' });
  return String(body['open_build']);
}

async function follow(job: MainJob, url: string, buildId: string): Promise<Json> {
  for (;;) {
    job.signal.throwIfAborted();
    const { status, body } = await Promise.race([ask(url, `/api/v1/builds/${buildId}`), job.network.processes.failure]);
    if (status === 200 && DECIDED.includes(String(body['phase']))) return body;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

/** The publication may be a block behind the build. */
async function publicationOf(url: string, purl: string): Promise<Json> {
  const { status, body } = await ask(url, `/api/v1/publications/${purl}`);
  if (status !== 200) throw new GenesisError('NOT_VERIFIED', { reason: String(body['detail']) });
  return body;
}

function artifactsOf(publication: Json): Array<{ name: string; sha256: string; size: string }> {
  return publication['artifacts'] as Array<{ name: string; sha256: string; size: string }>;
}

function showPublication({ progress }: MainJob, publication: Json, build: Json): void {
  const majority = publication['majority'] as { matched: number; electorate: number };
  const reveals = (build['reveals'] ?? []) as Array<{ upstream: string }>;
  const identical = reveals.filter((reveal) => reveal.upstream === 'identical').length;
  progress.say('');
  progress.say(`verdict        published: ${majority.matched} of ${majority.electorate} build nodes got the same bytes (more than half are needed)`);
  progress.say(`log            index ${publication['log_index']} of ${publication['log_size']}, root ${publication['log_root']}`);
  progress.say(`height         ${publication['height']}, verified by the regular node up to header ${publication['verified_at_height']}`);
  progress.say(`upstream       ${identical} of ${reveals.length} build nodes found the bytes identical to those of Maven Central`);
  for (const { name, sha256, size } of artifactsOf(publication)) progress.say(`artifact       ${sha256}  ${name}  ${size} bytes`);
}

/** The command line verifies the jar that the node serves, from the pinned trust root alone. */
async function checkProof(job: MainJob, url: string, publication: Json): Promise<void> {
  const jar = artifactsOf(publication).find(({ name }) => name.endsWith('.jar')) as { name: string };
  const folder = await mkdtemp(join(tmpdir(), 'pyrsia-verify-'));
  try {
    const file = join(folder, jar.name);
    const bundle = join(folder, 'bundle.json');
    await writeFile(file, await download(url, String(publication['purl']), jar.name));
    await writeFile(bundle, JSON.stringify(publication['proof']));
    const cli = [join(job.root, 'client/src/cli-main.ts'), '--network-file', networkFilePath(job.dataFolder), '--json', 'verify', file, '--bundle', bundle];
    const { stdout } = await run(job.nodeBinary, cli).catch((cause: unknown) => {
      throw new GenesisError('NOT_VERIFIED', { reason: cause instanceof Error ? cause.message : 'unknown' }, { cause });
    });
    const { verdict } = JSON.parse(stdout) as { verdict: string };
    job.progress.say(`proof          ${verdict}: trust root → header → app hash → log and state → artifact (pyrsia verify, offline)`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function download(url: string, purl: string, name: string): Promise<Uint8Array> {
  const [, group, artifact, version] = /^pkg:maven\/([^/]+)\/([^@]+)@(.+)$/.exec(purl) as unknown as [string, string, string, string];
  const response = await fetch(`${url}/maven2/${group.replaceAll('.', '/')}/${artifact}/${version}/${name}`);
  if (!response.ok) throw new GenesisError('NOT_VERIFIED', { reason: `the regular node answers ${response.status} for ${name}` });
  return new Uint8Array(await response.arrayBuffer());
}

function notPublished(build: Json): GenesisError {
  const reveals = (build['reveals'] ?? []) as Array<{ node_id: string; failure?: string; result_digest: string }>;
  const results = reveals.map((reveal) => `${reveal.node_id.slice(0, 8)} ${reveal.failure ?? reveal.result_digest.slice(0, 16)}`).join(', ');
  const offline = reveals.some(({ failure }) => failure === 'source_unavailable' || failure === 'dependency_unavailable');
  return new GenesisError(offline ? 'NO_NETWORK' : 'NOT_PUBLISHED', { verdict: String(build['phase']), results });
}
