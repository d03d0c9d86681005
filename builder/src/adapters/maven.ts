/** Maven: sources by coordinates, builds with the host's mvn and JDK, everything through the mirror. */
import { type Purl, parsePurl } from '@pyrsia/ledger';
import { BuilderError } from '../errors.ts';
import { findMaven, type MavenInstallation, mavenUpstream } from '../mirror/maven-upstream.ts';
import type { Adapter } from './adapter.ts';

let installation: Promise<MavenInstallation> | undefined;
/** Asked once per process: starting a JVM takes half a second. */
const maven = (): Promise<MavenInstallation> => (installation ??= findMaven());

const folderOf = ({ namespace, name, version }: Purl): string => `${namespace.replaceAll('.', '/')}/${name}/${version}`;

export const mavenAdapter: Adapter = {
  name: 'maven',

  async upstream() {
    return mavenUpstream(await maven());
  },

  async toolchain(recipe) {
    const { mavenVersion, javaVersion, javaVendor } = await maven();
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
    const extension = from.kind === 'registry' ? from.value.extension : 'tar.gz';
    return extension === 'zip' || extension === 'jar' ? ['/usr/bin/unzip', '-q'] : ['/usr/bin/tar', '--no-same-owner', '-xf'];
  },

  // The JVM would take a quarter of the host's memory as heap, whatever the recipe allows.
  environment: (recipe) => ({ MAVEN_OPTS: `-Xmx${Math.floor(recipe.limits.memoryMib / 2)}m` }),

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
