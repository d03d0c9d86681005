/** A real Gradle with a home of its own, that resolves the same from several sets of repositories. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export const hasGradle = spawnSync('sh', ['-c', 'command -v gradle'], { stdio: 'ignore' }).status === 0;

/** A project for each set. Of each name: its files, or why there are none. */
const BUILD = `def wanted = System.getProperty('wanted').split(';')
subprojects { project ->
  System.getProperty("repositories.\${project.name}").split(';').each { address -> project.repositories.maven { url address } }
  wanted.eachWithIndex { gav, i ->
    project.configurations.create("wanted$i")
    project.dependencies.add("wanted$i", gav)
  }
}
task resolve {
  doLast {
    subprojects.each { project ->
      wanted.eachWithIndex { gav, i ->
        def said = []
        try {
          said = project.configurations["wanted$i"].files.collect { it.name }
        } catch (Exception failure) {
          for (Throwable cause = failure; cause != null; cause = cause.cause) said << cause.message
        }
        println "RESOLVED \${project.name} $i " + said.join(' ').replaceAll(/\\s+/, ' ')
      }
    }
  }
}
`;

/** Repositories of each set in the order in which they are asked → what became of each of `wanted`. */
export async function resolveWithGradle<Name extends string>(
  folder: string,
  sets: Readonly<Record<Name, readonly string[]>>,
  wanted: readonly string[],
): Promise<Record<Name, string[]>> {
  const names = Object.keys(sets) as Name[];
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'build.gradle'), BUILD);
  await writeFile(join(folder, 'settings.gradle'), `include ${names.map((name) => `'${name}'`).join(', ')}\n`);
  const repositories = names.map((name) => `-Drepositories.${name}=${sets[name].join(';')}`);
  const output = await run(folder, ['--no-daemon', '-q', '-g', join(folder, 'home'), `-Dwanted=${wanted.join(';')}`, ...repositories, 'resolve']);
  const said = (name: string, i: number): string => {
    const line = new RegExp(`^RESOLVED ${name} ${i} (.*)$`, 'm').exec(output);
    if (line === null) throw new Error(`Gradle said nothing of ${wanted[i]}: ${output}`);
    return line[1] as string;
  };
  return Object.fromEntries(names.map((name) => [name, wanted.map((_, i) => said(name, i))])) as Record<Name, string[]>;
}

function run(cwd: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, GRADLE_OPTS: '-XX:TieredStopAtLevel=1' };
    const child = spawn('setpriv', ['--pdeathsig', 'KILL', '--', 'gradle', ...args], { cwd, env, timeout: 90_000 });
    let text = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (text += data.toString()));
    child.once('error', reject);
    child.once('close', () => resolve(text));
  });
}
