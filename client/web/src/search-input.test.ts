import { describe, expect, test } from 'vitest';
import { hashOf, parseRoute, type Route } from './route.ts';
import { routeOfInput } from './search-input.ts';

const SHA = 'ab'.repeat(32);
const PURL = 'pkg:maven/org.example/thing@1.0-rc%2B1';

describe('what is typed into the search field', () => {
  test.each<[string, Route | undefined]>([
    ['', undefined],
    ['   ', undefined],
    [SHA, { page: 'artifact', sha256: SHA }],
    [` ${SHA.toUpperCase()} `, { page: 'artifact', sha256: SHA }],
    [`sha256:${SHA}`, { page: 'artifact', sha256: SHA }],
    [SHA.slice(1), { page: 'search', text: SHA.slice(1) }],
    ['0', { page: 'entry', index: '0' }],
    ['#42', { page: 'entry', index: '42' }],
    ['042', { page: 'search', text: '042' }],
    [PURL, { page: 'publication', purl: PURL }],
    ['pkg:maven/org.example/thing', { page: 'search', text: 'pkg:maven/org.example/thing' }],
    ['org.example:thing:1.0', { page: 'publication', purl: 'pkg:maven/org.example/thing@1.0' }],
    ['g:a:1.0+2', { page: 'publication', purl: 'pkg:maven/g/a@1.0%2B2' }],
    ['org.example:thing', { page: 'search', text: 'org.example:thing' }],
    ['file man', { page: 'search', text: 'file man' }],
  ])('%j', (input, route) => expect(routeOfInput(input)).toEqual(route));
});

describe('addresses', () => {
  test.each<Route>([
    { page: 'log' },
    { page: 'search', text: 'a/b?c#d%' },
    { page: 'publication', purl: PURL },
    { page: 'artifact', sha256: SHA },
    { page: 'entry', index: '7' },
    { page: 'builds' },
    { page: 'build', id: SHA },
    { page: 'nodes' },
    { page: 'use' },
  ])('$page there and back', (route) => expect(parseRoute(hashOf(route))).toEqual(route));

  test.each(['#/nowhere', '#/entry/x', '#/entry/-1', '#/artifact/AB', '#/build/', '#/publication/http:evil', '#/search/%', '#/nodes/more'])(
    '%s is no page',
    (hash) => expect(parseRoute(hash)).toEqual({ page: 'unknown' }),
  );
  test.each(['', '#', '#/'])('%j is the log', (hash) => expect(parseRoute(hash)).toEqual({ page: 'log' }));
});
