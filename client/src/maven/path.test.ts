/** Paths of `/maven2`: what names something, and what never does. */
import { encodePurl } from '@pyrsia/ledger';
import { expect, test } from 'vitest';
import { parsePath } from './path.ts';

test.each([
  ['org/example/lib/1.0/lib-1.0.jar', 'pkg:maven/org.example/lib@1.0', 'lib-1.0.jar', undefined, false],
  ['org/example/lib/1.0/lib-1.0-sources.jar.sha1', 'pkg:maven/org.example/lib@1.0', 'lib-1.0-sources.jar', 'sha1', false],
  ['a/b/1+2/b-1+2.pom.sha512', 'pkg:maven/a/b@1%2B2', 'b-1+2.pom', 'sha512', false],
  ['org/example/lib/1.0/lib-1.0.jar.tlog-proof', 'pkg:maven/org.example/lib@1.0', 'lib-1.0.jar', undefined, true],
  ['org/example/lib/1.0/lib-1.0.jar.asc', 'pkg:maven/org.example/lib@1.0', 'lib-1.0.jar.asc', undefined, false],
])('%s is a file', (path, purl, file, checksum, isProof) => {
  const wanted = parsePath(path);
  expect(wanted).toMatchObject({ kind: 'file', file, checksum, isProof });
  if (wanted.kind === 'file') expect(encodePurl(wanted.purl)).toBe(purl);
});

test.each([
  ['org/example/lib/maven-metadata.xml', 'pkg:maven/org.example/lib', undefined],
  ['org/example/lib/maven-metadata.xml.md5', 'pkg:maven/org.example/lib', 'md5'],
  ['a/b/1.0-SNAPSHOT/maven-metadata.xml', 'pkg:maven/a.b/1.0-SNAPSHOT', undefined],
])('%s is metadata', (path, purl, checksum) => {
  const wanted = parsePath(path);
  expect(wanted).toMatchObject({ kind: 'metadata', checksum });
  if (wanted.kind === 'metadata') expect(encodePurl(wanted.purl)).toBe(purl);
});

test.each([
  ['', false],
  ['x', false],
  ['a/b', false],
  ['lib/1.0/lib-1.0.jar', false],
  ['a/b/1/', false],
  ['a//b/1/b-1.jar', false],
  ['a/../b/1/b-1.jar', false],
  ['a/./b/1/b-1.jar', false],
  ['a/b/1/..', false],
  ['a/b/1/.hidden', false],
  ['a/b/1/..%2f..%2fx', false],
  ['a/b/%2e%2e/b-1.jar', false],
  ['a/b/1/b-1.jar?x', false],
  ['a/b/1..2/b-1..2.jar', false],
  ['a.b/c+d/x/1/x-1.jar', false],
  ['a/b/1/b-1\u0000.jar', false],
  ['a/b/1/ä.jar', false],
  [`a/${'b'.repeat(1_100)}/1/b-1.jar`, false],
  ['maven-metadata.xml', true],
  ['a/maven-metadata.xml', true],
  ['../maven-metadata.xml', true],
])('%s names nothing', (path, isMetadata) => expect(parsePath(path)).toEqual({ kind: 'nothing', isMetadata }));
