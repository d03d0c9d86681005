/** Each guard of `npm run check` is shown something bad that it must catch; the real tree must pass in CI. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const fixtures = join(root, 'test/fixtures');

function run(tool: string, args: readonly string[], cwd = root): { failed: boolean; output: string } {
  const { status, stdout, stderr } = spawnSync(join(root, 'node_modules/.bin', tool), args, {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1', PATH: `${join(root, 'node_modules/.bin')}:${process.env['PATH']}` },
  });
  return { failed: status !== 0, output: `${stdout}${stderr}` };
}

test.each([
  ['an element that may be missing', 'bad.ts(3,14)'],
  ['undefined where the field may only be left out', 'bad.ts(4,14)'],
  ['syntax that cannot be erased', 'bad.ts(5,13)'],
])('types: %s', (_, where) => {
  const { failed, output } = run('tsc', ['-p', join(fixtures, 'types')]);
  expect(failed).toBe(true);
  expect(output).toContain(where);
});

test.each(['lint/nursery/noFloatingPromises', 'lint/suspicious/noExplicitAny', 'lint/style/useNodejsImportProtocol', 'format'])('lint: %s', (rule) => {
  const { failed, output } = run('biome', ['check', '--error-on-warnings', 'bad.ts'], join(fixtures, 'lint'));
  expect(failed).toBe(true);
  expect(output).toContain(rule);
});

test.each([
  'ledger-entries-of-client',
  'programs-do-not-import-each-other',
  'ledger-imports-no-workspace',
  'consensus-is-pure',
  'verifier-has-no-network',
  'page-shares-only-the-verifier',
  'page-has-no-node',
  'node-imports-no-page',
  'no-circular',
])('boundaries: %s', (rule) => {
  const { failed, output } = run('depcruise', ['--config', join(root, '.dependency-cruiser.cjs'), '.'], join(fixtures, 'boundaries'));
  expect(failed).toBe(true);
  expect(output).toContain(`error ${rule}:`);
});

test('unused: an export that nobody imports', () => {
  const { failed, output } = run('knip', ['--no-progress', '--directory', join(fixtures, 'unused')]);
  expect(failed).toBe(true);
  expect(output).toContain('forgotten');
});
