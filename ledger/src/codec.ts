/**
 * Strict protobuf codecs: one value, one spelling.
 *
 * A schema written here reads and writes exactly the protobuf wire format of the message of the same
 * name in `ledger/proto/*.proto` (a test holds the two together, with protobufjs' own encoder as the
 * oracle), but it accepts a byte string only if encoding the decoded value gives the same bytes again:
 * unknown fields, repeated scalars, fields out of order, defaults that are spelled out, over-long
 * varints and two members of a oneof are all refused. Hashes and signatures are therefore over values,
 * not over spellings. Why not generated code: docs/decisions/003-strict-codec.md.
 */
import protobuf from 'protobufjs/minimal.js';
import { compareBytes, equalBytes, parseUtf8, utf8 } from './bytes.ts';
import { LedgerError } from './errors.ts';

type Reader = protobuf.Reader;
type Writer = protobuf.Writer;

/** A field's content, without its tag. `absent` is what a missing field decodes to; undefined = must be there. */
export interface FieldType<T> {
  readonly wire: 0 | 2;
  write(writer: Writer, value: T): void;
  read(reader: Reader): T;
  isDefault(value: T): boolean;
  readonly absent: (() => T) | undefined;
}
interface Field<T> {
  readonly tag: number;
  readonly shape: 'single' | 'optional' | 'repeated' | 'oneof';
  readonly members: ReadonlyMap<number, { kind: string; type: FieldType<unknown> }>;
  readonly maxItems: number;
  readonly __type?: T;
}
export interface Codec<T> {
  encode(value: T): Uint8Array;
  /** Untrusted bytes → value. `MALFORMED` unless `encode` gives exactly these bytes back. */
  decode(bytes: Uint8Array): T;
  readonly asField: FieldType<T>;
}
export type Infer<C> = C extends Codec<infer T> ? T : never;

const malformed = (what: string): LedgerError => new LedgerError('MALFORMED', { what });

/* ---- field types ------------------------------------------------------------------------------ */

/** uint64, 0 … 2^64−1, as bigint. */
export const uint64: FieldType<bigint> = {
  wire: 0,
  write: (writer, value) => void writer.uint64(toLong(value)),
  read: (reader) => fromLong(reader.uint64()),
  isDefault: (value) => value === 0n,
  absent: () => 0n,
};

/** uint32, 0 … 2^32−1. */
export const uint32: FieldType<number> = {
  wire: 0,
  write: (writer, value) => {
    if (!Number.isInteger(value) || value < 0 || value > 0xffff_ffff) throw new RangeError('uint32');
    writer.uint32(value);
  },
  read: (reader) => reader.uint32() >>> 0,
  isDefault: (value) => value === 0,
  absent: () => 0,
};

/** Bytes of exactly `length`; must be present. */
export function fixedBytes<T extends Uint8Array = Uint8Array>(length: number): FieldType<T> {
  return {
    wire: 2,
    write: (writer, value) => {
      if (value.length !== length) throw new RangeError(`expected ${length} bytes`);
      writer.bytes(value);
    },
    read: (reader) => {
      const value = takeBytes(reader, length);
      if (value.length !== length) throw malformed(`bytes of length ${length}`);
      return value as T;
    },
    isDefault: () => false,
    absent: undefined,
  };
}

/** Bytes up to `maxBytes`; empty when absent. */
export function varBytes(maxBytes: number): FieldType<Uint8Array> {
  return {
    wire: 2,
    write: (writer, value) => writeBounded(writer, value, maxBytes),
    read: (reader) => takeBytes(reader, maxBytes),
    isDefault: (value) => value.length === 0,
    absent: () => new Uint8Array(0),
  };
}

/** UTF-8 text of at most `maxBytes` bytes; empty when absent. */
export function text(maxBytes: number): FieldType<string> {
  return {
    wire: 2,
    write: (writer, value) => writeBounded(writer, utf8(value), maxBytes),
    read: (reader) => parseUtf8(takeBytes(reader, maxBytes)),
    isDefault: (value) => value === '',
    absent: () => '',
  };
}

/** What could not be read again is not written: a record that does not decode would halt the chain later. */
function writeBounded(writer: Writer, bytes: Uint8Array, maxBytes: number): void {
  if (bytes.length > maxBytes) throw new RangeError(`more than ${maxBytes} bytes`);
  writer.bytes(bytes);
}

/** An enum as a closed union of names; the number on the wire is the index. Index 0 is the proto3 default. */
export function enumeration<const N extends readonly string[]>(names: N): FieldType<N[number]> {
  return {
    wire: 0,
    write: (writer, value) => void writer.uint32(names.indexOf(value)),
    read: (reader) => {
      const name = names[reader.uint32() >>> 0];
      if (name === undefined) throw malformed('enum value');
      return name;
    },
    isDefault: (value) => names.indexOf(value) === 0,
    absent: () => names[0] as N[number],
  };
}

/* ---- fields ----------------------------------------------------------------------------------- */

const one = (type: FieldType<unknown>, tag: number) => new Map([[tag, { kind: '', type }]]);

export function field<T>(tag: number, type: FieldType<T>): Field<T> {
  return { tag, shape: 'single', members: one(type as FieldType<unknown>, tag), maxItems: 1 };
}
export function optional<T>(tag: number, type: FieldType<T>): Field<T | undefined> {
  return { tag, shape: 'optional', members: one(type as FieldType<unknown>, tag), maxItems: 1 };
}
export function repeated<T>(tag: number, type: FieldType<T>, maxItems: number): Field<readonly T[]> {
  return { tag, shape: 'repeated', members: one(type as FieldType<unknown>, tag), maxItems };
}
type OneOf<M> = { [K in keyof M]: { readonly kind: K; readonly value: M[K] } }[keyof M];
/** Exactly one member must be present. Member tags must be neighbours in the message. */
export function oneof<M>(members: { readonly [K in keyof M]: readonly [tag: number, type: FieldType<M[K]>] }): Field<OneOf<M>> {
  const byTag = new Map<number, { kind: string; type: FieldType<unknown> }>();
  for (const [kind, [tag, type]] of Object.entries(members) as Array<[string, readonly [number, FieldType<unknown>]]>) byTag.set(tag, { kind, type });
  return { tag: Math.min(...byTag.keys()), shape: 'oneof', members: byTag, maxItems: 1 };
}

/* ---- messages --------------------------------------------------------------------------------- */

type Shape = Record<string, Field<unknown>>;
type ValueOf<S extends Shape> = { readonly [K in keyof S]: S[K] extends Field<infer T> ? T : never };

export function message<S extends Shape>(name: string, shape: S): Codec<ValueOf<S>> {
  const fields = Object.entries(shape).sort(([, a], [, b]) => a.tag - b.tag);
  const byTag = new Map<number, { key: string; field: Field<unknown> }>();
  for (const [key, f] of fields) for (const tag of f.members.keys()) byTag.set(tag, { key, field: f });

  const write = (writer: Writer, value: ValueOf<S>): void => {
    for (const [key, f] of fields) writeField(writer, f, (value as Record<string, unknown>)[key]);
  };
  const read = (reader: Reader): ValueOf<S> => {
    const found: Record<string, unknown> = {};
    while (reader.pos < reader.len) {
      const tagAndWire = reader.uint32() >>> 0;
      const known = byTag.get(tagAndWire >>> 3);
      const member = known?.field.members.get(tagAndWire >>> 3);
      if (known === undefined || member === undefined || member.type.wire !== (tagAndWire & 7)) {
        throw malformed(`${name}: unknown field ${tagAndWire >>> 3}`);
      }
      const value = member.type.read(reader);
      store(found, known.key, known.field, member.kind, value, name);
    }
    for (const [key, f] of fields) fillAbsent(found, key, f, name);
    return found as ValueOf<S>;
  };
  const encode = (value: ValueOf<S>): Uint8Array => {
    const writer = protobuf.Writer.create();
    write(writer, value);
    return new Uint8Array(writer.finish());
  };
  const decode = (bytes: Uint8Array): ValueOf<S> => {
    let value: ValueOf<S>;
    try {
      value = read(protobuf.Reader.create(bytes));
    } catch (cause) {
      if (cause instanceof LedgerError) throw cause;
      throw new LedgerError('MALFORMED', { what: name }, { cause });
    }
    if (!equalBytes(encode(value), bytes)) throw malformed(`${name}: not the canonical spelling`);
    return value;
  };
  const asField: FieldType<ValueOf<S>> = {
    wire: 2,
    write: (writer, value) => {
      writer.fork();
      write(writer, value);
      writer.ldelim();
    },
    read: (reader) => read(protobuf.Reader.create(takeBytes(reader, reader.len))),
    isDefault: () => false,
    absent: undefined,
  };
  return { encode, decode, asField };
}

function writeField(writer: Writer, f: Field<unknown>, value: unknown): void {
  if (f.shape === 'oneof') {
    const chosen = value as { kind: string; value: unknown };
    for (const [tag, member] of f.members) {
      if (member.kind === chosen.kind) writeTagged(writer, tag, member.type, chosen.value);
    }
    return;
  }
  const type = (f.members.get(f.tag) as { type: FieldType<unknown> }).type;
  if (f.shape === 'repeated') {
    const items = value as readonly unknown[];
    if (items.length > f.maxItems) throw new RangeError(`more than ${f.maxItems} items`);
    for (const item of items) writeTagged(writer, f.tag, type, item);
  } else if (f.shape === 'optional') {
    if (value !== undefined) writeTagged(writer, f.tag, type, value);
  } else if (!type.isDefault(value)) {
    writeTagged(writer, f.tag, type, value);
  }
}

function writeTagged(writer: Writer, tag: number, type: FieldType<unknown>, value: unknown): void {
  writer.uint32((tag << 3) | type.wire);
  type.write(writer, value);
}

function store(found: Record<string, unknown>, key: string, f: Field<unknown>, kind: string, value: unknown, name: string): void {
  if (f.shape === 'repeated') {
    const items = (found[key] ?? []) as unknown[];
    found[key] = items;
    if (items.length >= f.maxItems) throw malformed(`${name}.${key}: more than ${f.maxItems} items`);
    items.push(value);
    return;
  }
  if (Object.hasOwn(found, key)) throw malformed(`${name}.${key}: given twice`);
  found[key] = f.shape === 'oneof' ? { kind, value } : value;
}

function fillAbsent(found: Record<string, unknown>, key: string, f: Field<unknown>, name: string): void {
  if (Object.hasOwn(found, key)) return;
  if (f.shape === 'repeated') found[key] = [];
  else if (f.shape === 'optional') found[key] = undefined;
  else {
    const absent = f.shape === 'oneof' ? undefined : f.members.get(f.tag)?.type.absent;
    if (absent === undefined) throw malformed(`${name}.${key}: missing`);
    found[key] = absent();
  }
}

/** Reads a length-delimited field; the length is checked before anything is copied. */
function takeBytes(reader: Reader, maxBytes: number): Uint8Array {
  const length = reader.uint32() >>> 0;
  if (length > maxBytes) throw new LedgerError('TOO_LARGE', { bytes: length, maxBytes });
  if (reader.pos + length > reader.len) throw malformed('length past the end');
  const out = Uint8Array.from(reader.buf.subarray(reader.pos, reader.pos + length));
  reader.pos += length;
  return out;
}

type LongLike = { low: number; high: number };
function fromLong(value: number | LongLike): bigint {
  if (typeof value === 'number') return BigInt(value);
  return (BigInt(value.high >>> 0) << 32n) | BigInt(value.low >>> 0);
}
function toLong(value: bigint): protobuf.Long {
  if (value < 0n || value > 0xffff_ffff_ffff_ffffn) throw new RangeError('uint64');
  return new protobuf.util.LongBits(Number(value & 0xffff_ffffn), Number(value >> 32n)).toLong(true) as protobuf.Long;
}

/** True if the items are strictly ascending by `key`: sorted and without duplicates. */
export function strictlyAscending<T>(items: readonly T[], key: (item: T) => Uint8Array): boolean {
  for (let i = 1; i < items.length; i += 1) {
    if (compareBytes(key(items[i - 1] as T), key(items[i] as T)) >= 0) return false;
  }
  return true;
}
