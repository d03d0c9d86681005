/**
 * Who was a build node or a requester, and with which account, at each entry of the log: as the genesis file has it,
 * then as the log says. Ids never serve twice, so a node that is gone never comes back.
 */
import { type Address, type GenesisState, type LogEntry, type NodeId, type NodeIdentity, toHex } from '@pyrsia/ledger';

/** What holds from a log entry on. */
interface Roll {
  readonly index: bigint;
  readonly height: bigint;
  /** Node id → account, both in hex. */
  readonly nodes: ReadonlyMap<string, string>;
  readonly requesters: ReadonlySet<string>;
}

export class Registry {
  private readonly rolls: Roll[];
  private readonly known: Set<string>;

  constructor({ buildNodes, requesters }: Pick<GenesisState, 'buildNodes' | 'requesters'>) {
    const nodes = new Map(buildNodes.map(({ nodeId, account }) => [toHex(nodeId), toHex(account)]));
    this.rolls = [{ index: -1n, height: 0n, nodes, requesters: new Set(requesters.map(toHex)) }];
    this.known = new Set(nodes.keys());
  }

  /** Takes the entries in their order. What is wrong with this one, in words; nothing, if it changes nobody. */
  apply(index: bigint, { height, record }: LogEntry): string[] {
    if (record.kind === 'misbehaviour') {
      const { node, consequence } = record.value;
      return consequence === 'removed' ? this.removed(index, height, node) : [];
    }
    if (record.kind !== 'membership') return [];
    const { who } = record.value;
    if (who.kind === 'requester') return this.requester(index, height, who.value);
    const { change, node } = who.value;
    if (change === 'removed') return this.removed(index, height, node);
    const id = toHex(node.nodeId);
    const isCurrent = this.now.nodes.has(id);
    const wrong = change === 'added' ? this.known.has(id) : !isCurrent;
    if (wrong) return [`entry ${index}: node ${id} is ${change === 'added' ? 'added twice' : 'given keys, and is no build node'}`];
    this.known.add(id);
    this.next(index, height, { nodes: new Map(this.now.nodes).set(id, toHex(node.account)) });
    return [];
  }

  /** The electorates that a build requested in this block and decided by this entry could have. */
  electorates(requestedAt: bigint, decidedBy: bigint): ReadonlySet<string>[] {
    const atEnd = this.rolls.findLast(({ index }) => index < decidedBy) as Roll;
    return this.during(requestedAt).map(({ nodes }) => new Set([...nodes.keys()].filter((id) => atEnd.nodes.has(id))));
  }

  /** Did the node have this account at some time in this block? */
  isAccountOf(node: NodeId, account: Address, height: bigint): boolean {
    return this.during(height).some(({ nodes }) => nodes.get(toHex(node)) === toHex(account));
  }

  mayRequest(account: Address, height: bigint): boolean {
    const wanted = toHex(account);
    return this.during(height).some(({ nodes, requesters }) => requesters.has(wanted) || [...nodes.values()].includes(wanted));
  }

  /** Within a block the log does not tell what came before what: all that held at some time in it. */
  private during(height: bigint): Roll[] {
    const first = this.rolls.findLastIndex((roll) => roll.height < height);
    return this.rolls.slice(Math.max(first, 0)).filter((roll) => roll.height <= height);
  }

  private get now(): Roll {
    return this.rolls.at(-1) as Roll;
  }

  private next(index: bigint, height: bigint, change: Partial<Pick<Roll, 'nodes' | 'requesters'>>): void {
    this.rolls.push({ ...this.now, ...change, index, height });
  }

  private removed(index: bigint, height: bigint, node: NodeIdentity): string[] {
    const nodes = new Map(this.now.nodes);
    if (!nodes.delete(toHex(node.nodeId))) return [`entry ${index}: node ${toHex(node.nodeId)} is removed, and is no build node`];
    this.next(index, height, { nodes });
    return [];
  }

  private requester(index: bigint, height: bigint, { change, address }: { change: 'granted' | 'revoked'; address: Address }): string[] {
    const requesters = new Set(this.now.requesters);
    const had = requesters.delete(toHex(address));
    if (change === 'granted') requesters.add(toHex(address));
    if (had === (change === 'granted')) return [`entry ${index}: requester ${toHex(address)} is ${change}, and ${had ? 'was one' : 'was none'}`];
    this.next(index, height, { requesters });
    return [];
  }
}
