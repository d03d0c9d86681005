/** `pyrsia verify <file>`: is this file what the network published? From the pinned trust root alone. */
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { type Digest, describeArtifact, type NetworkFile, toHex } from '@pyrsia/ledger';
import { systemClock } from '../clock.ts';
import { ClientError } from '../errors.ts';
import { parseBundle } from '../proof/bundle.ts';
import { type BundleVerdict, type ProofReport, verifyBundle } from '../proof/verify-bundle.ts';
import { type NodeApi, NodeProblem } from './node-api.ts';

export interface VerifyResult {
  readonly verdict: BundleVerdict['verdict'];
  readonly sha256: string;
  readonly reason?: string;
  readonly report?: ProofReport;
}

/** The bundle comes from a file, or from a node, which is believed no more than the file. */
export async function verifyFile(path: string, network: NetworkFile, source: { bundleFile: string } | { api: NodeApi }): Promise<VerifyResult> {
  const sha256 = await digestOf(path);
  let json: unknown;
  if ('bundleFile' in source) {
    json = JSON.parse(await readFile(source.bundleFile, 'utf8'));
  } else {
    try {
      json = (await source.api.get(`/api/v1/artifacts/${toHex(sha256)}`))['proof'];
    } catch (error) {
      // A node that knows no such artifact proves nothing to us: it may be behind, or lie.
      if (error instanceof NodeProblem) return { verdict: 'cannot_tell', sha256: toHex(sha256), reason: `the node has no proof: ${error.message}` };
      throw error;
    }
  }
  const verdict = judge(json, network, sha256);
  return verdict.verdict === 'proven'
    ? { verdict: 'proven', sha256: toHex(sha256), report: verdict.report }
    : { verdict: verdict.verdict, sha256: toHex(sha256), reason: verdict.reason };
}

function judge(json: unknown, network: NetworkFile, sha256: Digest): BundleVerdict {
  try {
    return verifyBundle(parseBundle(json), network, sha256, systemClock.nowNs());
  } catch (error) {
    if (error instanceof ClientError && error.code === 'PROOF_INVALID') return { verdict: 'disproven', reason: error.message };
    throw error;
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
export function explain(result: VerifyResult): string[] {
  if (result.report === undefined) {
    const head = result.verdict === 'disproven' ? 'NOT what was published' : 'Cannot tell';
    return [`${head}: ${result.reason ?? ''}`, `sha256 ${result.sha256}`];
  }
  const { report } = result;
  return [
    `PROVEN: this file is ${report.artifact.name} of ${report.purl}`,
    `  sha256      ${result.sha256}`,
    `  reproduced  by ${report.matchedNodes.length} of ${report.electorateSize} build nodes, bit for bit (more than half are needed)`,
    `  nodes       ${report.matchedNodes.join(' ')}`,
    `  from        ${report.source}`,
    `  source      sha256 ${report.sourceSha256}`,
    `  published   ${new Date(Number(report.publishedAtMs)).toISOString()} in block ${report.publishedAtHeight}`,
    `  log         entry ${report.logIndex} of ${report.logSize}, root ${report.logRoot}`,
    `  verified    from the pinned trust root to header ${report.height}`,
  ];
}
