/**
 * The rules of the chain once more, plain and slow, for tests: no codec, no tree, no staging, and no code of this
 * folder. Everything is a string or a number; docs/formats/transactions.md and governance.md are what it was written
 * from. A test plays the same blocks on it and on the real thing. One file, a little over our measure: the rules are
 * to be read from top to bottom.
 */
export interface ModelParams {
  readonly minElectorate: number;
  readonly commitWindow: number;
  readonly graceWindow: number;
  readonly revealWindow: number;
  readonly voteWindow: number;
  readonly maxOpenBuildsPerAccount: number;
}

/** Ids of builds and proposals are given, as they decide the order of decisions. */
export type ModelAction =
  | { readonly kind: 'request'; readonly version: string; readonly buildIdOf: (attempt: number) => string }
  | { readonly kind: 'commit'; readonly node: string; readonly build: string; readonly opening: string }
  | { readonly kind: 'reveal'; readonly node: string; readonly build: string; readonly opening: string; readonly result: string; readonly publishes: boolean }
  | { readonly kind: 'propose'; readonly node: string; readonly effect: ModelEffect; readonly idOf: (attempt: number) => string }
  | { readonly kind: 'vote'; readonly node: string; readonly proposal: string; readonly approve: boolean };

export type ModelEffect =
  | { readonly kind: 'add'; readonly node: string; readonly account: string }
  | { readonly kind: 'remove'; readonly node: string }
  | { readonly kind: 'grant'; readonly account: string }
  | { readonly kind: 'ungrant'; readonly account: string }
  | { readonly kind: 'withdraw' }
  | { readonly kind: 'approve' }
  | { readonly kind: 'minElectorate'; readonly value: number }
  | { readonly kind: 'revoke'; readonly version: string };

export interface ModelTx {
  readonly sender: string;
  /** Unlike that of every other transaction. */
  readonly hash: string;
  readonly action: ModelAction;
}

export interface ModelBuild {
  readonly id: string;
  readonly version: string;
  readonly requester: string;
  electorate: string[];
  phase: 'committing' | 'revealing' | 'published' | 'refused' | 'expired';
  commitDeadline: number;
  graceDeadline: number | undefined;
  revealDeadline: number;
  commitments: Map<string, string>;
  /** Height of the block that holds it. */
  lastCommitment: number;
  reveals: Map<string, { result: string; publishes: boolean; late: boolean }>;
  bad: Set<string>;
}
export interface ModelProposal {
  readonly id: string;
  readonly effect: ModelEffect;
  readonly proposer: string;
  readonly deadline: number;
  phase: 'open' | 'passed' | 'failed' | 'expired' | 'void';
  votes: Map<string, boolean>;
}

const moreThanHalf = (part: number, whole: number): boolean => part > whole / 2;
const byId = <T extends { id: string }>(items: Iterable<T>): T[] => [...items].sort((a, b) => (a.id < b.id ? -1 : 1));

export class ReferenceModel {
  now = 0;
  height = 0;
  nodes: string[];
  readonly everNodes: Set<string>;
  readonly accounts = new Map<string, { node: string | undefined; open: number }>();
  readonly builds = new Map<string, ModelBuild>();
  readonly proposals = new Map<string, ModelProposal>();
  readonly published = new Map<string, { revoked: boolean }>();
  readonly badReveals = new Map<string, number>();
  hasMapping = true;
  log: string[] = [];
  params: ModelParams;
  private readonly seen = new Set<string>();
  private readonly attempts = new Map<string, number>();
  private readonly openOf = new Map<string, string>();
  private rules: ModelParams;

  constructor(params: ModelParams, nodes: ReadonlyArray<readonly [node: string, account: string]>, requester: string) {
    this.params = params;
    this.rules = params;
    this.nodes = nodes.map(([node]) => node);
    this.everNodes = new Set(this.nodes);
    for (const [node, account] of nodes) this.accounts.set(account, { node, open: 0 });
    this.accounts.set(requester, { node: undefined, open: 0 });
  }

  /** Plays a block: the code of each transaction. */
  block(after: number, txs: readonly ModelTx[], offenders: readonly string[]): string[] {
    this.now += after;
    this.height += 1;
    this.rules = this.params;
    for (const node of offenders) this.punish(node);
    for (const proposal of this.open()) if (this.now >= proposal.deadline) proposal.phase = 'expired';
    for (const build of this.openBuilds()) this.passDeadline(build);
    const codes = txs.map((tx) => this.apply(tx));
    for (const proposal of this.open()) this.decide(proposal);
    for (const build of this.openBuilds()) if (build.phase === 'revealing') this.judge(build);
    return codes;
  }

  private open(): ModelProposal[] {
    return byId(this.proposals.values()).filter((proposal) => proposal.phase === 'open');
  }
  private openBuilds(): ModelBuild[] {
    return byId(this.builds.values()).filter((build) => build.phase === 'committing' || build.phase === 'revealing');
  }

  private apply({ sender, hash, action }: ModelTx): string {
    if (this.seen.has(hash)) return 'TX_REPLAYED';
    const account = this.accounts.get(sender);
    if (account === undefined) return 'ACCOUNT_UNKNOWN';
    const [code, counted] = this.act(sender, action);
    if (code === 'OK' || counted) this.seen.add(hash);
    return code;
  }

  private act(sender: string, action: ModelAction): readonly [code: string, counted?: boolean] {
    if (action.kind === 'request') return [this.request(sender, action)];
    if (this.accounts.get(sender)?.node !== action.node) return ['ACCOUNT_NOT_ALLOWED'];
    if (action.kind === 'propose') return [this.propose(action)];
    if (action.kind === 'vote') return [this.vote(action)];
    const build = this.builds.get(action.build);
    if (build === undefined) return ['BUILD_UNKNOWN'];
    if (!build.electorate.includes(action.node)) return ['NOT_IN_ELECTORATE'];
    return action.kind === 'commit' ? [this.commit(build, action)] : this.reveal(build, action);
  }

  private request(sender: string, { version, buildIdOf }: Extract<ModelAction, { kind: 'request' }>): string {
    if (!this.hasMapping) return 'NO_SOURCE_MAPPING';
    const published = this.published.get(version);
    if (published !== undefined) return published.revoked ? 'VERSION_REVOKED' : 'ALREADY_PUBLISHED';
    if (this.openBuilds().some((build) => build.version === version)) return 'BUILD_ALREADY_OPEN';
    const account = this.accounts.get(sender) as { open: number };
    if (account.open >= this.rules.maxOpenBuildsPerAccount) return 'TOO_MANY_OPEN_BUILDS';
    if (this.nodes.length < this.rules.minElectorate) return 'ELECTORATE_TOO_SMALL';
    const attempt = (this.attempts.get(version) ?? 0) + 1;
    this.attempts.set(version, attempt);
    account.open += 1;
    const id = buildIdOf(attempt);
    this.builds.set(id, {
      ...{ id, version, requester: sender, electorate: [...this.nodes], phase: 'committing' },
      ...{ commitDeadline: this.now + this.rules.commitWindow, graceDeadline: undefined, revealDeadline: 0 },
      ...{ commitments: new Map(), lastCommitment: 0, reveals: new Map(), bad: new Set() },
    });
    return 'OK';
  }

  private commit(build: ModelBuild, { node, opening }: { node: string; opening: string }): string {
    if (build.commitments.has(node)) return 'ALREADY_COMMITTED';
    if (build.phase !== 'committing') return 'COMMITTING_OVER';
    build.commitments.set(node, opening);
    build.lastCommitment = this.height;
    this.lookAtCommitments(build);
    return 'OK';
  }

  private lookAtCommitments(build: ModelBuild): void {
    if (build.commitments.size === build.electorate.length) this.startRevealing(build);
    else if (build.graceDeadline === undefined && moreThanHalf(build.commitments.size, build.electorate.length)) {
      build.graceDeadline = this.now + this.rules.graceWindow;
    }
  }

  private startRevealing(build: ModelBuild): void {
    build.phase = 'revealing';
    build.revealDeadline = this.now + this.rules.revealWindow;
  }

  private passDeadline(build: ModelBuild): void {
    if (build.phase === 'revealing') {
      if (this.now >= build.revealDeadline) this.close(build, 'refused');
      return;
    }
    const over = this.now >= build.commitDeadline;
    const graceOver = build.graceDeadline !== undefined && this.now >= build.graceDeadline;
    if (moreThanHalf(build.commitments.size, build.electorate.length) && (over || graceOver)) this.startRevealing(build);
    else if (over) this.close(build, 'expired');
  }

  private reveal(build: ModelBuild, action: Extract<ModelAction, { kind: 'reveal' }>): readonly [string, boolean?] {
    const { node, opening, result, publishes } = action;
    if (build.reveals.has(node)) return ['ALREADY_REVEALED'];
    const late = build.phase !== 'revealing';
    if (build.phase === 'committing' || (!late && build.lastCommitment === this.height)) return ['NOT_REVEALING'];
    const committed = build.commitments.get(node);
    if (committed === undefined && !late) return ['NO_COMMITMENT'];
    if (committed !== undefined && committed !== opening) {
      if (build.bad.has(node)) return ['COMMITMENT_NOT_OPENED', false];
      build.bad.add(node);
      this.badReveals.set(node, (this.badReveals.get(node) ?? 0) + 1);
      return ['COMMITMENT_NOT_OPENED', true];
    }
    build.reveals.set(node, { result, publishes, late });
    return ['OK'];
  }

  private judge(build: ModelBuild): void {
    const results = [...build.reveals.values()].filter((reveal) => reveal.publishes).map((reveal) => reveal.result);
    const winner = results.find((result) => moreThanHalf(results.filter((other) => other === result).length, build.electorate.length));
    if (winner !== undefined) this.close(build, 'published');
    else if (build.reveals.size === build.commitments.size) this.close(build, 'refused');
  }

  private close(build: ModelBuild, phase: 'published' | 'refused' | 'expired'): void {
    build.phase = phase;
    if (phase === 'published') this.published.set(build.version, { revoked: false });
    this.log.push(`${phase} ${build.version}`);
    const account = this.accounts.get(build.requester);
    if (account !== undefined) account.open = Math.max(0, account.open - 1);
  }

  private propose({ node, effect, idOf }: Extract<ModelAction, { kind: 'propose' }>): string {
    const name = JSON.stringify(effect);
    if (this.proposals.get(this.openOf.get(name) ?? '')?.phase === 'open') return 'PROPOSAL_ALREADY_OPEN';
    const refusal = this.refusalOf(effect);
    if (refusal !== undefined) return refusal;
    if (this.open().filter((proposal) => proposal.proposer === node).length >= 8) return 'TOO_MANY_PROPOSALS';
    const attempt = (this.attempts.get(name) ?? 0) + 1;
    this.attempts.set(name, attempt);
    const id = idOf(attempt);
    this.openOf.set(name, id);
    this.proposals.set(id, { id, effect, proposer: node, deadline: this.now + this.rules.voteWindow, phase: 'open', votes: new Map([[node, true]]) });
    return 'OK';
  }

  private vote({ node, proposal: id, approve }: Extract<ModelAction, { kind: 'vote' }>): string {
    const proposal = this.proposals.get(id);
    if (proposal === undefined) return 'PROPOSAL_UNKNOWN';
    if (proposal.votes.has(node)) return 'ALREADY_VOTED';
    if (proposal.phase !== 'open') return 'PROPOSAL_DECIDED';
    proposal.votes.set(node, approve);
    return 'OK';
  }

  private decide(proposal: ModelProposal): void {
    const count = (wanted: boolean): number => this.nodes.filter((node) => proposal.votes.get(node) === wanted).length;
    const all = this.nodes.length;
    if (moreThanHalf(count(true), all)) {
      if (this.refusalOf(proposal.effect) !== undefined) proposal.phase = 'void';
      else {
        proposal.phase = 'passed';
        this.carryOut(proposal.effect);
      }
    } else if (!moreThanHalf(all - count(false), all)) proposal.phase = 'failed';
  }

  private refusalOf(effect: ModelEffect): string | undefined {
    switch (effect.kind) {
      case 'add':
        if (this.everNodes.has(effect.node)) return 'NODE_ID_USED';
        return this.accounts.has(effect.account) ? 'ACCOUNT_EXISTS' : undefined;
      case 'remove':
        if (!this.nodes.includes(effect.node)) return 'NODE_UNKNOWN';
        return this.nodes.length === 1 ? 'LAST_NODE' : undefined;
      case 'grant':
        return this.accounts.has(effect.account) ? 'ACCOUNT_EXISTS' : undefined;
      case 'ungrant': {
        const account = this.accounts.get(effect.account);
        return account === undefined || account.node !== undefined ? 'REQUESTER_UNKNOWN' : undefined;
      }
      case 'withdraw':
        return this.hasMapping ? undefined : 'MAPPING_UNKNOWN';
      case 'approve':
        return this.hasMapping ? 'NOTHING_CHANGES' : undefined;
      case 'minElectorate':
        return this.params.minElectorate === effect.value ? 'NOTHING_CHANGES' : undefined;
      case 'revoke': {
        const published = this.published.get(effect.version);
        if (published === undefined) return 'NOT_PUBLISHED';
        return published.revoked ? 'ALREADY_REVOKED' : undefined;
      }
    }
  }

  private carryOut(effect: ModelEffect): void {
    this.log.push(JSON.stringify(effect));
    switch (effect.kind) {
      case 'add':
        this.nodes.push(effect.node);
        this.everNodes.add(effect.node);
        this.accounts.set(effect.account, { node: effect.node, open: 0 });
        break;
      case 'remove':
        this.remove(effect.node);
        break;
      case 'grant':
        this.accounts.set(effect.account, { node: undefined, open: 0 });
        break;
      case 'ungrant':
        this.accounts.delete(effect.account);
        break;
      case 'withdraw':
        this.hasMapping = false;
        break;
      case 'approve':
        this.hasMapping = true;
        break;
      case 'minElectorate':
        this.params = { ...this.params, minElectorate: effect.value };
        break;
      case 'revoke':
        this.published.set(effect.version, { revoked: true });
        break;
    }
  }

  private remove(node: string): void {
    this.nodes = this.nodes.filter((other) => other !== node);
    for (const [account, { node: of }] of this.accounts) if (of === node) this.accounts.delete(account);
    for (const build of this.openBuilds()) {
      if (!build.electorate.includes(node)) continue;
      build.electorate = build.electorate.filter((other) => other !== node);
      build.commitments.delete(node);
      build.reveals.delete(node);
      build.bad.delete(node);
      if (build.phase === 'committing') this.lookAtCommitments(build);
    }
  }

  private punish(node: string): void {
    if (!this.nodes.includes(node)) return;
    const isLast = this.nodes.length === 1;
    if (!isLast) this.remove(node);
    this.log.push(`offence ${node} ${isLast ? 'kept' : 'removed'}`);
  }
}
