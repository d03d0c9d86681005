/**
 * `mvn` resolves a project with 50 dependencies that the node has published, into an empty local repository: through the node
 * and through nginx with the same files and the checksum files of a static repository. Whole processes, in turns; what Maven
 * runs itself (its plugin) lies in the local repository before the clock starts, and nothing else can be reached.
 */
import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { ensureMaven, MAVEN_39 } from '../maven-distribution.ts';
import { startNginx, stop } from './maven-yardsticks.ts';
import { GROUP, PublishedNode, pathOf, type Release } from './published-node.ts';
import { median, show } from './report.ts';
import { zipOf } from './zip.ts';

const DEPENDENCIES = 50;
const JAR_BYTES = 100 * 1024;
const RUNS = 7;
const GOAL = 1.1;
const GOAL_NAME = 'org.apache.maven.plugins:maven-dependency-plugin:3.6.1:resolve';
/** Nobody listens there. */
const NOWHERE = 'http://127.0.0.1:9/';

interface Dependency extends Release {
  readonly bytes: Readonly<Record<string, Buffer>>;
}
interface Setting {
  readonly folder: string;
  readonly dependencies: readonly Dependency[];
}

export async function mavenResolve(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'pyrsia-bench-'));
  try {
    const programs = { 3.8: 'mvn', 3.9: await ensureMaven(MAVEN_39) };
    const dependencies = Array.from({ length: DEPENDENCIES }, (_, i) => dependencyOf(`dependency-${i}`));
    await writeRepository(join(folder, 'static'), dependencies);
    const nginx = await startNginx(join(folder, 'nginx'), join(folder, 'static'));
    try {
      const published = await PublishedNode.start(folder, dependencies);
      try {
        const urls = [`${published.node.url}/maven2`, nginx.url] as const;
        for (const [version, program] of Object.entries(programs)) await compare({ folder, dependencies }, version, program, urls);
      } finally {
        await published.stop();
      }
    } finally {
      await stop(nginx);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function compare(setting: Setting, version: string, program: string, urls: readonly [string, string]): Promise<void> {
  const home = join(setting.folder, `mvn-${version}`);
  await warmUp(home, program);
  const times: [number[], number[], number[]] = [[], [], []];
  // The first round is not counted: the node is warm.
  for (let run = 0; run <= RUNS; run += 1) {
    const round = [
      await timed(home, program, urls[0], setting.dependencies),
      await timed(home, program, urls[1], setting.dependencies),
      await timed(home, program, urls[1], []),
    ];
    if (run > 0) for (const [i, ms] of round.entries()) times[i]?.push(ms);
  }
  const [ours, theirs, none] = times.map(median) as [number, number, number];
  const figure = { bench: 'maven-resolve', unit: 'ms', peer: 'nginx' };
  const ratio = ours / theirs;
  const metric = `mvn ${version}, ${DEPENDENCIES} dependencies, whole process`;
  show({ ...figure, metric, value: ours, peer_value: theirs, ratio, goal: `<= ${GOAL}`, met: ratio <= GOAL });
  const [added, addedTheirs] = [ours - none, theirs - none];
  show({ ...figure, metric: `mvn ${version}, what they add to none`, value: added, peer_value: addedTheirs, ratio: added / addedTheirs, goal: '-', met: null });
}

/** Milliseconds of one process; throws unless it has all files. */
async function timed(home: string, program: string, url: string, dependencies: readonly Dependency[]): Promise<number> {
  const project = join(home, 'project');
  const repository = join(home, 'repository');
  await writeProject(project, dependencies);
  await writeFile(join(project, 'settings.xml'), settingsOf(url));
  await rm(repository, { recursive: true, force: true });
  await cp(join(home, 'plugin'), repository, { recursive: true });
  const started = performance.now();
  await mvn(program, project, repository, ['-s', 'settings.xml']);
  const ms = performance.now() - started;
  for (const { name, version, files } of dependencies) {
    const found = await readdir(join(repository, pathOf({ name, version }, '')));
    const missing = Object.keys(files).filter((file) => !found.includes(file));
    if (missing.length > 0) throw new Error(`mvn has not ${missing.join(', ')}`);
  }
  return ms;
}

/** The plugin and what it needs, from where the host's Maven takes files. */
async function warmUp(home: string, program: string): Promise<void> {
  await writeProject(join(home, 'project'), []);
  await mvn(program, join(home, 'project'), join(home, 'plugin'), []);
  // Without these, files are of nowhere: of whichever repository, they need no asking.
  for (const file of await readdir(join(home, 'plugin'), { recursive: true }))
    if (/\/(_remote\.repositories|resolver-status\.properties|.*\.lastUpdated)$/.test(file)) await rm(join(home, 'plugin', file));
}

async function mvn(program: string, project: string, repository: string, args: readonly string[]): Promise<void> {
  const all = ['--batch-mode', '-ntp', `-Dmaven.repo.local=${repository}`, ...args, GOAL_NAME];
  await promisify(execFile)('setpriv', ['--pdeathsig', 'KILL', '--', program, ...all], { cwd: project, env: { ...process.env, MAVEN_OPTS: '' } }).catch(
    (error: { stdout?: string }) => {
      throw new Error(`mvn: ${String(error.stdout).slice(-2_000)}`, { cause: error });
    },
  );
}

const settingsOf = (url: string): string => `<settings>
  <mirrors><mirror><id>nowhere</id><mirrorOf>central</mirrorOf><url>${NOWHERE}</url></mirror></mirrors>
  <profiles><profile><id>bench</id><repositories><repository><id>bench</id><url>${url}</url></repository></repositories></profile></profiles>
  <activeProfiles><activeProfile>bench</activeProfile></activeProfiles>
</settings>`;

async function writeProject(folder: string, dependencies: readonly Dependency[]): Promise<void> {
  const listed = dependencies.map(
    ({ name, version }) => `<dependency><groupId>${GROUP}</groupId><artifactId>${name}</artifactId><version>${version}</version></dependency>`,
  );
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'pom.xml'), pomOf('project', '1', `<packaging>pom</packaging><dependencies>${listed.join('')}</dependencies>`));
}

const pomOf = (name: string, version: string, rest: string): string =>
  `<project><modelVersion>4.0.0</modelVersion><groupId>${GROUP}</groupId><artifactId>${name}</artifactId><version>${version}</version>${rest}</project>\n`;

function dependencyOf(name: string): Dependency {
  const version = '1.0';
  const jar = zipOf({ 'META-INF/MANIFEST.MF': Buffer.from('Manifest-Version: 1.0\r\n\r\n'), [`${name}/data`]: randomBytes(JAR_BYTES) });
  const bytes = { [`${name}-${version}.jar`]: jar, [`${name}-${version}.pom`]: Buffer.from(pomOf(name, version, '')) };
  const files = Object.fromEntries(Object.entries(bytes).map(([file, content]) => [file, () => once(content)]));
  return { name, version, bytes, files };
}

async function* once(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield new Uint8Array(bytes);
}

async function writeRepository(folder: string, dependencies: readonly Dependency[]): Promise<void> {
  for (const { name, version, bytes } of dependencies) {
    for (const [file, content] of Object.entries(bytes)) {
      const path = join(folder, pathOf({ name, version }, file));
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, content);
      for (const sum of ['sha1', 'md5']) await writeFile(`${path}.${sum}`, createHash(sum).update(content).digest('hex'));
    }
  }
}
