/**
 * The bearer token of the node, as it stands in its file now: `pyrsia token rotate` counts from the next call on. A file that
 * cannot be read lets nobody in, also not with the token that was there before.
 */
import { readFileSync, statSync } from 'node:fs';
import { ClientError } from '../errors.ts';

/** The token of this moment; throws `TOKEN_UNREADABLE`. */
export type ReadToken = () => string;

/** 64 hex digits. */
const TOKEN = /^[0-9a-f]{64}$/;

/** Calls that change something are few, and looking at a file takes some microseconds: it is read again when it changed. */
export function tokenIn(file: string): ReadToken {
  let seen = '';
  let token = '';
  return () => {
    try {
      const { ino, size, mtimeNs, ctimeNs } = statSync(file, { bigint: true });
      const now = [ino, size, mtimeNs, ctimeNs].join();
      if (now === seen) return token;
      const text = readFileSync(file, 'utf8').trim();
      if (!TOKEN.test(text)) throw new Error('not 64 hex digits');
      seen = now;
      token = text;
      return token;
    } catch (cause) {
      seen = '';
      throw new ClientError('TOKEN_UNREADABLE', {}, { cause });
    }
  };
}
