/** Commands that prove, from the pinned trust root alone: `verify`, `prove`, `audit`. What each needs is loaded by it. */
import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { ClientError } from '../../errors.ts';
import { EXIT } from '../output.ts';
import { purlNamed } from '../purl-argument.ts';
import type { Session } from '../session.ts';
import { stoppedBySignals } from '../signals.ts';
import type { BundleSource } from '../verify.ts';

const VERDICT_EXIT = { proven: EXIT.ok, disproven: EXIT.failed, cannot_tell: EXIT.cannotTell } as const;

export function addProofs(program: Command, session: Session): void {
  program
    .command('verify <file>')
    .description('is this file what the network published? Proven from the pinned trust root')
    .option('--bundle <file>', 'proof bundle; without it one is asked of the node')
    .action(async (file: string, flags: { bundle?: string }) => {
      session.exit.onFailure(EXIT.cannotTell);
      const network = await session.network();
      const { explainFile, verifyFile } = await import('../verify.ts');
      const result = await verifyFile(file, network, flags.bundle === undefined ? { api: await session.api() } : { bundleFile: flags.bundle });
      session.output.show(plain(result), () => explainFile(result));
      session.exit.set(VERDICT_EXIT[result.verdict]);
    });

  program
    .command('prove <what>')
    .description('what does the network say of a package version (a purl), or who are its build nodes (nodes)? Proven from the pinned trust root')
    .option('--bundle <file>', 'proof bundle; without it one is asked of the node')
    .option('--out <file>', 'keep the bundle, for pyrsia verify or prove --bundle')
    .action((what: string, flags: { bundle?: string; out?: string }) => proveIt(session, what, flags));

  program
    .command('audit')
    .description('replay the log from zero and check every publication against the transactions of the chain')
    .option('--log <url or folder>', 'tlog-tiles to take the entries from: any node, or a copy on disk; without it, from the build nodes')
    .option('--folder <folder>', 'where the audit keeps how far it is; an audit that was stopped goes on there')
    .option('--from-last', 'go on from the audit that ended last, instead of from zero')
    .action((flags: AuditFlags) => auditIt(session, flags));
}

async function proveIt(session: Session, what: string, flags: { bundle?: string; out?: string }): Promise<void> {
  session.exit.onFailure(EXIT.cannotTell);
  const network = await session.network();
  const { bundleFrom, explainBundle, prove } = await import('../verify.ts');
  const about = what === 'nodes' ? what : await purlNamed(what, 'a package URL with its version, or nodes');
  const path = about === 'nodes' ? '/api/v1/proofs/nodes' : `/api/v1/proofs/publications/${about}`;
  let source: BundleSource = flags.bundle === undefined ? { api: await session.api(), path } : { bundleFile: flags.bundle };
  if (flags.out !== undefined) {
    const found = await bundleFrom(source);
    if ('reason' in found) throw new ClientError('NOT_FOUND', { what: found.reason });
    const { out } = flags;
    await writeFile(out, JSON.stringify(found.json)).catch((cause: Error) => {
      throw new ClientError('FILE', { file: out, reason: cause.message }, { cause });
    });
    source = { bundleFile: out };
  }
  const verdict = await prove(about, network, source);
  session.output.show(plain(verdict), () => explainBundle(verdict));
  session.exit.set(VERDICT_EXIT[verdict.verdict]);
}

interface AuditFlags {
  readonly log?: string;
  readonly folder?: string;
  readonly fromLast?: boolean;
}

async function auditIt(session: Session, flags: AuditFlags): Promise<void> {
  session.exit.onFailure(EXIT.cannotTell);
  const network = await session.network();
  const { defaultAuditFolder, explainAudit, runAudit } = await import('../audit.ts');
  const { signal } = stoppedBySignals(() => new ClientError('STOPPED'));
  const { output } = session;
  const report = await runAudit({
    network,
    folder: flags.folder ?? defaultAuditFolder(network),
    place: flags.log,
    fromLast: flags.fromLast === true,
    progress: (line) => output.progress(line),
    signal,
  });
  output.show(plain(report), () => explainAudit(report));
  const complete = report.entries === report.entriesOfChain ? EXIT.ok : EXIT.cannotTell;
  session.exit.set(report.findings.violations.length === 0 ? complete : EXIT.failed);
}

const plain = (value: object): object => JSON.parse(JSON.stringify(value, (_, member: unknown) => plainValue(member)));

function plainValue(value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString();
  return value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value;
}
