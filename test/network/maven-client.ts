/**
 * A real mvn with a local repository of its own, and a project whose parent pom it must resolve: no plugin is needed, so
 * each try is one short process.
 */
import { spawn } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface MavenRun {
  readonly code: number;
  readonly output: string;
}

export interface Repositories {
  /** Url of each by its id, in the order in which they are asked. */
  readonly repositories: Readonly<Record<string, string>>;
  /** In the place of the one that Maven has by itself, and asks last. */
  readonly central: string;
  /** Is asked for everything, in the place of all of them. */
  readonly mirrorOfAll?: string;
}

export class MavenClient {
  private readonly folder: string;
  private readonly program: string;

  private constructor(folder: string, program: string) {
    this.folder = folder;
    this.program = program;
  }

  static async create(folder: string, program: string, { repositories, central, mirrorOfAll }: Repositories): Promise<MavenClient> {
    await mkdir(join(folder, 'project'), { recursive: true });
    const listed = Object.entries(repositories).map(([id, url]) => `<repository><id>${id}</id><url>${url}</url></repository>`);
    const [mirrored, id, url] = mirrorOfAll === undefined ? ['central', 'other', central] : ['*', 'pyrsia', mirrorOfAll];
    const settings = `<settings>
  <mirrors><mirror><id>${id}</id><mirrorOf>${mirrored}</mirrorOf><url>${url}</url></mirror></mirrors>
  <profiles><profile><id>test</id><repositories>${listed.join('')}</repositories></profile></profiles>
  <activeProfiles><activeProfile>test</activeProfile></activeProfiles>
</settings>`;
    await writeFile(join(folder, 'settings.xml'), settings);
    return new MavenClient(folder, program);
  }

  /** Resolves the pom `gav` as parent of a project. */
  async resolveParent(gav: string): Promise<MavenRun> {
    const [group, name, version] = gav.split(':');
    const parent = `<parent><groupId>${group}</groupId><artifactId>${name}</artifactId><version>${version}</version><relativePath/></parent>`;
    const pom = `<project><modelVersion>4.0.0</modelVersion>${parent}<artifactId>child</artifactId><packaging>pom</packaging></project>`;
    await writeFile(join(this.folder, 'project/pom.xml'), pom);
    const args = ['--batch-mode', '-s', join(this.folder, 'settings.xml'), `-Dmaven.repo.local=${join(this.folder, 'repository')}`, 'validate'];
    return new Promise((resolve, reject) => {
      const child = spawn('setpriv', ['--pdeathsig', 'KILL', '--', this.program, ...args], {
        cwd: join(this.folder, 'project'),
        // A process that lives a second needs no second compiler.
        env: { ...process.env, MAVEN_OPTS: '-XX:TieredStopAtLevel=1' },
        timeout: 60_000,
      });
      let output = '';
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (output += data.toString()));
      child.once('error', reject);
      child.once('close', (code) => resolve({ code: code ?? -1, output }));
    });
  }

  /** A file of the local repository. */
  read(path: string): Promise<Buffer> {
    return readFile(join(this.folder, 'repository', path));
  }
}
