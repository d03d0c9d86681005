/**
 * What libp2p keeps in memory of other peers. Any peer may tell the DHT that it provides any number of artifacts, and a
 * look-up must not go through all of that: records of providers are kept by artifact, so many of others and no more. The
 * same holds for what it tells of itself and of peers that nobody has seen, which libp2p forgets when it comes across it
 * alone. Values that others want kept are not kept: nobody here asks for any.
 */
import { NotFoundError } from '@libp2p/interface';
import { peerIdFromString } from '@libp2p/peer-id';
import { BaseDatastore } from 'datastore-core';
import { Key, type Pair, type Query } from 'interface-datastore';

/** Of kad-dht: `/dht/provider/ARTIFACT/PEER`. */
const PREFIX = '/dht/provider';
/** Of kad-dht: anybody may store one under any key that is a public key. */
const VALUES = '/dht/record/';
/** Of the peer store: `/peers/PEER`. */
const PEERS = '/peers/';
/** Peers that are remembered, and what of each: its addresses, the same signed, its protocols. docs/limits.md. */
const MAX_PEERS = 10_000;
const MAX_PEER_BYTES = 16 * 1024;
/** Of others; docs/limits.md. */
const MAX_RECORDS = 50_000;
const MAX_FOR_ONE = 64;

interface Place {
  readonly artifact: string;
  readonly peer: string;
}

export class DhtRecords extends BaseDatastore {
  private readonly self: string;
  private readonly selfAsPeer: string;
  private readonly maxRecords: number;
  private readonly maxPeers: number;
  /** All that is no record of a provider. */
  private readonly rest = new Map<string, Uint8Array>();
  /** Keys in it that are of other peers, the one that was written longest ago first. */
  private readonly peers = new Set<string>();
  /** By artifact, then by peer, each with the oldest first. */
  private readonly providers = new Map<string, Map<string, Uint8Array>>();
  /** Keys of others' records, the oldest first. */
  private readonly others = new Set<string>();

  /** `self`: peer id of this node, whose own records are never forgotten: it tells them again from here. */
  constructor(self: string, maxRecords = MAX_RECORDS, maxPeers = MAX_PEERS) {
    super();
    this.self = self;
    this.selfAsPeer = `${PEERS}${peerIdFromString(self).toCID()}`;
    this.maxRecords = maxRecords;
    this.maxPeers = maxPeers;
  }

  override async put(key: Key, value: Uint8Array): Promise<Key> {
    const place = placeOf(key);
    if (place === undefined) {
      this.putRest(key.toString(), value);
      return key;
    }
    const known = this.providers.get(place.artifact) ?? new Map<string, Uint8Array>();
    this.providers.set(place.artifact, known);
    known.set(place.peer, value);
    if (place.peer === this.self) return key;
    this.others.delete(key.toString());
    this.others.add(key.toString());
    if (known.size > MAX_FOR_ONE) this.forgetFirst([...known.keys()].map((peer) => `${PREFIX}/${place.artifact}/${peer}`));
    if (this.others.size > this.maxRecords) this.forgetFirst(this.others);
    return key;
  }

  private putRest(key: string, value: Uint8Array): void {
    const isPeer = key.startsWith(PEERS) && key !== this.selfAsPeer;
    // Too much of one peer is not told to whoever writes: that may be a stream that was just opened. What was known stays.
    if (key.startsWith(VALUES) || (isPeer && value.length > MAX_PEER_BYTES)) return;
    if (isPeer) this.peers.delete(key);
    if (isPeer) this.peers.add(key);
    this.rest.set(key, value);
    const [oldest] = this.peers;
    if (this.peers.size > this.maxPeers && oldest !== undefined) this.forgetRest(oldest);
  }

  private forgetRest(key: string): void {
    this.rest.delete(key);
    this.peers.delete(key);
  }

  override async get(key: Key): Promise<Uint8Array> {
    const value = this.find(key);
    if (value === undefined) throw new NotFoundError();
    return value;
  }

  override async has(key: Key): Promise<boolean> {
    return this.find(key) !== undefined;
  }

  override async delete(key: Key): Promise<void> {
    const place = placeOf(key);
    if (place === undefined) this.forgetRest(key.toString());
    else this.forget(key.toString(), place);
  }

  private find(key: Key): Uint8Array | undefined {
    const place = placeOf(key);
    return place === undefined ? this.rest.get(key.toString()) : this.providers.get(place.artifact)?.get(place.peer);
  }

  override async *_all({ prefix }: Query): AsyncGenerator<Pair> {
    yield* this.pairs(prefix);
  }
  override async *_allKeys({ prefix }: { prefix?: string }): AsyncGenerator<Key> {
    for (const { key } of this.pairs(prefix)) yield key;
  }

  private *pairs(prefix: string | undefined): Generator<Pair> {
    const one = prefix?.startsWith(`${PREFIX}/`) === true ? prefix.slice(PREFIX.length + 1).split('/')[0] : undefined;
    if (one === undefined) for (const [key, value] of [...this.rest]) yield { key: new Key(key), value };
    const found = one === undefined ? [...this.providers] : [[one, this.providers.get(one)] as const];
    for (const [artifact, known] of found) for (const [peer, value] of [...(known ?? [])]) yield { key: new Key(`${PREFIX}/${artifact}/${peer}`), value };
  }

  private forgetFirst(keys: Iterable<string>): void {
    for (const key of keys) {
      if (!this.others.has(key)) continue;
      this.forget(key, placeOf(new Key(key)) as Place);
      return;
    }
  }

  private forget(key: string, { artifact, peer }: Place): void {
    this.others.delete(key);
    const known = this.providers.get(artifact);
    known?.delete(peer);
    if (known?.size === 0) this.providers.delete(artifact);
  }
}

function placeOf(key: Key): Place | undefined {
  const [, first, second, artifact, peer, ...rest] = key.toString().split('/');
  if (`/${first}/${second}` !== PREFIX || artifact === undefined || peer === undefined || rest.length > 0) return undefined;
  return { artifact, peer };
}
