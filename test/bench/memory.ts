/**
 * Memory of the program that users start, as the kernel counts it: with a store of 10 GB, after 100 000 requests of 32
 * connections over all that it holds. Half of them are for a few artifacts, half go through all.
 */
import { mkdtemp, readFile, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bytesOf } from '../seeded-bytes.ts';
import { askAll, type Question } from './http-load.ts';
import { GROUP, PublishedNode, pathOf, type Release } from './published-node.ts';
import { show, skip } from './report.ts';

const VERSIONS = 500;
const PACKAGES = 5;
const CLASSIFIERS = ['', '-sources', '-javadoc', '-tests', '-shaded'];
const JAR_BYTES = 4 * 1024 * 1024;
const POM_BYTES = 2 * 1024;
const LEAST_STORE_BYTES = 10e9;
const LEAST_FREE_BYTES = 15e9;
const REQUESTS = 100_000;
const CONNECTIONS = 32;
/** Of a hundred artifacts. */
const HOT = 5;
const GOAL_MB = 250;

export async function memory(): Promise<void> {
  const { bavail, bsize } = await statfs(tmpdir());
  if (bavail * bsize < LEAST_FREE_BYTES) {
    skip('memory', `${tmpdir()} has ${gb(bavail * bsize)} free: a store of 10 GB needs ${gb(LEAST_FREE_BYTES)}`);
    return;
  }
  const folder = await mkdtemp(join(tmpdir(), 'pyrsia-bench-'));
  let published: PublishedNode | undefined;
  try {
    const releases = Array.from({ length: VERSIONS }, (_, i) => releaseOf(i));
    published = await PublishedNode.start(folder, releases, { requests_per_second: 0 });
    const { node } = published;
    await assertFull(node.url);
    const before = await memoryOf(node.pid);
    await askAll(node.url, CONNECTIONS, questions(releases));
    const after = await memoryOf(node.pid);
    const held = `${REQUESTS} requests, 10 GB`;
    for (const [metric, value, peer_value] of [
      [`resident memory after ${held}`, after.resident, before.resident],
      ['its highest in between', after.highest, before.highest],
    ] as const) {
      const met = value < GOAL_MB;
      show({ bench: 'memory', metric, value, unit: 'MB', peer: 'before them', peer_value, ratio: value / peer_value, goal: `< ${GOAL_MB}`, met });
    }
  } finally {
    await published?.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

const gb = (bytes: number): string => `${(bytes / 1e9).toFixed(1)} GB`;

function releaseOf(i: number): Release {
  const [name, version] = [`package-${i % PACKAGES}`, `1.${Math.floor(i / PACKAGES)}`];
  const files = CLASSIFIERS.map((classifier): [string, number] => [`${name}-${version}${classifier}.jar`, JAR_BYTES]);
  files.push([`${name}-${version}.pom`, POM_BYTES]);
  return { name, version, files: Object.fromEntries(files.map(([file, size]) => [file, () => bytesOf({ size, seed: file })])) };
}

async function assertFull(url: string): Promise<void> {
  const storage = (await (await fetch(`${url}/api/v1/storage`)).json()) as { bytes?: number };
  if (!(Number(storage.bytes) >= LEAST_STORE_BYTES)) throw new Error(`not a store of 10 GB: ${JSON.stringify(storage)}`);
}

/** In MB, as the goal is. */
async function memoryOf(pid: number): Promise<{ resident: number; highest: number }> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const of = (name: string): number => (Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1]) * 1_024) / 1e6;
  return { resident: of('VmRSS'), highest: of('VmHWM') };
}

/** The same ones each time. */
function* questions(releases: readonly Release[]): Generator<Question> {
  const jars = releases.flatMap((release) => CLASSIFIERS.map((classifier) => ({ release, classifier })));
  const hot = Math.ceil((jars.length * HOT) / 100);
  for (let i = 0; i < REQUESTS; i += 1) {
    // Ten kinds of request for each artifact in turn: 7 919 is a prime, so the cold ones go through all of them.
    const turn = Math.floor(i / 20);
    const { release, classifier } = jars[i % 2 === 0 ? (turn * 13) % hot : (turn * 7_919 + i) % jars.length] as (typeof jars)[number];
    yield questionOf(Math.floor(i / 2) % 10, release, classifier);
  }
}

function questionOf(kind: number, release: Release, classifier: string): Question {
  const stem = `${release.name}-${release.version}`;
  const jar = `/maven2/${pathOf(release, `${stem}${classifier}.jar`)}`;
  const pom = `/maven2/${pathOf(release, `${stem}.pom`)}`;
  if (kind <= 1) return { path: jar, bytes: JAR_BYTES };
  if (kind === 2) return { path: jar, range: 'bytes=1000000-1999999', bytes: 1_000_000 };
  if (kind === 3) return { path: jar, isHead: true };
  if (kind <= 5) return { path: `${jar}.sha1`, bytes: 40 };
  if (kind <= 7) return { path: pom, bytes: POM_BYTES };
  return { path: kind === 8 ? `${pom}.sha512` : `/maven2/${GROUP.replaceAll('.', '/')}/${release.name}/maven-metadata.xml` };
}
