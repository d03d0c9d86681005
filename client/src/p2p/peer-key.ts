/** The key of this node among peers: its name, for as long as the file is there. */
import { readFile } from 'node:fs/promises';
import { privateKeyFromProtobuf } from '@libp2p/crypto/keys';
import type { PrivateKey } from '@libp2p/interface';
import { ClientError } from '../errors.ts';

/** libp2p's protobuf of a private key. A key that cannot be read is an error: a new one would be another peer. */
export async function loadPeerKey(path: string): Promise<PrivateKey> {
  try {
    return privateKeyFromProtobuf(await readFile(path));
  } catch (cause) {
    throw new ClientError('KEY_UNREADABLE', { path }, { cause });
  }
}
