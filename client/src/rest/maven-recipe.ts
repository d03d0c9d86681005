/**
 * The recipe that `pyrsia build maven --gav … --source …` stands for: the usual Maven build of a source archive
 * that lies beside the release. Who needs another one writes a recipe file.
 */
import { assertRecipe, encodePurl, type Purl, parseDigest, type Recipe } from '@pyrsia/ledger';
import { ClientError } from '../errors.ts';

/** `<classifier>@sha256:<hex>`, e.g. `source-release@sha256:34f4…`. */
const SOURCE = /^([a-z][a-z0-9-]*)@sha256:([0-9a-f]{64})$/;

export function mavenRecipe(purl: Purl, source: string): Recipe {
  const match = SOURCE.exec(source);
  if (match === null) {
    throw new ClientError('REQUEST_INVALID', {
      what: 'source must be <classifier>@sha256:<hex of the archive>',
      example: 'source-release@sha256:<64 hex characters>',
    });
  }
  const [, classifier, digest] = match as unknown as [string, string, string];
  const file = `${purl.name}-${purl.version}`;
  const recipe: Recipe = {
    purl: encodePurl(purl),
    adapter: 'maven',
    source: {
      from: { kind: 'registry', value: { purl: encodePurl(purl), classifier, extension: classifier === 'sources' ? 'jar' : 'zip' } },
      sha256: parseDigest(digest),
    },
    toolchain: [
      { name: 'jdk', version: '17' },
      { name: 'maven', version: '3' },
    ],
    steps: [{ argv: ['mvn', '--batch-mode', '--no-transfer-progress', 'package', '-DskipTests'] }],
    outputs: [
      { name: `${file}.jar`, path: `target/${file}.jar` },
      { name: `${file}.pom`, path: 'pom.xml' },
    ],
    limits: { timeoutSeconds: 1800, memoryMib: 4096, diskMib: 2048, processes: 1024 },
    mirrors: ['maven'],
    sourceDateEpoch: 0n,
  };
  assertRecipe(recipe);
  return recipe;
}
