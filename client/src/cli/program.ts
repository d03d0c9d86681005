/** The commands of `pyrsia`. Each prints for people, or with --json one JSON value. */
import { readFile, writeFile } from 'node:fs/promises';
import { encodePurl, LedgerError, type NetworkFile, parseNetworkFile, parsePurl } from '@pyrsia/ledger';
import { Command } from 'commander';
import { ClientError } from '../errors.ts';
import { NodeApi } from './node-api.ts';
import { EXIT, makeOutput, type Output } from './output.ts';
import { peerLine, type ShareFlags, shareBody, shareLines, storageLines } from './share.ts';
import { type BundleSource, bundleFrom, explainBundle, explainFile, prove, verifyFile } from './verify.ts';
import { waitForBuild } from './wait-for-build.ts';

interface GlobalOptions {
  readonly node: string;
  readonly tokenFile?: string;
  readonly networkFile?: string;
  readonly json?: boolean;
}
const WAIT_MS = 3_600_000;

/** Told what the program is to exit with. */
export interface Exit {
  /** By a command that did not throw. */
  set(code: number): void;
  /** Should this command throw: a command that judges says nothing of what it could not look at. */
  onFailure(code: number): void;
}

export function makeProgram(exit: Exit): Command {
  const program = new Command('pyrsia')
    .description('The command line of a package network in which no single party can publish a binary.')
    .option('--node <url>', 'REST address of a regular node', process.env['PYRSIA_NODE'] ?? 'http://127.0.0.1:7888')
    .option('--token-file <file>', 'bearer token of that node, for calls that change something', process.env['PYRSIA_TOKEN_FILE'])
    .option('--network-file <file>', 'network file with the pinned trust root, for verify', process.env['PYRSIA_NETWORK_FILE'])
    .option('--json', 'print JSON')
    .addHelpText('after', '\nexit codes: 0 done or proven, 1 failed or disproven, 2 wrong usage or cannot tell, 3 the node does not answer');

  const setUp = async (): Promise<{ api: NodeApi; output: Output; options: GlobalOptions }> => {
    const options = program.opts<GlobalOptions>();
    const token = options.tokenFile === undefined ? undefined : (await readFile(options.tokenFile, 'utf8')).trim();
    return { api: new NodeApi(options.node, token), output: makeOutput(options.json === true), options };
  };

  program
    .command('ping')
    .description('is the node there, and ready?')
    .action(async () => {
      const { api, output } = await setUp();
      const ready = await api.get('/readyz');
      output.show(ready, () => [`${api.url} answers and is ready`]);
    });

  program
    .command('status')
    .description('identity, peers, and the newest verified header of the node')
    .action(async () => {
      const { api, output } = await setUp();
      const status = await api.get('/status');
      output.show(status, () => [
        `chain      ${status['chain_id']}`,
        `log        ${status['log_origin']}`,
        `height     ${status['height'] ?? 'none verified yet'}`,
        `header     ${status['header_hash'] ?? '-'}`,
        `peer id    ${status['peer_id']}`,
        `peers      ${status['peers_count']}`,
        ...(status['trouble'] === undefined ? [] : [`trouble    ${status['trouble']}`]),
      ]);
    });

  program
    .command('list')
    .description('peers that the node is connected to')
    .action(async () => {
      const { api, output } = await setUp();
      const peers = (await api.get('/peers')) as unknown as string[];
      output.show(peers, () => (peers.length === 0 ? ['no peers'] : peers));
    });

  program
    .command('storage')
    .description('artifacts that the node holds, what it shares, and with whom')
    .action(async () => {
      const { api, output } = await setUp();
      const held = await api.get('/api/v1/storage');
      output.show(held, () => storageLines(held));
    });

  program
    .command('peers')
    .description('who the node is connected to, and what went to and fro')
    .action(async () => {
      const { api, output } = await setUp();
      const peers = (await api.get('/api/v1/peers')) as unknown as Array<Record<string, unknown>>;
      output.show(peers, () => (peers.length === 0 ? ['no peers'] : peers.map(peerLine)));
    });

  program
    .command('share [on|off]')
    .description('what the node gives to others and how much it takes up; what is not named stays as it is; acts at once')
    .option('--upload <bytes per second|none>', 'at most so fast, for all peers together')
    .option('--ecosystems <names|all>', 'give artifacts of these alone, with commas between')
    .option('--disk <bytes|none>', 'hold at most so much; what was not used for longest goes first')
    .option('--connections <count>', 'connections to peers at most')
    .action(async (choice: string | undefined, flags: ShareFlags) => {
      const { api, output } = await setUp();
      const now = await api.put('/api/v1/share', shareBody(choice, flags));
      output.show(now, () => shareLines(now));
    });

  const build = program.command('build').description('request builds and follow them');
  build
    .command('maven')
    .description('request a build of a Maven release')
    .option('--gav <group:artifact:version>', 'coordinates of the release')
    .option('--source <classifier@sha256:hex>', 'source archive beside the release, with its digest')
    .option('--recipe <file>', 'a recipe file instead of --gav and --source')
    .option('--wait', 'wait for the verdict')
    .action(async (flags: { gav?: string; source?: string; recipe?: string; wait?: boolean }) => {
      const { api, output } = await setUp();
      const body = flags.recipe === undefined ? requestFrom(flags) : { recipe: JSON.parse(await readFile(flags.recipe, 'utf8')) };
      const requested = await api.post('/build/maven', body);
      if (flags.wait !== true) {
        output.show(requested, () => [`requested; build id ${requested['build_id']}`, `follow it: pyrsia build status --id ${requested['build_id']}`]);
        return;
      }
      const decided = await waitForBuild(api, String(requested['build_id']), WAIT_MS, output);
      output.show(decided, () => buildLines(decided));
      exit.set(decided['phase'] === 'published' ? EXIT.ok : EXIT.failed);
    });
  build
    .command('status')
    .description('where a build stands')
    .requiredOption('--id <build id>', 'as given by the request')
    .action(async ({ id }: { id: string }) => {
      const { api, output } = await setUp();
      const found = await api.post('/build/status', { build_id: id });
      output.show(found, () => buildLines(found));
    });

  program
    .command('inspect-log')
    .description('what the transparency log says')
    .command('maven')
    .requiredOption('--gav <group:artifact:version>', 'coordinates of the release')
    .action(async ({ gav }: { gav: string }) => {
      const { api, output } = await setUp();
      const entries = (await api.post('/inspect/maven', { gav })) as unknown as Array<Record<string, unknown>>;
      output.show(entries, () => (entries.length === 0 ? [`the log has no entry for ${gav}`] : entries.flatMap(entryLines)));
    });

  program
    .command('verify <file>')
    .description('is this file what the network published? Proven from the pinned trust root')
    .option('--bundle <file>', 'proof bundle; without it one is asked of the node')
    .action(async (file: string, flags: { bundle?: string }) => {
      exit.onFailure(EXIT.cannotTell);
      const { api, output, options } = await setUp();
      const result = await verifyFile(file, await networkOf(options), flags.bundle === undefined ? { api } : { bundleFile: flags.bundle });
      output.show(plain(result), () => explainFile(result));
      exit.set(VERDICT_EXIT[result.verdict]);
    });

  program
    .command('prove <what>')
    .description('what does the network say of a package version (a purl), or who are its build nodes (nodes)? Proven from the pinned trust root')
    .option('--bundle <file>', 'proof bundle; without it one is asked of the node')
    .option('--out <file>', 'keep the bundle, for pyrsia verify or prove --bundle')
    .action(async (what: string, flags: { bundle?: string; out?: string }) => {
      exit.onFailure(EXIT.cannotTell);
      const { api, output, options } = await setUp();
      const network = await networkOf(options);
      const about = what === 'nodes' ? what : purlArgument(what);
      const path = about === 'nodes' ? '/api/v1/proofs/nodes' : `/api/v1/proofs/publications/${about}`;
      let source: BundleSource = flags.bundle === undefined ? { api, path } : { bundleFile: flags.bundle };
      if (flags.out !== undefined) {
        const found = await bundleFrom(source);
        if ('reason' in found) throw new ClientError('NOT_FOUND', { what: found.reason });
        await writeFile(flags.out, JSON.stringify(found.json));
        source = { bundleFile: flags.out };
      }
      const verdict = await prove(about, network, source);
      output.show(plain(verdict), () => explainBundle(verdict));
      exit.set(VERDICT_EXIT[verdict.verdict]);
    });

  program
    .command('audit')
    .description('replay the log from zero and check every publication against the transactions of the chain')
    .option('--log <url or folder>', 'tlog-tiles to take the entries from: any node, or a copy on disk; without it, from the build nodes')
    .option('--folder <folder>', 'where the audit keeps how far it is; an audit that was stopped goes on there')
    .option('--from-last', 'go on from the audit that ended last, instead of from zero')
    .action(async (flags: { log?: string; folder?: string; fromLast?: boolean }) => {
      exit.onFailure(EXIT.cannotTell);
      const { output, options } = await setUp();
      const network = await networkOf(options);
      // Databases and rules that no other command needs: verify starts in half the time without.
      const { defaultAuditFolder, explainAudit, runAudit } = await import('./audit.ts');
      const stop = new AbortController();
      process.once('SIGINT', () => stop.abort(new ClientError('STOPPED')));
      process.once('SIGTERM', () => stop.abort(new ClientError('STOPPED')));
      const report = await runAudit({
        network,
        folder: flags.folder ?? defaultAuditFolder(network),
        place: flags.log,
        fromLast: flags.fromLast === true,
        progress: (line) => output.progress(line),
        signal: stop.signal,
      });
      output.show(plain(report), () => explainAudit(report));
      const complete = report.entries === report.entriesOfChain ? EXIT.ok : EXIT.cannotTell;
      exit.set(report.findings.violations.length === 0 ? complete : EXIT.failed);
    });
  return program;
}

const VERDICT_EXIT = { proven: EXIT.ok, disproven: EXIT.failed, cannot_tell: EXIT.cannotTell } as const;

async function networkOf({ networkFile }: GlobalOptions): Promise<NetworkFile> {
  if (networkFile === undefined) throw new ClientError('USAGE', { missing: '--network-file (or PYRSIA_NETWORK_FILE)' });
  return parseNetworkFile(await readFile(networkFile, 'utf8'));
}

/** A purl with a version, in its one spelling. */
function purlArgument(text: string): string {
  try {
    return encodePurl(parsePurl(text));
  } catch (cause) {
    if (cause instanceof LedgerError) throw new ClientError('USAGE', { purl: text.slice(0, 100) }, { cause });
    throw cause;
  }
}

const plain = (value: object): object => JSON.parse(JSON.stringify(value, (_, member: unknown) => plainValue(member)));

function requestFrom({ gav, source }: { gav?: string; source?: string }): object {
  if (gav === undefined || source === undefined) throw new ClientError('USAGE', { missing: '--gav and --source, or --recipe' });
  return { gav, source };
}

function buildLines(build: Record<string, unknown>): string[] {
  const reveals = (build['reveals'] ?? []) as Array<Record<string, unknown>>;
  return [
    `${build['purl']}: ${build['phase']} (attempt ${build['attempt']}${build['log_index'] === undefined ? '' : `, log entry ${build['log_index']}`})`,
    ...reveals.map(
      (reveal) =>
        `  ${reveal['node_id']}  ${reveal['failure'] ?? String(reveal['result_digest']).slice(0, 16)}  upstream ${reveal['upstream']}${reveal['late'] === true ? '  late' : ''}`,
    ),
  ];
}

function entryLines(entry: Record<string, unknown>): string[] {
  const artifacts = (entry['artifacts'] ?? []) as Array<Record<string, unknown>>;
  const results = (entry['results'] ?? []) as Array<Record<string, unknown>>;
  return [
    `${entry['log_index']}  ${entry['time']}  ${entry['operation']}  ${entry['purl']}`,
    ...(entry['matched'] === undefined ? [] : [`   reproduced by ${entry['matched']} of ${entry['electorate']} build nodes from ${entry['source']}`]),
    ...artifacts.map((artifact) => `   ${artifact['sha256']}  ${artifact['name']}`),
    ...results.map((result) => `   ${result['node_id']}  ${result['failure'] ?? result['result_digest']}`),
  ];
}

function plainValue(value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString();
  return value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value;
}
