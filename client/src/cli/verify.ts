/**
 * `pyrsia verify <file>`: is this file what the network published? `pyrsia prove <purl>`: what does the network say of a
 * package version, or who are its build nodes? Both from the pinned trust root alone.
 */
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { type Digest, describeArtifact, type NetworkFile, toHex } from '@pyrsia/ledger';
import { systemClock } from '../clock.ts';
import { ClientError } from '../errors.ts';
import { parseBundle } from '../proof/bundle.ts';
import { type BundleVerdict, type Claim, type FileVerdict, type ProvenPublication, verifyBundle, verifyFileBundle } from '../proof/verify-bundle.ts';
import { ANSWERS } from './answer.ts';
import { type NodeApi, NodeProblem } from './node-api.ts';

/** Where the bundle comes from: a file, or a node, which is believed no more than the file. */
export type BundleSource = { readonly bundleFile: string } | { readonly api: NodeApi; readonly path: string; readonly member?: string };

const MAX_BUNDLE_BYTES = 32 * 1024 * 1024;

export type FileResult = FileVerdict & { readonly sha256: string };

export async function verifyFile(path: string, network: NetworkFile, source: { bundleFile: string } | { api: NodeApi }): Promise<FileResult> {
  const digest = await digestOf(path);
  const sha256 = toHex(digest);
  const from = 'api' in source ? { api: source.api, path: `/api/v1/artifacts/${sha256}`, member: 'proof' } : source;
  return { ...(await judged(from, (json) => verifyFileBundle(parseBundle(json), network, digest, systemClock.nowNs()))), sha256 };
}

/** `about`: a purl, or `nodes`. A bundle that proves something else proves nothing of it. */
export function prove(about: string, network: NetworkFile, source: BundleSource): Promise<BundleVerdict> {
  return judged(source, (json) => {
    const verdict = verifyBundle(parseBundle(json), network, systemClock.nowNs());
    if (verdict.verdict !== 'proven' || subjectOf(verdict.claim) === about) return verdict;
    return { verdict: 'disproven', reason: `the bundle is about ${subjectOf(verdict.claim)}` };
  });
}

function subjectOf({ statement }: Claim): string {
  if (statement.kind === 'build_nodes') return 'nodes';
  return statement.kind === 'not_published' ? statement.purl : statement.publication.purl;
}

/** The bundle as JSON; undefined, with the reason, if a node has none. */
export async function bundleFrom(source: BundleSource): Promise<{ json: unknown } | { reason: string }> {
  if ('bundleFile' in source) return { json: jsonOf(await readBundle(source.bundleFile)) };
  try {
    const answer = await source.api.get(source.path, ANSWERS.anything);
    return { json: source.member === undefined ? answer : answer[source.member] };
  } catch (error) {
    // A node that knows no such thing proves nothing to us: it may be behind, or lie.
    if (error instanceof NodeProblem) return { reason: `the node has no proof: ${error.message}` };
    throw error;
  }
}

async function judged<T>(source: BundleSource, judge: (json: unknown) => T): Promise<T | { verdict: 'disproven' | 'cannot_tell'; reason: string }> {
  try {
    const found = await bundleFrom(source);
    return 'reason' in found ? { verdict: 'cannot_tell', reason: found.reason } : judge(found.json);
  } catch (error) {
    if (!(error instanceof ClientError) || error.code !== 'PROOF_INVALID') throw error;
    // A bundle that somebody kept and that changed is no proof any more; what a node makes up says nothing of the file.
    return { verdict: 'bundleFile' in source ? 'disproven' : 'cannot_tell', reason: error.message };
  }
}

async function readBundle(path: string): Promise<string> {
  const unreadable = (cause: Error): never => {
    throw new ClientError('FILE', { file: path, reason: cause.message }, { cause });
  };
  const { size } = await stat(path).catch(unreadable);
  if (size > MAX_BUNDLE_BYTES) throw new ClientError('PROOF_INVALID', { what: 'larger than a bundle can be', bytes: size });
  return readFile(path, 'utf8').catch(unreadable);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ClientError('PROOF_INVALID', { what: 'not JSON' }, { cause });
  }
}

async function digestOf(path: string): Promise<Digest> {
  try {
    return (await describeArtifact('file', createReadStream(path))).artifact.sha256;
  } catch (cause) {
    throw new ClientError('REQUEST_INVALID', { file: path, reason: cause instanceof Error ? cause.message : 'unreadable' }, { cause });
  }
}

/** In plain words. */
export function explainFile(result: FileResult): string[] {
  if (result.verdict !== 'proven') return [...explainFailure(result, 'NOT what was published'), `sha256 ${result.sha256}`];
  const { artifact, publication, claim } = result;
  return [
    `PROVEN: this file is ${artifact.name} of ${publication.purl}`,
    `  sha256      ${result.sha256}`,
    ...publicationLines(publication),
    ...claimLines(claim),
  ];
}

export function explainBundle(verdict: BundleVerdict): string[] {
  if (verdict.verdict !== 'proven') return explainFailure(verdict, 'DISPROVEN');
  const { claim } = verdict;
  return [...statementLines(claim), ...claimLines(claim)];
}

const explainFailure = ({ verdict, reason }: { verdict: 'disproven' | 'cannot_tell'; reason: string }, head: string): string[] => [
  `${verdict === 'disproven' ? head : 'Cannot tell'}: ${reason}`,
];

function statementLines({ statement }: Claim): string[] {
  switch (statement.kind) {
    case 'published':
      return [
        `PROVEN: ${statement.publication.purl} is published`,
        ...publicationLines(statement.publication),
        ...statement.publication.artifacts.map(({ name, sha256 }) => `  artifact    ${toHex(sha256)} ${name}`),
      ];
    case 'revoked':
      return [
        `PROVEN: ${statement.publication.purl} was published, and is revoked by log entry ${statement.revokedBy}`,
        ...publicationLines(statement.publication),
      ];
    case 'not_published':
      return [`PROVEN: ${statement.purl} is not published`];
    case 'build_nodes':
      return [`PROVEN: these ${statement.nodeIds.length} are the build nodes`, ...statement.nodeIds.map((id) => `  node        ${id}`)];
  }
}

function publicationLines(publication: ProvenPublication): string[] {
  return [
    `  reproduced  by ${publication.matchedNodes.length} of ${publication.electorateSize} build nodes, bit for bit (more than half are needed)`,
    `  nodes       ${publication.matchedNodes.join(' ')}`,
    `  from        ${publication.source}`,
    `  source      sha256 ${publication.sourceSha256}`,
    `  published   ${new Date(Number(publication.publishedAtMs)).toISOString()} in block ${publication.publishedAtHeight}`,
    `  log         entry ${publication.logIndex} of ${publication.logSize}, root ${publication.logRoot}`,
  ];
}

function claimLines({ height, headerTimeNs }: Claim): string[] {
  return [
    `  as of       ${new Date(Number(headerTimeNs / 1_000_000n)).toISOString()}, header ${height}, verified from the pinned trust root`,
    '  signed      by more than two thirds of the build nodes of that header',
  ];
}
