/** The end of a build's log, where this node is beside the builder that wrote it. What a build prints is hostile: it is text, and bounded. */
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { type Digest, toHex } from '@pyrsia/ledger';
import type { NodeConfig } from '../config.ts';
import { ClientError } from '../errors.ts';

const MAX_TAIL_BYTES = 64 * 1024;
/** Of a build that has ended, and of one that runs. */
const FILES = ['build.log', 'sandbox/build.log'];

/** Throws `NOT_FOUND` with the reason. */
export async function readTail({ builder, note }: Pick<NodeConfig, 'builder' | 'note'>, id: Digest, node: string | undefined): Promise<string> {
  if (builder === undefined) throw new ClientError('NOT_FOUND', { what: 'this node is not beside a builder; ask the node of the build node' });
  if (node !== undefined && (note === undefined || toHex(note.nodeId) !== node)) {
    throw new ClientError('NOT_FOUND', { what: 'this is the node of another build node; ask its own', node });
  }
  for (const name of FILES) {
    const tail = await tailOf(join(builder.buildsFolder, toHex(id), name));
    if (tail !== undefined) return tail;
  }
  throw new ClientError('NOT_FOUND', { what: 'no log of that build; it has not begun here, or was cleared away' });
}

async function tailOf(path: string): Promise<string | undefined> {
  // A build may have left a link in the place of its log: it is not followed.
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK).catch((error: NodeJS.ErrnoException) => {
    if (['ENOENT', 'ELOOP', 'ENOTDIR', 'ENXIO'].includes(error.code ?? '')) return undefined;
    throw error;
  });
  if (file === undefined) return undefined;
  try {
    const stats = await file.stat();
    if (!stats.isFile()) return undefined;
    const bytes = Buffer.alloc(Math.min(stats.size, MAX_TAIL_BYTES));
    const { bytesRead } = await file.read(bytes, 0, bytes.length, stats.size - bytes.length);
    return bytes.subarray(0, bytesRead).toString('utf8');
  } finally {
    await file.close();
  }
}
