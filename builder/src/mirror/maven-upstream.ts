/**
 * The upstream Maven repository, as the host's own mvn would use it for `central`: a mirror from the user's or
 * the installation's settings.xml, else the url in Maven's super POM. No address is written in this product.
 */
import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify, stripVTControlCharacters } from 'node:util';
import { XMLParser } from 'fast-xml-parser';
import { BuilderError } from '../errors.ts';

const run = promisify(execFile);
const xml = new XMLParser({ ignoreAttributes: true, isArray: (name) => name === 'mirror' || name === 'repository' });
const REPOSITORY_ID = 'central';

interface Mirror {
  readonly url?: string;
  readonly mirrorOf?: string;
  readonly blocked?: boolean;
}

/** Debian's JDK of a major version; undefined if it is not installed. */
export async function findJdk(major: string): Promise<string | undefined> {
  const names = await readdir('/usr/lib/jvm').catch(() => []);
  const name = names.sort().find((candidate) => candidate.startsWith(`java-${major}-openjdk`));
  return name === undefined ? undefined : join('/usr/lib/jvm', name);
}

export interface MavenInstallation {
  readonly home: string;
  readonly mavenVersion: string;
  readonly javaVersion: string;
  readonly javaVendor: string;
}

/** What `mvn -v` says with that JDK, in the places that the sandbox shows; `TOOLCHAIN_MISSING` if there is no mvn. */
export async function findMaven(javaHome: string | undefined): Promise<MavenInstallation> {
  const { stdout } = await run('/usr/bin/mvn', ['-v'], { env: { PATH: '/usr/bin:/bin', ...(javaHome === undefined ? {} : { JAVA_HOME: javaHome }) } }).catch(
    (cause) => {
      throw new BuilderError('TOOLCHAIN_MISSING', { tool: 'mvn' }, { cause });
    },
  );
  const plain = stripVTControlCharacters(stdout);
  const field = (pattern: RegExp): string => {
    const found = pattern.exec(plain)?.[1];
    if (found === undefined) throw new BuilderError('TOOLCHAIN_MISSING', { tool: 'mvn', said: plain.slice(0, 200) });
    return found;
  };
  return {
    home: field(/^Maven home: (.+)$/m),
    mavenVersion: field(/^Apache Maven (\S+)/m),
    javaVersion: field(/^Java version: ([^,\s]+)/m),
    javaVendor: field(/vendor: ([^,]+)/m),
  };
}

/** Base url without a slash at the end. */
export async function mavenUpstream(installation: MavenInstallation): Promise<string> {
  for (const settings of [join(homedir(), '.m2/settings.xml'), join(installation.home, 'conf/settings.xml')]) {
    const url = await mirrorIn(settings);
    if (url !== undefined) return trimmed(url);
  }
  return trimmed(await superPomUrl(installation.home));
}

async function mirrorIn(path: string): Promise<string | undefined> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  const mirrors = (xml.parse(text) as { settings?: { mirrors?: { mirror?: Mirror[] } } }).settings?.mirrors?.mirror ?? [];
  return mirrors.find((mirror) => mirror.blocked !== true && covers(mirror.mirrorOf ?? ''))?.url;
}

/** Maven's mirrorOf: a list of ids, `*`, `external:*`, and exclusions. */
function covers(mirrorOf: string): boolean {
  const tokens = mirrorOf.split(',').map((token) => token.trim());
  if (tokens.includes(`!${REPOSITORY_ID}`)) return false;
  return tokens.some((token) => token === '*' || token === 'external:*' || token === REPOSITORY_ID);
}

async function superPomUrl(home: string): Promise<string> {
  const library = join(home, 'lib');
  const jar = (await readdir(library)).find((name) => /^maven-model-builder-.*\.jar$/.test(name));
  if (jar === undefined) throw new BuilderError('UPSTREAM_UNKNOWN', { ecosystem: 'maven', home });
  const { stdout } = await run('unzip', ['-p', join(library, jar), 'org/apache/maven/model/pom-4.0.0.xml']);
  const pom = xml.parse(stdout) as { project?: { repositories?: { repository?: Array<{ id?: string; url?: string }> } } };
  const url = pom.project?.repositories?.repository?.find((repository) => repository.id === REPOSITORY_ID)?.url;
  if (url === undefined) throw new BuilderError('UPSTREAM_UNKNOWN', { ecosystem: 'maven', home });
  return url;
}

const trimmed = (url: string): string => url.replace(/\/+$/, '');
