/** Live progress per build node: a table that is redrawn on a terminal, lines elsewhere. */
const STAGES: Record<string, string> = {
  fetching: 'fetching the source',
  building: 'building in the sandbox',
  built: 'built',
  failed: 'failed',
  committed: 'committed',
  revealed: 'revealed',
};

export class Progress {
  private readonly started = performance.now();
  private readonly rows = new Map<string, string>();
  private readonly digests = new Map<string, string>();
  private readonly terminal: boolean;
  private drawn = 0;

  constructor(terminal: boolean) {
    this.terminal = terminal;
  }

  /** A line that stays. */
  say(line: string): void {
    this.erase();
    process.stdout.write(`${line}\n`);
    this.draw();
  }

  /** Takes a line of a builder's log; lines that are no progress are passed over. */
  builderLine(node: string, line: string): void {
    let json: Record<string, unknown>;
    try {
      json = JSON.parse(line) as Record<string, unknown>;
    } catch {
      return; // Not a line of the builder's own log; it stands in the log file all the same.
    }
    const stage = String(json['stage']);
    if (json['event'] !== 'progress' || STAGES[stage] === undefined) return;
    const digests = json['digests'] as Record<string, string> | undefined;
    const main = Object.entries(digests ?? {}).find(([name]) => !name.endsWith('.pom'));
    if (main !== undefined) this.digests.set(node, `${main[1].slice(0, 16)}…`);
    const detail = json['code'] === undefined ? (this.digests.get(node) ?? '') : String(json['code']);
    this.set(node, `${STAGES[stage]} ${detail}`.trim());
  }

  private set(node: string, text: string): void {
    if (this.rows.get(node) === text) return;
    if (!this.terminal) process.stdout.write(`${this.clock()}  ${node}  ${text}\n`);
    this.erase();
    this.rows.set(node, text);
    this.draw();
  }

  /** Ends the table; what was drawn stays. */
  end(): void {
    this.drawn = 0;
    this.rows.clear();
  }

  private clock(): string {
    return `${((performance.now() - this.started) / 1000).toFixed(1).padStart(6)} s`;
  }

  private erase(): void {
    if (this.terminal && this.drawn > 0) process.stdout.write(`\u001b[${this.drawn}A\u001b[0J`);
    this.drawn = 0;
  }

  private draw(): void {
    if (!this.terminal) return;
    for (const [node, text] of [...this.rows].sort()) process.stdout.write(`  ${node}  ${text}\n`);
    this.drawn = this.rows.size;
  }
}
