/** Notes as the specifications have them: the example of Go's note package, and lines checked by their text alone. */
import { createPublicKey, verify } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseBase64, parseHex, parseUtf8, sha256, utf8 } from '@pyrsia/ledger';
import { encodeCheckpoint } from '@pyrsia/ledger/merkle';
import { expect, test } from 'vitest';
import { ClientError } from '../errors.ts';
import { ALGORITHM, lineHolds, NoteSigner, noteKeysOf, noteOf, policyOf, vkeyOf } from './note.ts';
import { SignedCheckpoints, type SignedNote } from './signed-checkpoint.ts';
import { SigningMemory } from './signing-memory.ts';

const SPKI = Buffer.from('302a300506032b6570032100', 'hex');
const holds = (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean =>
  verify(null, message, createPublicKey({ key: Buffer.concat([SPKI, publicKey]), format: 'der', type: 'spki' }), signature);

test('key and verifier key of the example in golang.org/x/mod/sumdb/note', () => {
  const seed = parseBase64('AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz').slice(1);
  const { publicKey } = new NoteSigner(seed);
  expect(vkeyOf({ name: 'PeterNeumann', algorithm: ALGORITHM.log, publicKey })).toBe('PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW');
});

test('the two lines of a checkpoint: by the log, and cosigned at a time', () => {
  const signer = new NoteSigner(sha256(utf8('seed')));
  const nodeId = sha256(utf8('node')).slice(0, 16);
  const keys = noteKeysOf('log.test', nodeId, signer.publicKey);
  const text = encodeCheckpoint({ origin: 'log.test', size: 7n, root: sha256(utf8('root')) });
  const note = noteOf(text, signer.lines(text, keys, 1_700_000_000n));
  const [body, ...lines] = note.split('\n\n').flatMap((part, i) => (i === 0 ? [`${part}\n`] : part.trimEnd().split('\n')));
  expect(body).toBe(parseUtf8(text));
  const parsed = lines
    .map((line) => /^\u2014 (\S+) (\S+)$/.exec(line) as RegExpExecArray)
    .map(([, name, base64]) => ({ name, bytes: parseBase64(base64 as string) }));
  expect(parsed.map(({ name }) => name)).toEqual(['log.test', keys.cosignature.name]);
  const [log, seen] = parsed as [(typeof parsed)[number], (typeof parsed)[number]];
  expect(Buffer.from(log.bytes.slice(0, 4)).toString('hex')).toBe(vkeyOf(keys.log).split('+')[1]);
  expect(holds(signer.publicKey, text, log.bytes.slice(4))).toBe(true);
  expect(Buffer.from(seen.bytes.slice(0, 4)).toString('hex')).toBe(vkeyOf(keys.cosignature).split('+')[1]);
  expect(Buffer.from(seen.bytes).readBigUInt64BE(4)).toBe(1_700_000_000n);
  const cosigned = utf8(`cosignature/v1\ntime 1700000000\n${parseUtf8(text)}`);
  expect(holds(signer.publicKey, cosigned, seen.bytes.slice(12))).toBe(true);
  expect(holds(signer.publicKey, text, seen.bytes.slice(12))).toBe(false);
});

test.each([
  [1, 1, 1],
  [3, 2, 3],
  [4, 3, 3],
  [6, 4, 5],
])('of %i build nodes %i are a majority, %i more than two thirds', (count, majority, twoThirds) => {
  const keys = Array.from({ length: count }, (_, i) => noteKeysOf('log.test', Uint8Array.of(i), sha256(Uint8Array.of(i))));
  const policy = policyOf(keys, 'majority');
  expect(policy).toMatch(new RegExp(`^group majority ${majority}( node\\d)+$`, 'm'));
  expect(policy).toMatch(new RegExp(`^group two_thirds ${twoThirds}( node\\d)+$`, 'm'));
  expect(policy.trimEnd().split('\n').at(-1)).toBe('quorum majority');
});

test('a cosignature made by Go’s transparency-dev/formats (v0.0.0-20251017110053): same key id, same bytes signed', () => {
  const seed = sha256(utf8('vector'));
  const signer = new NoteSigner(seed);
  const { cosignature } = noteKeysOf('log.test', parseHex('00112233445566778899aabbccddeeff'), signer.publicKey);
  expect(vkeyOf(cosignature)).toBe('log.test/00112233445566778899aabbccddeeff+00f48c78+BGhBmbMmM6V5ZFsM+/qAz7YeP4sC/qKL1Z06s9lXlgXY');
  const signature = 'APSMeAAAAABrB03EbQPOnfb/y6kJf4tGDb57WNodNpCDS0M3yizBWK8wbFWdBRpx0jZXqyo0g3H0f6+UJJNS32TEtSX6HHfoyJL6Cw==';
  const text = encodeCheckpoint({ origin: 'log.test', size: 7n, root: seed });
  expect(lineHolds(`\u2014 ${cosignature.name} ${signature}\n`, cosignature, text)).toBe(true);
  expect(lineHolds(`\u2014 ${cosignature.name} ${signature}\n`, cosignature, encodeCheckpoint({ origin: 'log.test', size: 8n, root: seed }))).toBe(false);
});

test('lines of peers count only under keys on the chain, over this very checkpoint', async () => {
  const node = (name: string) => {
    const signer = new NoteSigner(sha256(utf8(name)));
    return {
      signer,
      nodeId: sha256(utf8(`id ${name}`)).slice(0, 16) as never,
      keys: noteKeysOf('log.test', sha256(utf8(`id ${name}`)).slice(0, 16), signer.publicKey),
    };
  };
  const [own, other, stranger] = [node('own'), node('other'), node('stranger')];
  const checkpoint = { origin: 'log.test', size: 7n, root: sha256(utf8('root')) };
  const text = encodeCheckpoint(checkpoint);
  const good = other.signer.lines(text, other.keys, 1n);
  const wrong = other.signer.lines(encodeCheckpoint({ ...checkpoint, size: 8n }), other.keys, 1n);
  const answers = [good.join(''), wrong.join(''), stranger.signer.lines(text, stranger.keys, 1n).join(''), 'rubbish', '\n'.repeat(1_000)].map(utf8);
  let chainIsThere = true;
  let nowNs = 10n ** 18n;
  const folder = await mkdtemp(join(tmpdir(), 'pyrsia-note-'));
  const checkpoints = new SignedCheckpoints({
    logOrigin: 'log.test',
    own: { ...own, memory: new SigningMemory(join(folder, 'signed')) },
    keys: async () => {
      if (!chainIsThere) throw new ClientError('RPC_UNREACHABLE');
      return [own.keys, other.keys];
    },
    ask: async () => answers,
    assertContinues: async () => undefined,
    onUnknownKey: () => undefined,
    clock: { nowNs: () => nowNs, sleep: async () => undefined },
  });
  chainIsThere = false;
  expect(await checkpoints.note()).toBeUndefined();
  await checkpoints.sign(checkpoint);
  expect((await checkpoints.note())?.note.match(/^\u2014 /gm)).toHaveLength(2);
  chainIsThere = true;
  nowNs += 10n ** 10n;
  await checkpoints.note();
  const { note } = (await checkpoints.note()) as SignedNote;
  // One line by the log, this node's own; and all cosignatures.
  expect(note.match(/^\u2014 /gm)).toHaveLength(3);
  expect(note).toContain(good[1]);
  expect(note).not.toContain(good[0]);
  for (const [i, line] of good.entries()) {
    const key = i === 0 ? other.keys.log : other.keys.cosignature;
    expect(lineHolds(line, key, text)).toBe(true);
    const base64 = line.split(' ')[2] as string;
    for (let at = 0; at < base64.length - 2; at += 3) {
      const flipped = base64.slice(0, at) + (base64[at] === 'A' ? 'B' : 'A') + base64.slice(at + 1);
      expect(lineHolds(line.replace(base64, flipped), key, text)).toBe(false);
    }
  }
  expect(checkpoints.ownLines(7n)).toHaveLength(2);
  expect(checkpoints.ownLines(8n)).toEqual([]);
  await rm(folder, { recursive: true });
});

test('a node signs nothing that does not go on from what it signed before, also with a new copy of the log', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'pyrsia-note-'));
  const file = join(folder, 'signed');
  const signer = new NoteSigner(sha256(utf8('own')));
  const nodeId = sha256(utf8('id')).slice(0, 16) as never;
  let continues = true;
  const begin = (keyOnChain = signer.publicKey) => {
    const troubles: string[] = [];
    const checkpoints = new SignedCheckpoints({
      logOrigin: 'log.test',
      own: { signer, nodeId, memory: new SigningMemory(file) },
      keys: async () => [noteKeysOf('log.test', nodeId, keyOnChain)],
      ask: async () => [],
      assertContinues: async () => {
        if (!continues) throw new ClientError('LOG_FORKED');
      },
      onUnknownKey: () => troubles.push('unknown'),
      clock: { nowNs: () => 10n ** 18n, sleep: async () => undefined },
    });
    return { checkpoints, troubles };
  };
  const at = (size: bigint) => ({ origin: 'log.test', size, root: sha256(utf8(`root ${size}`)) });
  await begin().checkpoints.sign(at(7n));
  const later = begin().checkpoints;
  await later.sign(at(6n));
  expect(later.ownLines(6n)).toEqual([]);
  await later.sign(at(8n));
  expect(later.ownLines(8n)).toHaveLength(2);
  continues = false;
  await expect(begin().checkpoints.sign(at(9n))).rejects.toMatchObject({ code: 'LOG_FORKED' });
  continues = true;
  // Another key on the chain: nobody could check the lines.
  const { checkpoints, troubles } = begin(sha256(utf8('another')));
  await checkpoints.sign(at(10n));
  await checkpoints.note();
  expect([checkpoints.ownLines(10n), troubles]).toEqual([[], ['unknown']]);
  await writeFile(file, 'rubbish');
  await expect(begin().checkpoints.sign(at(11n))).rejects.toMatchObject({ code: 'NOTE_MEMORY' });
  await rm(folder, { recursive: true });
});
