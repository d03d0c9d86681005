/** What the transparency log says: of one version, and by search. */
import type { Command } from 'commander';
import { ANSWERS, type Json } from '../answer.ts';
import type { Session } from '../session.ts';
import { noDocker } from './build.ts';
import { more, wholeNumber } from './storage.ts';

interface SearchFlags {
  readonly prefix?: string;
  readonly digest?: string;
  readonly buildNode?: string;
  readonly source?: string;
  readonly limit: string;
}

export function addLog(program: Command, session: Session): void {
  const inspect = program.command('inspect-log').description('what the transparency log says');
  inspect
    .command('maven')
    .description('log entries of a Maven release')
    .requiredOption('--gav <group:artifact:version>', 'coordinates of the release')
    .option('--latest', 'the newest entry alone')
    .action(async ({ gav, latest }: { gav: string; latest?: boolean }) => {
      const { encodePurl, parseGav } = await import('@pyrsia/ledger');
      const answer = await (await session.api()).get(`/api/v1/log/versions/${encodePurl(parseGav(gav))}`, { items: ANSWERS.logEntries });
      const all = answer['items'] as Json[];
      const entries = latest === true ? all.toSorted((a, b) => Number(b['log_index']) - Number(a['log_index'])).slice(0, 1) : all;
      session.output.show(entries, () => (entries.length === 0 ? [`the log has no entry for ${gav}`] : entries.flatMap(entryLines)));
    });
  inspect
    .command('docker')
    .description('not in this version: there is no Docker front yet')
    .option('--image <name>', 'image')
    .action(() => noDocker('inspect-log docker'));

  program
    .command('search [text]')
    .description('publications by words of their name, and by what else is said; the newest first')
    .option('--prefix <purl>', 'names that begin so, e.g. pkg:maven/org.apache.maven.shared/')
    .option('--digest <sha256>', 'publications with this artifact')
    .option('--build-node <node id>', 'that this build node reproduced')
    .option('--source <text>', 'whose source begins so, or has this sha256')
    .option('--limit <count>', 'publications at most', '50')
    .action(async (text: string | undefined, flags: SearchFlags) => {
      const wanted = { q: text, prefix: flags.prefix, digest: flags.digest, node: flags.buildNode, source: flags.source };
      const query = new URLSearchParams(Object.entries(wanted).filter((pair): pair is [string, string] => pair[1] !== undefined));
      const limit = wholeNumber('--limit', flags.limit);
      const path = query.size === 0 ? '/api/v1/publications' : `/api/v1/publications?${query}`;
      const found = await (await session.api()).list(path, limit, ANSWERS.publication);
      session.output.show(found, () => (found.items.length === 0 ? ['nothing found'] : [...found.items.flatMap(publicationLines), ...more(found.next)]));
    });
}

function publicationLines(publication: Json): string[] {
  const majority = publication['majority'] as Json;
  const artifacts = publication['artifacts'] as Json[];
  const revoked = publication['status'] === 'revoked' ? '  REVOKED' : '';
  return [
    `${publication['purl']}  entry ${publication['log_index']}  by ${majority['matched']} of ${majority['electorate']}  ${publication['published_at']}${revoked}`,
    ...artifacts.map((artifact) => `   ${artifact['sha256']}  ${artifact['name']}`),
  ];
}

function entryLines(entry: Json): string[] {
  const artifacts = (entry['artifacts'] ?? []) as Json[];
  const results = (entry['results'] ?? []) as Json[];
  return [
    `${entry['log_index']}  ${entry['time']}  ${entry['operation']}  ${entry['purl']}`,
    ...(entry['matched'] == null ? [] : [`   reproduced by ${entry['matched']} of ${entry['electorate']} build nodes from ${entry['source']}`]),
    ...artifacts.map((artifact) => `   ${artifact['sha256']}  ${artifact['name']}`),
    ...results.map((result) => `   ${result['node_id']}  ${result['failure'] ?? result['result_digest']}`),
  ];
}
