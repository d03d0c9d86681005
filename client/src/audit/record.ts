/**
 * How far an audit is, in one file that is replaced after every part: an audit that was stopped goes on there. One that
 * has ended, or is of another copy, begins at zero.
 */
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { asInt64, asList, asObject, asString } from '../light/json.ts';
import { writeFileAtomic } from '../store/files.ts';

const MAX_LINES = 1_000_000;
const MAX_LINE = 10_000;
const LISTS = ['violations', 'refusals', 'dissents', 'revocations', 'memberships', 'others'] as const;

export type Findings = { readonly [K in (typeof LISTS)[number]]: string[] };

export interface Kept {
  readonly place: string | undefined;
  /** The first entry that is not checked yet. */
  readonly next: bigint;
  readonly publications: number;
  /** Entries that changed who may build or ask. */
  readonly changes: bigint[];
  readonly findings: Findings;
  readonly finished: boolean;
}

export class AuditRecord {
  private readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  get logFolder(): string {
    return join(this.folder, 'log');
  }
  private get file(): string {
    return join(this.folder, 'audit.json');
  }

  /** Before the log is opened: what an earlier audit fetched is thrown away unless this one goes on with it. */
  async begin(place: string | undefined, fromLast: boolean): Promise<Kept> {
    const kept = await this.read();
    if (kept !== undefined && kept.place === place && (fromLast || !kept.finished)) return { ...kept, finished: false };
    await rm(this.file, { force: true });
    await rm(this.logFolder, { recursive: true, force: true });
    const findings: Findings = { violations: [], refusals: [], dissents: [], revocations: [], memberships: [], others: [] };
    const begun: Kept = { place, next: 0n, publications: 0, changes: [], findings, finished: false };
    await this.save(begun);
    return begun;
  }

  async save({ place, next, publications, changes, findings, finished }: Kept): Promise<void> {
    const json = { place: place ?? null, next: next.toString(), publications, changes: changes.map(String), findings, finished };
    await writeFileAtomic(this.file, JSON.stringify(json));
  }

  private async read(): Promise<Kept | undefined> {
    let text: string;
    try {
      text = await readFile(this.file, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      return undefined;
    }
    const json = asObject(JSON.parse(text), 'audit');
    const findings = asObject(json['findings'], 'findings');
    const list = (name: (typeof LISTS)[number]): string[] => asList(findings[name], name, MAX_LINES).map((line) => asString(line, name, MAX_LINE));
    return {
      place: json['place'] === null ? undefined : asString(json['place'], 'place', MAX_LINE),
      next: asInt64(json['next'], 'next'),
      publications: Number(json['publications']),
      changes: asList(json['changes'], 'changes', MAX_LINES).map((index) => asInt64(index, 'changes')),
      findings: {
        violations: list('violations'),
        refusals: list('refusals'),
        dissents: list('dissents'),
        revocations: list('revocations'),
        memberships: list('memberships'),
        others: list('others'),
      },
      finished: json['finished'] === true,
    };
  }
}
