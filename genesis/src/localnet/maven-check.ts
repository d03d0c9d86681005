/**
 * A real mvn resolves the published jar: empty local repository, the regular node asked first. What the network
 * has not published (the parent poms of the artifact, the plugin that does the resolving) comes from where the
 * host's mvn takes it; Maven's own notes must say that jar and pom came from the node.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Purl, parsePurl } from '@pyrsia/ledger';
import { GenesisError } from '../errors.ts';

const REPOSITORY = 'pyrsia';
const PLUGIN = 'org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy';
/** The plugin and what it needs are downloaded first. */
const TIMEOUT_MS = 300_000;

/** `settings.xml` that sends every question for the repository `pyrsia` to the node. */
export function mavenSettings(nodeUrl: string): string {
  return `<settings>
  <mirrors>
    <mirror>
      <id>${REPOSITORY}</id>
      <mirrorOf>${REPOSITORY}</mirrorOf>
      <url>${nodeUrl}/maven2</url>
    </mirror>
  </mirrors>
</settings>
`;
}

const projectPom = (nodeUrl: string): string => `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>org.example</groupId>
  <artifactId>check</artifactId>
  <version>1</version>
  <packaging>pom</packaging>
  <repositories>
    <repository>
      <id>${REPOSITORY}</id>
      <url>${nodeUrl}/maven2</url>
    </repository>
  </repositories>
</project>
`;

export interface MavenCheck {
  readonly sha256: string;
  readonly seconds: number;
}

/** Resolves `<name>-<version>.jar`; `MVN_FAILED` unless it came from the node with the expected digest. */
export async function checkWithMaven(nodeUrl: string, purlText: string, expectedSha256: string): Promise<MavenCheck> {
  const purl = parsePurl(purlText);
  const folder = await mkdtemp(join(tmpdir(), 'pyrsia-mvn-'));
  const started = performance.now();
  try {
    await mkdir(join(folder, 'out'));
    await writeFile(join(folder, 'pom.xml'), projectPom(nodeUrl));
    await writeFile(join(folder, 'settings.xml'), mavenSettings(nodeUrl));
    const repository = join(folder, 'repository');
    const args = ['--batch-mode', '-ntp', '-s', 'settings.xml', `-Dmaven.repo.local=${repository}`, PLUGIN];
    await runMaven(folder, [...args, `-Dartifact=${purl.namespace}:${purl.name}:${purl.version}`, '-DoutputDirectory=out']);
    const sha256 = createHash('sha256')
      .update(await readFile(join(folder, 'out', `${purl.name}-${purl.version}.jar`)))
      .digest('hex');
    if (sha256 !== expectedSha256) throw new GenesisError('MVN_FAILED', { reason: 'another digest', found: sha256 });
    await assertCameFromNode(repository, purl);
    return { sha256, seconds: (performance.now() - started) / 1000 };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Maven notes beside each file from which repository it came. */
async function assertCameFromNode(repository: string, purl: Purl): Promise<void> {
  const note = await readFile(join(repository, purl.namespace.replaceAll('.', '/'), purl.name, purl.version, '_remote.repositories'), 'utf8');
  for (const file of ['jar', 'pom'].map((extension) => `${purl.name}-${purl.version}.${extension}`)) {
    if (!note.includes(`${file}>${REPOSITORY}=`)) throw new GenesisError('MVN_FAILED', { reason: `${file} came from another repository` });
  }
}

function runMaven(cwd: string, args: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn('setpriv', ['--pdeathsig', 'KILL', '--', 'mvn', ...args], { cwd, stdio: ['ignore', 'pipe', 'pipe'], timeout: TIMEOUT_MS });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (data: Buffer) => {
        output = (output + data.toString()).slice(-4000);
      });
    }
    child.once('error', (cause) => reject(new GenesisError('MVN_FAILED', { reason: 'mvn cannot be run' }, { cause })));
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new GenesisError('MVN_FAILED', { code: code ?? -1, said: output.slice(-1500) }))));
  });
}
