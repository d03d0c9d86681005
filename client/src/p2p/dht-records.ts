/**
 * What libp2p keeps in memory of other peers. Any peer may tell the DHT that it provides any number of artifacts, and a
 * look-up must not go through all of that: records of providers are kept by artifact, so many of others and no more.
 */
import { NotFoundError } from '@libp2p/interface';
import { BaseDatastore } from 'datastore-core';
import { Key, type Pair, type Query } from 'interface-datastore';

/** Of kad-dht: `/dht/provider/ARTIFACT/PEER`. */
const PREFIX = '/dht/provider';
/** Of others; docs/limits.md. */
const MAX_RECORDS = 50_000;
const MAX_FOR_ONE = 64;

interface Place {
  readonly artifact: string;
  readonly peer: string;
}

export class DhtRecords extends BaseDatastore {
  private readonly self: string;
  private readonly maxRecords: number;
  /** All that is no record of a provider: what libp2p itself bounds. */
  private readonly rest = new Map<string, Uint8Array>();
  /** By artifact, then by peer, each with the oldest first. */
  private readonly providers = new Map<string, Map<string, Uint8Array>>();
  /** Keys of others' records, the oldest first. */
  private readonly others = new Set<string>();

  /** `self`: peer id of this node, whose own records are never forgotten: it tells them again from here. */
  constructor(self: string, maxRecords = MAX_RECORDS) {
    super();
    this.self = self;
    this.maxRecords = maxRecords;
  }

  override async put(key: Key, value: Uint8Array): Promise<Key> {
    const place = placeOf(key);
    if (place === undefined) {
      this.rest.set(key.toString(), value);
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
    if (place === undefined) this.rest.delete(key.toString());
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
