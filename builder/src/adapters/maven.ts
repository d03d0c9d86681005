/** Maven: sources by coordinates, builds with the host's mvn and JDK, everything through the mirror. */
import { type Purl, parsePurl, type Recipe } from '@pyrsia/ledger';
import { BuilderError } from '../errors.ts';
import { findJdk, findMaven, type MavenInstallation, mavenUpstream } from '../mirror/maven-upstream.ts';
import type { Adapter } from './adapter.ts';

interface Toolchain {
  readonly maven: MavenInstallation;
  readonly javaHome: string | undefined;
}
const toolchains = new Map<string, Promise<Toolchain>>();

/** Asked once per process and JDK: starting a JVM takes half a second. */
function toolchainFor(recipe: Recipe): Promise<Toolchain> {
  const major = recipe.toolchain.find(({ name }) => name === 'jdk')?.version.split('.')[0] ?? '';
  const known = toolchains.get(major);
  if (known !== undefined) return known;
  const found = findJdk(major).then(async (javaHome) => {
    if (javaHome === undefined && major !== '') throw new BuilderError('TOOLCHAIN_MISSING', { tool: 'jdk', wanted: major, found: 'none' });
    return { javaHome, maven: await findMaven(javaHome) };
  });
  toolchains.set(major, found);
  found.catch(() => toolchains.delete(major)); // It may be installed meanwhile.
  return found;
}

const folderOf = ({ namespace, name, version }: Purl): string => `${namespace.replaceAll('.', '/')}/${name}/${version}`;

export const mavenAdapter: Adapter = {
  name: 'maven',

  async upstream(recipe) {
    return mavenUpstream((await toolchainFor(recipe)).maven);
  },

  async toolchain(recipe) {
    const { mavenVersion, javaVersion, javaVendor } = (await toolchainFor(recipe)).maven;
    const found: Record<string, string> = { maven: mavenVersion, jdk: javaVersion };
    for (const { name, version } of recipe.toolchain) {
      const have = found[name];
      if (have === undefined || !(have === version || have.startsWith(`${version}.`))) {
        throw new BuilderError('TOOLCHAIN_MISSING', { tool: name, wanted: version, found: have ?? 'none' });
      }
    }
    return { ...found, 'jdk-vendor': javaVendor };
  },

  sourcePath(recipe) {
    const { from } = recipe.source;
    if (from.kind !== 'registry') throw new BuilderError('SOURCE_UNAVAILABLE', { kind: from.kind });
    const purl = parsePurl(from.value.purl);
    return `${folderOf(purl)}/${purl.name}-${purl.version}-${from.value.classifier}.${from.value.extension}`;
  },

  upstreamPath: (recipe, output) => `${folderOf(parsePurl(recipe.purl))}/${output}`,

  unpack(recipe) {
    const { from } = recipe.source;
    // An archive's url says what it is; that of a commit is a plain tar.
    const extension = from.kind === 'registry' ? from.value.extension : from.value.url.split('.').at(-1);
    return from.kind !== 'git' && (extension === 'zip' || extension === 'jar') ? ['/usr/bin/unzip', '-q'] : ['/usr/bin/tar', '--no-same-owner', '-xf'];
  },

  // The JVM would take a quarter of the host's memory as heap, whatever the recipe allows.
  environment: async (recipe) => {
    const { javaHome } = await toolchainFor(recipe);
    const heap = { MAVEN_OPTS: `-Xmx${Math.floor(recipe.limits.memoryMib / 2)}m` };
    return javaHome === undefined ? heap : { ...heap, JAVA_HOME: javaHome };
  },

  // Lists of versions and checksums are Maven's own business with the mirror.
  seedPath: (path) => (/maven-metadata|\.(sha1|md5|sha256|sha512|asc)$/.test(path) ? undefined : path.replace(/^maven\//, '.m2/repository/')),

  homeFiles: (mirrorUrl) => ({
    '.m2/settings.xml': `<settings>
  <mirrors>
    <mirror>
      <id>recording-mirror</id>
      <mirrorOf>*</mirrorOf>
      <url>${mirrorUrl}/maven</url>
    </mirror>
  </mirrors>
</settings>
`,
  }),
};
