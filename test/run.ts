/**
 * `npm test`: all tests, then the closing line `N passed, N failed`, and a check that no process was left
 * behind. Arguments go to vitest.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureCometBft } from '@pyrsia/genesis';

const root = fileURLToPath(new URL('..', import.meta.url));
const cometBft = await ensureCometBft({ cacheFolder: join(root, '.cache'), environment: process.env, report: (line) => console.log(line) });
const folder = mkdtempSync(join(tmpdir(), 'pyrsia-test-'));
const report = join(folder, 'report.json');
const before = ours();
const vitest = [
  join(root, 'node_modules/vitest/vitest.mjs'),
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${report}`,
  ...process.argv.slice(2),
];
const environment = { ...process.env, COMETBFT: cometBft, PATH: `${join(root, 'node_modules/.bin')}:${process.env['PATH']}` };
const { status } = spawnSync('setpriv', ['--pdeathsig', 'TERM', '--', process.execPath, ...vitest], { cwd: root, stdio: 'inherit', env: environment });

let passed = 0;
let failed = 1;
let skipped = 0;
try {
  const json = JSON.parse(readFileSync(report, 'utf8')) as { numPassedTests: number; numFailedTests: number; numPendingTests: number; success: boolean };
  passed = json.numPassedTests;
  failed = json.numFailedTests;
  skipped = json.numPendingTests;
  // A file that cannot be loaded has no tests, and has failed all the same.
  if (!json.success && failed === 0) failed = 1;
} catch (error) {
  console.error(`no report: ${(error as Error).message}`);
}
rmSync(folder, { recursive: true, force: true });
const left = ours().filter((line) => !before.includes(line));
if (left.length > 0) {
  console.error(`processes left behind:\n${left.join('\n')}`);
  failed += 1;
}
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exitCode = failed > 0 || passed === 0 || status !== 0 ? 1 : 0;

/** Processes that a test network may leave behind. */
function ours(): string[] {
  const lines = execFileSync('ps', ['-eo', 'pid,args'], { encoding: 'utf8' }).split('\n');
  return lines.filter((line) => /cometbft.* start --home|(abci-app|builder|client)\/src\/[a-z-]*main\.ts|lying-builder\.ts|bwrap --unshare-all/.test(line));
}
