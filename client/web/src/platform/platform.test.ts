/** What stands in for Node.js in a browser does the same, for what the verifier asks of it. */
import { Buffer as NodeBuffer } from 'node:buffer';
import { createHash as nodeHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { isDeepStrictEqual as nodeEqual } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Buffer } from './buffer.ts';
import { createHash, createPublicKey, hash, timingSafeEqual } from './crypto.ts';
import { ClientError } from './errors.ts';
import { isDeepStrictEqual } from './util.ts';

const bytes = fc.uint8Array({ maxLength: 300 });

test('sha256, at once and piece by piece', () => {
  fc.assert(
    fc.property(bytes, bytes, (a, b) => {
      const expected = nodeHash('sha256').update(a).update(b).digest();
      expect(NodeBuffer.from(createHash('sha256').update(a).update(b).digest())).toEqual(expected);
      expect(NodeBuffer.from(hash('sha256', NodeBuffer.concat([a, b]), 'binary'), 'latin1')).toEqual(expected);
    }),
  );
});

test('hex, base64 and latin1, of a part of a buffer too; order; joining', () => {
  fc.assert(
    fc.property(bytes, bytes, fc.nat(8), (a, b, from) => {
      const part = a.subarray(Math.min(from, a.length));
      for (const encoding of ['hex', 'base64', 'latin1'] as const) {
        const text = NodeBuffer.from(part).toString(encoding);
        expect(Buffer.from(part.buffer, part.byteOffset, part.byteLength).toString(encoding)).toBe(text);
        if (encoding !== 'latin1') expect(new Uint8Array(Buffer.from(text, encoding))).toEqual(new Uint8Array(part));
      }
      expect(Buffer.compare(a, b)).toBe(NodeBuffer.compare(a, b));
      expect(new Uint8Array(Buffer.concat([a, b]))).toEqual(new Uint8Array(NodeBuffer.concat([a, b])));
      if (a.length === b.length) expect(timingSafeEqual(a, b)).toBe(NodeBuffer.compare(a, b) === 0);
    }),
  );
  expect(Buffer.compare(Buffer.from('ä', 'utf8'), Buffer.from('z', 'utf8'))).toBe(1);
});

test.each(['%', 'a', 'YQ', 'YQ=', '=YQ='])('%j is not base64, and does not become its own spelling', (text) =>
  expect(Buffer.from(text, 'base64').toString('base64')).not.toBe(text),
);

test('equal JSON', () => {
  const json = fc.json().map((text) => JSON.parse(text) as unknown);
  fc.assert(
    fc.property(json, json, (a, b) => {
      expect(isDeepStrictEqual(a, b)).toBe(nodeEqual(a, b));
      expect(isDeepStrictEqual(a, structuredClone(a))).toBe(true);
    }),
  );
});

test('errors: the codes that the verifier throws, with the sentences of the client', () => {
  const client = new URL('../../../src/', import.meta.url);
  const sources = [
    'proof/bundle',
    'proof/explain-bundle',
    'proof/verify-bundle',
    'light/verifier',
    'light/encode',
    'light/json',
    'light/time',
    'light/ed25519',
  ];
  const thrown = sources.flatMap((name) => [...readFileSync(new URL(`${name}.ts`, client), 'utf8').matchAll(/ClientError\('(\w+)'/g)].map(([, code]) => code));
  const all = readFileSync(new URL('errors.ts', client), 'utf8');
  expect(thrown.length).toBeGreaterThan(5);
  for (const code of new Set(thrown) as Set<ClientError['code']>) {
    const { message } = new ClientError(code);
    expect(message).not.toContain('undefined');
    expect(all).toContain(message.replace(`${code}: `, ''));
    expect(new ClientError(code, { what: 'this' }).message).toBe(`${message} (what=this)`);
  }
});

test('there are no native keys', () => expect(createPublicKey).toThrow());
