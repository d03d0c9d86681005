/** Versions of Maven that the host has not: their distributions, by coordinates, from where the host's own mvn takes files. Once. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { access, mkdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const cache = fileURLToPath(new URL('../.cache', import.meta.url));
const PLUGIN = 'org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy';

export interface MavenDistribution {
  readonly version: string;
  /** sha512 of the archive. */
  readonly sha512: string;
}

export const MAVEN_39: MavenDistribution = {
  version: '3.9.11',
  sha512: 'bcfe4fe305c962ace56ac7b5fc7a08b87d5abd8b7e89027ab251069faebee516b0ded8961445d6d91ec1985dfe30f8153268843c89aa392733d1a3ec956c9978',
};

/** Path of its `mvn`. */
export async function ensureMaven({ version, sha512 }: MavenDistribution): Promise<string> {
  const home = join(cache, 'tools', `apache-maven-${version}`);
  const program = join(home, 'bin/mvn');
  const isThere = await access(program).then(
    () => true,
    () => false,
  );
  if (isThere) return program;
  const folder = join(cache, 'tools', `apache-maven-${version}.tmp`);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const repository = `-Dmaven.repo.local=${join(folder, 'repository')}`;
  const args = ['--batch-mode', '-ntp', '-q', repository, PLUGIN, `-Dartifact=org.apache.maven:apache-maven:${version}:tar.gz:bin`, '-DoutputDirectory=.'];
  execFileSync('mvn', args, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  const archive = join(folder, `apache-maven-${version}-bin.tar.gz`);
  const found = createHash('sha512')
    .update(await readFile(archive))
    .digest('hex');
  if (found !== sha512) throw new Error(`apache-maven ${version} has another digest: ${found}`);
  execFileSync('tar', ['-xzf', archive, '-C', folder], { stdio: ['ignore', 'ignore', 'inherit'] });
  await rename(join(folder, `apache-maven-${version}`), home);
  await rm(folder, { recursive: true, force: true });
  return program;
}
