/** Documents that would rot: tables that are compared with the code, commands that exist, links that lead somewhere. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TX_CODES } from '@pyrsia/ledger';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

test('transactions.md lists every code with its number and meaning', () => {
  const rows = [...read('docs/formats/transactions.md').matchAll(/^\| `([A-Z_]+)` +\| (\d+) +\| (.+?) +\|$/gm)].map(([, code, abci, says]) => [
    code,
    Number(abci),
    says,
  ]);
  expect(rows).toEqual(Object.entries(TX_CODES).map(([code, { abci, says }]) => [code, abci, says]));
});

test('the import table of ARCHITECTURE.md is that of the enforced rules', () => {
  const { forbidden } = createRequire(import.meta.url)(join(root, '.dependency-cruiser.cjs')) as {
    forbidden: Array<{ name: string; to: { pathNot?: string } }>;
  };
  const enforced = forbidden.flatMap(({ name, to }) => {
    const workspace = /^ledger-entries-of-(.+)$/.exec(name)?.[1];
    const entries = /\(([^)]+)\)/.exec(to.pathNot ?? '')?.[1]?.split('|') ?? [];
    return workspace === undefined || workspace === 'test'
      ? []
      : [[workspace, entries.map((entry) => (entry === 'index' ? '.' : `./${entry.replace('/index', '')}`))]];
  });
  const written = [...read('ARCHITECTURE.md').matchAll(/^\| `([a-z-]+)\/` +\|[^|]*\| ledger ([^|]+) \|/gm)].map(([, workspace, entries]) => [
    workspace,
    [...(entries as string).matchAll(/`([^`]+)`/g)].map(([, entry]) => entry),
  ]);
  expect(written).toEqual(enforced);
});

test('every link in a document leads to a file', () => {
  const documents = ['.', 'docs', 'docs/formats', 'docs/decisions'].flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((name) => name.endsWith('.md'))
      .map((name) => join(folder, name)),
  );
  const broken = documents.flatMap((path) =>
    [...read(path).matchAll(/\]\(([^)#]+)\)/g)]
      .map(([, link]) => join(dirname(path), link as string))
      .filter((target) => !target.includes('://') && !existsSync(join(root, target))),
  );
  expect(broken).toEqual([]);
  expect(documents.length).toBeGreaterThan(20);
});

test('every file that a comment or document names exists', () => {
  const files = [
    'ARCHITECTURE.md',
    'docs/limits.md',
    ...readdirSync(join(root, 'ledger/src'))
      .filter((name) => name.endsWith('.ts'))
      .map((name) => `ledger/src/${name}`),
  ];
  const missing = files.flatMap((path) =>
    [...read(path).matchAll(/\b((?:docs|ledger|abci-app|builder|client|genesis)\/[a-z0-9/.-]+\.(?:md|ts|proto))\b/g)]
      .map(([, name]) => name as string)
      .filter((name) => !existsSync(join(root, name))),
  );
  expect(missing).toEqual([]);
});

test('the commands of the README exist', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  const named = [...read('README.md').matchAll(/^npm (?:run )?([a-z]+)/gm)].map(([, name]) => name as string);
  expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
  expect(named).toEqual(expect.arrayContaining(['start', 'test', 'check', 'bench']));
});
