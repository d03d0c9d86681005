/** Types of the product → JSON of the API. Digests in lower-case hex, int64 as strings, times in ISO 8601. */
import { type Artifact, type Build, type LogEntry, type Result, recipeToJson, toHex } from '@pyrsia/ledger';
import type { z } from 'zod';
import type { Listed } from '../chain/publications.ts';
import { identityView } from './actions.ts';
import type * as schema from './schemas.ts';

export function artifactView(artifact: Artifact): z.input<typeof schema.artifact> {
  return { name: artifact.name, size: artifact.size.toString(), sha256: toHex(artifact.sha256), chunk_root: toHex(artifact.chunkRoot) };
}

export function publicationView(answer: Listed): z.input<typeof schema.publication> {
  const { publication, logged, entry, block, status } = answer;
  return {
    purl: publication.purl,
    status,
    log_index: entry.index.toString(),
    log_size: entry.checkpoint.size.toString(),
    log_root: toHex(entry.checkpoint.root),
    log_origin: entry.checkpoint.origin,
    height: logged.height.toString(),
    published_at: new Date(Number(logged.timeMs)).toISOString(),
    verified_at_height: block.header.height.toString(),
    build_id: toHex(publication.buildId),
    attempt: publication.attempt,
    source: publication.source,
    source_sha256: toHex(publication.sourceSha256),
    source_mapping: publication.mapping,
    recipe_digest: toHex(publication.recipeDigest),
    majority: {
      matched: publication.matchedNodes.length,
      electorate: publication.electorateSize,
      rule: '2 * matched > electorate',
      nodes: publication.matchedNodes.map(toHex),
    },
    artifacts: publication.artifacts.map(artifactView),
  };
}

export function resultView(result: Result): Pick<z.input<typeof schema.build>['reveals'][number], 'artifacts' | 'failure'> {
  const { outcome } = result;
  return outcome.kind === 'artifacts' ? { artifacts: outcome.value.artifacts.map(artifactView) } : { failure: outcome.value.code };
}

export function buildView(build: Build): z.input<typeof schema.build> {
  return {
    build_id: toHex(build.id),
    purl: build.purl,
    attempt: build.attempt,
    phase: build.phase,
    source_mapping: build.mapping,
    requested_at_height: build.requestedAtHeight.toString(),
    decided_at_height: build.decidedAtHeight.toString(),
    ...(build.logIndex === undefined ? {} : { log_index: build.logIndex.toString() }),
    electorate: build.electorate.map(toHex),
    committed: build.commitments.map((commitment) => toHex(commitment.nodeId)),
    reveals: build.reveals.map((reveal) => ({
      node_id: toHex(reveal.nodeId),
      height: reveal.height.toString(),
      late: build.decidedAtHeight !== 0n && reveal.height > build.decidedAtHeight,
      result_digest: toHex(reveal.resultDigest),
      upstream: reveal.upstream,
      provenance_sha256: toHex(reveal.provenanceSha256),
      ...resultView(reveal.result),
    })),
    recipe: { ...recipeToJson(build.recipe) },
  };
}

export function logEntryView(index: bigint, entry: LogEntry): z.input<typeof schema.logEntry> {
  const { record } = entry;
  const common = { log_index: index.toString(), height: entry.height.toString(), time: new Date(Number(entry.timeMs)).toISOString(), operation: record.kind };
  return { ...common, ...recordView(record) };
}

function recordView(record: LogEntry['record']): object {
  switch (record.kind) {
    case 'publication': {
      const { purl, source, matchedNodes, electorateSize, artifacts } = record.value;
      return {
        purl,
        source,
        matched: matchedNodes.length,
        electorate: electorateSize,
        nodes: matchedNodes.map(toHex),
        artifacts: artifacts.map(artifactView),
      };
    }
    case 'refusal': {
      const { purl, verdict, electorateSize, results } = record.value;
      return {
        purl,
        verdict,
        electorate: electorateSize,
        results: results.map(({ nodeId, outcome }) => ({
          node_id: toHex(nodeId),
          ...(outcome.kind === 'failure' ? { failure: outcome.value.code } : { result_digest: toHex(outcome.value) }),
        })),
      };
    }
    case 'revocation': {
      const { purl, publication, reason, proposalId } = record.value;
      return { purl, publication: publication.toString(), reason, proposal_id: toHex(proposalId) };
    }
    case 'membership': {
      const { proposalId, who } = record.value;
      const subject = who.kind === 'node' ? { node: identityView(who.value.node), reason: who.value.reason } : { requester: toHex(who.value.address) };
      return { change: who.value.change, ...subject, proposal_id: toHex(proposalId) };
    }
    case 'sourceMapping': {
      const { change, mapping, proposalId } = record.value;
      return { change, mapping, proposal_id: toHex(proposalId) };
    }
    case 'params': {
      const values = Object.entries(record.value.params).map(([name, value]) => [name, typeof value === 'bigint' ? value.toString() : value]);
      return { params: Object.fromEntries(values), proposal_id: toHex(record.value.proposalId) };
    }
    case 'misbehaviour': {
      const { kind, node, height, timeMs, consequence } = record.value;
      return { kind, node: identityView(node), offence_height: height.toString(), offence_time: new Date(Number(timeMs)).toISOString(), consequence };
    }
  }
}
