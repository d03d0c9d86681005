/** `/api/v1/log`: the log from this node's verified copy, and what proves its head. */
import { type LogEntry, logEntryCodec, toBase64, toHex } from '@pyrsia/ledger';
import { type Checkpoint, hashLeaf, proofOpsCodec } from '@pyrsia/ledger/merkle';
import { z } from 'zod';
import { systemClock } from '../clock.ts';
import { ClientError } from '../errors.ts';
import { headerHash } from '../light/encode.ts';
import { FLAG, type LightBlock } from '../light/types.ts';
import { totalPower, withVotesThatHold } from '../light/verifier.ts';
import type { ReplicaHead } from '../log/head.ts';
import { ReplicaLookups } from '../log/lookups.ts';
import type { LogReplica } from '../log/replica.ts';
import type { NodeParts } from '../node-parts.ts';
import { type Api, SENT } from './endpoint.ts';
import type { EventStreams } from './event-streams.ts';
import * as schema from './schemas.ts';
import { logEntryView } from './views.ts';

const tag = 'log';
/** Entries that a reader of the tail who comes again is given of what was missed. */
const MAX_MISSED = 1_000n;

export function apiLogRoutes(api: Api, parts: NodeParts, streams: EventStreams): void {
  api.route(
    {
      ...{ method: 'get', path: '/api/v1/log/head', tag, says: 'Size and root of the log, the header that proves them, and who signed that.' },
      answer: schema.logHead,
    },
    async () => {
      const { block, checkpoint } = await newest(parts);
      return headView(parts, block, checkpoint);
    },
  );
  api.route(
    {
      ...{ method: 'get', path: '/api/v1/log/entries', tag, says: 'Entries of the log, the newest first.' },
      query: schema.paging,
      answer: schema.pageOf(schema.logEntry),
      errors: ['NOT_FOUND'],
    },
    ({ query: { limit, after } }) => {
      const { replica, head } = copyOf(parts);
      const { size } = head.checkpoint;
      const before = after !== undefined && BigInt(after) < size ? BigInt(after) : size;
      const count = before < BigInt(limit) ? Number(before) : limit;
      const items = Array.from({ length: count }, (_, i) => entryView(replica, before - 1n - BigInt(i)));
      const last = before - BigInt(count);
      return { items, next: last > 0n ? last.toString() : null };
    },
  );
  api.route(
    {
      ...{ method: 'get', path: '/api/v1/log/entries/:index', tag, says: 'One entry with its inclusion proof.' },
      params: { index: schema.int64 },
      answer: schema.provenLogEntry,
      errors: ['NOT_FOUND'],
    },
    ({ params: { index } }) => {
      const { replica, head } = copyOf(parts);
      return provenEntryView(replica, head, BigInt(index));
    },
  );
  api.route(
    {
      ...{ method: 'get', path: '/api/v1/log/tail', tag: 'events', says: 'Server-sent events: `head` now and for each new head, `entry` for each new entry.' },
      answer: schema.event,
      media: 'text/event-stream',
      errors: ['NOT_FOUND'],
    },
    ({ context }) => {
      const { head } = copyOf(parts);
      const missed = /^[0-9]{1,19}$/.exec(context.get('last-event-id'))?.[0];
      sendTail(parts, streams.open(context), missed === undefined ? head.checkpoint.size : BigInt(missed) + 1n);
      return SENT;
    },
  );
  api.route(
    {
      ...{ method: 'get', path: '/api/v1/log/alarm', tag, says: 'The evidence, if two histories of the log were seen.' },
      answer: z.object({ reason: z.string(), at_height: schema.int64, evidence: z.looseObject({}) }),
      errors: ['NOT_FOUND'],
    },
    () => {
      const { alarm } = replicaOf(parts);
      if (alarm === undefined) throw new ClientError('NOT_FOUND', { what: 'no alarm: one history of the log was seen' });
      return { reason: alarm.reason, at_height: alarm.atHeight.toString(), evidence: { ...alarm.evidence } };
    },
  );
}

export function replicaOf({ replica }: NodeParts): LogReplica {
  if (replica === undefined) throw new ClientError('NOT_FOUND', { what: 'this node keeps no copy of the log (log = query)' });
  return replica;
}

/** The copy with its head, while both may be believed. */
function copyOf(parts: NodeParts): { replica: LogReplica; head: ReplicaHead } {
  const replica = replicaOf(parts);
  return { replica, head: new ReplicaLookups(replica, parts.light).head() };
}

/** Of the copy; without one, of the chain. */
async function newest(parts: NodeParts): Promise<{ block: LightBlock; checkpoint: Checkpoint }> {
  if (parts.replica !== undefined) return copyOf(parts).head;
  const view = parts.publications.view();
  return { block: view.block, checkpoint: (await view.checkpoint()).checkpoint };
}

const entryOf = (replica: LogReplica, index: bigint): LogEntry => logEntryCodec.decode(replica.entry(index) as Uint8Array);
const entryView = (replica: LogReplica, index: bigint) => logEntryView(index, entryOf(replica, index));

function provenEntryView(replica: LogReplica, head: ReplicaHead, index: bigint): z.input<typeof schema.provenLogEntry> {
  const { size, root } = head.checkpoint;
  const found = replica.provenEntry(index, head);
  if (found === undefined) throw new ClientError('NOT_FOUND', { what: 'the log has fewer entries', size });
  return {
    entry: entryView(replica, index),
    bytes: toBase64(found.bytes),
    leaf_hash: toHex(hashLeaf(found.bytes)),
    inclusion: { log_size: size.toString(), log_root: toHex(root), hashes: replica.inclusion(index, size).map(toHex) },
    verified_at_height: head.block.header.height.toString(),
    proof: toBase64(proofOpsCodec.encode(found.proof)),
  };
}

function headView({ buildNodes }: NodeParts, block: LightBlock, { origin, size, root }: Checkpoint): z.input<typeof schema.logHead> {
  const { height, timeNs } = block.header;
  const names = new Map(buildNodes.current.map((node) => [toHex(node.consensusKey), node.name]));
  return {
    origin,
    size: size.toString(),
    root: toHex(root),
    height: height.toString(),
    header_hash: toHex(headerHash(block.header)),
    time: new Date(Number(timeNs / 1_000_000n)).toISOString(),
    age_ms: Number((systemClock.nowNs() - timeNs) / 1_000_000n),
    quorum: quorumView(block, names),
  };
}

/** Of each header once: the signatures that the light client did not need are verified here. */
const quorums = new WeakMap<LightBlock, readonly boolean[]>();

function quorumView(block: LightBlock, names: ReadonlyMap<string, string>): z.input<typeof schema.quorum> {
  const signed = quorums.get(block) ?? withVotesThatHold(block).commit.signatures.map(({ flag }) => flag === FLAG.commit);
  quorums.set(block, signed);
  const { validators } = block;
  return {
    power_signed: totalPower(validators.filter((_, i) => signed[i])).toString(),
    power_total: totalPower(validators).toString(),
    rule: '3 * power_signed > 2 * power_total',
    validators: validators.map(({ address, publicKey, power }, i) => ({
      name: names.get(toHex(publicKey)) ?? null,
      address: toHex(address),
      power: power.toString(),
      signed: signed[i] === true,
    })),
  };
}

function sendTail(parts: NodeParts, stream: ReturnType<EventStreams['open']>, from: bigint): void {
  const replica = replicaOf(parts);
  let next = from;
  let told: LightBlock | undefined;
  let isWaiting = false;
  const goOn = (): void => {
    const { head } = replica;
    if (head === undefined || head.block === told || isWaiting) return;
    const { size } = head.checkpoint;
    if (size > next + MAX_MISSED) next = size - MAX_MISSED;
    for (; next < size && stream.hasRoom; next += 1n) stream.send('entry', entryView(replica, next), next.toString());
    isWaiting = next < size;
    if (isWaiting) {
      stream.onRoom(onRoom);
      return;
    }
    stream.send('head', headView(parts, head.block, head.checkpoint));
    told = head.block;
  };
  const onRoom = (): void => {
    isWaiting = false;
    goOn();
  };
  stream.onClose(parts.logFollower?.onFollowed(goOn) ?? (() => undefined));
  goOn();
}
