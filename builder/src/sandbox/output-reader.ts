/** Reads the sandbox's pipe: outputs into files of a folder of ours, then the outcome. All of it is hostile. */
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { MAX_ARTIFACT_BYTES } from '@pyrsia/ledger';
import { BuilderError } from '../errors.ts';
import { HEAD_BYTES, type InnerOutcome, KIND, MAX_END_BYTES, MAX_NAME_BYTES, SIZE_BYTES } from './frames.ts';

export interface SandboxOutputs {
  /** Files written, by output name. */
  readonly files: ReadonlyMap<string, string>;
  readonly outcome: InnerOutcome | undefined;
}

/** `expected` are the names of the recipe; anything else on the pipe is `OUTPUT_INVALID`. */
export async function readOutputs(pipe: Readable, expected: readonly string[], to: { folder: string; maxBytes: bigint }): Promise<SandboxOutputs> {
  const bytes = new ByteQueue(pipe);
  const files = new Map<string, string>();
  // A sparse file takes nothing of the sandbox's disk and all of the host's.
  let room = to.maxBytes < MAX_ARTIFACT_BYTES ? to.maxBytes : MAX_ARTIFACT_BYTES;
  for (;;) {
    const head = await bytes.take(HEAD_BYTES);
    if (head === undefined) return { files, outcome: undefined };
    const name = await bytes.mustTake(bounded(head.readUInt32BE(1), MAX_NAME_BYTES));
    const size = (await bytes.mustTake(SIZE_BYTES)).readBigUInt64BE(0);
    if (head[0] === KIND.end) {
      const json = await bytes.mustTake(bounded(Number(size), MAX_END_BYTES));
      return { files, outcome: parseOutcome(json.toString('utf8')) };
    }
    const output = name.toString('utf8');
    if (head[0] !== KIND.output || !expected.includes(output) || files.has(output)) throw invalid('frame');
    if (size > room) throw invalid('size');
    room -= size;
    const path = join(to.folder, output);
    await copyToFile(bytes, path, Number(size));
    files.set(output, path);
  }
}

async function copyToFile(bytes: ByteQueue, path: string, size: number): Promise<void> {
  const file = await open(path, 'w');
  try {
    for (let left = size; left > 0; ) {
      const piece = await bytes.takeUpTo(left);
      await file.writeFile(piece);
      left -= piece.length;
    }
  } finally {
    await file.close();
  }
}

function parseOutcome(json: string): InnerOutcome {
  const statuses = ['ok', 'step_failed', 'source_unusable', 'output_missing', 'output_invalid'];
  let value: InnerOutcome;
  try {
    value = JSON.parse(json) as InnerOutcome;
  } catch (cause) {
    throw new BuilderError('OUTPUT_INVALID', { what: 'outcome' }, { cause });
  }
  if (!statuses.includes(value?.status) || typeof value.freeBytes !== 'number') throw invalid('outcome');
  return value;
}

/** Bytes of a stream in the sizes that are asked for. */
class ByteQueue {
  private readonly source: AsyncIterator<Buffer>;
  private buffer: Buffer = Buffer.alloc(0);

  constructor(stream: Readable) {
    this.source = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  }

  /** Exactly `length` bytes, or undefined at a clean end. */
  async take(length: number): Promise<Buffer | undefined> {
    while (this.buffer.length < length) {
      const next = await this.source.next();
      if (next.done === true) {
        if (this.buffer.length > 0) throw invalid('cut');
        return undefined;
      }
      this.buffer = this.buffer.length === 0 ? next.value : Buffer.concat([this.buffer, next.value]);
    }
    const taken = this.buffer.subarray(0, length);
    this.buffer = this.buffer.subarray(length);
    return taken;
  }

  async mustTake(length: number): Promise<Buffer> {
    if (length === 0) return Buffer.alloc(0);
    const taken = await this.take(length);
    if (taken === undefined) throw invalid('cut');
    return taken;
  }

  async takeUpTo(length: number): Promise<Buffer> {
    if (this.buffer.length === 0) {
      const next = await this.source.next();
      if (next.done === true) throw invalid('cut');
      this.buffer = next.value;
    }
    const taken = this.buffer.subarray(0, length);
    this.buffer = this.buffer.subarray(taken.length);
    return taken;
  }
}

function bounded(value: number, max: number): number {
  if (value > max) throw invalid('length');
  return value;
}
const invalid = (what: string): BuilderError => new BuilderError('OUTPUT_INVALID', { what });
