/**
 * SLSA provenance v1 of one build by one node, as an in-toto statement (references: in-toto Statement v1,
 * slsa.dev/provenance/v1). Its sha256 goes on chain with the reveal. JSON because these formats are JSON.
 */
import { type Build, type Digest, describeSource, type Result, recipeDigest, recipeToJson, toHex } from '@pyrsia/ledger';
import type { RecordedFile } from '../mirror/recording-mirror.ts';

export interface ProvenanceInput {
  readonly build: Build;
  readonly result: Result;
  readonly nodeId: string;
  readonly environment: Digest;
  readonly toolchain: Readonly<Record<string, string>>;
  readonly dependencies: readonly RecordedFile[];
  /** Hash of the tree of a git source. */
  readonly tree?: string;
  readonly startedAt: Date;
  readonly finishedAt: Date;
}

export function provenanceStatement(input: ProvenanceInput): string {
  const { build, result } = input;
  const { outcome } = result;
  const subject = outcome.kind === 'artifacts' ? outcome.value.artifacts.map(({ name, sha256 }) => ({ name, digest: { sha256: toHex(sha256) } })) : [];
  const statement = {
    _type: 'https://in-toto.io/Statement/v1',
    subject,
    predicateType: 'https://slsa.dev/provenance/v1',
    predicate: {
      buildDefinition: {
        buildType: 'https://pyrsia.io/build/v1',
        externalParameters: { recipe: recipeToJson(build.recipe), recipeDigest: toHex(recipeDigest(build.recipe)) },
        internalParameters: { environment: toHex(input.environment), toolchain: input.toolchain },
        resolvedDependencies: [
          { uri: describeSource(build.recipe.source), digest: sourceDigest(build, input.tree) },
          ...input.dependencies.map(({ path, sha256 }) => ({ uri: path, digest: { sha256 } })),
        ],
      },
      runDetails: {
        builder: { id: `pyrsia:node/${input.nodeId}` },
        metadata: { invocationId: toHex(build.id), startedOn: input.startedAt.toISOString(), finishedOn: input.finishedAt.toISOString() },
        ...(outcome.kind === 'failure' ? { pyrsia_failure: outcome.value.code } : {}),
      },
    },
  };
  return `${JSON.stringify(statement)}\n`;
}

/** Named as in-toto's digest sets are (github.com/in-toto/attestation, spec/v1/digest_set.md). */
function sourceDigest({ recipe: { source } }: Build, tree: string | undefined): Readonly<Record<string, string>> {
  const { from } = source;
  const git = from.kind === 'git' ? { gitCommit: from.value.commit, ...(tree === undefined ? {} : { gitTree: tree }) } : {};
  return { sha256: toHex(source.sha256), ...git };
}
