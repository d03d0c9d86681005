/** Golden vectors of CometBFT (README.md): all hold, and the checks see what does not. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { CHECKS } from './checks.ts';
import type { Case } from './differences.ts';
import { checkFolder } from './folder.ts';
import { checkScenario } from './scenario.ts';

const folder = fileURLToPath(new URL('cometbft', import.meta.url));
const program = fileURLToPath(new URL('../programs/vectors.ts', import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), 'pyrsia-vectors-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
const run = (...args: string[]) => spawnSync(process.execPath, [program, ...args], { encoding: 'utf8', cwd: scratch, env: { ...process.env, INIT_CWD: scratch } });

test('every file of the vectors holds', async () => {
  const reports = [];
  for await (const report of checkFolder(folder)) reports.push(report);
  expect(reports.flatMap(({ file, mismatches }) => mismatches.map((mismatch) => `${file}: ${mismatch}`))).toEqual([]);
  expect(reports).toHaveLength(18);
  expect(reports.reduce((sum, { cases }) => sum + cases, 0)).toBeGreaterThan(500);
  // Its height is past the last recorded header.
  expect(reports.filter(({ comparisons }) => comparisons === 0).map(({ file }) => file)).toEqual(['recorded-chain/abci_info.json']);
});

/** The first hex or base64 text of an expected value, changed. */
const SPOILT: Readonly<Record<string, (item: Case) => Case>> = {
  header_hash: (item) => ({ ...item, hash: flip(item['hash']) }),
  validator_set_hash: (item) => ({ ...item, proposer_priority_hash: flip(item['proposer_priority_hash']) }),
  vote_sign_bytes: (item) => ({ ...item, sign_bytes: flip(item['sign_bytes']) }),
  proposal_sign_bytes: (item) => ({ ...item, sign_bytes: flip(item['sign_bytes']) }),
  commit_hash_and_sign_bytes: (item) => ({ ...item, vote_sign_bytes: item['vote_sign_bytes'].slice(1) }),
  consensus_hash: (item) => ({ ...item, max_gas: '77' }),
  last_results_hash: (item) => ({ ...item, last_results_hash: flip(item['last_results_hash']) }),
  merkle: (item) => ({ ...item, root: flip(item['root']) }),
  merkle_proof_verify: (item) => ({ ...item, valid: !item['valid'] }),
  tx_proof: (item) => ({ ...item, data_hash: flip(item['data_hash']) }),
  light_verify: (item) => ({ ...item, verdict: item['verdict'] === 'SUCCESS' ? 'INVALID' : 'SUCCESS' }),
  light_client_scenarios: (item) => ({ ...item, primary_fetched: [...(item['primary_fetched'] ?? []), 1], init: item['init'] === 'OK' ? 'OK' : 'EXPIRED' }),
};
const flip = (hex: string): string => (hex.startsWith('0') ? '1' : '0') + hex.slice(1);

describe('a case that says something else is seen', () => {
  test.each(Object.entries(CHECKS))('%s', async (name, check) => {
    const items: Case[] = JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'));
    const spoil = SPOILT[name] as (item: Case) => Case;
    for (const item of items) expect(await check(spoil(item)), name).not.toEqual([]);
  });
});

test('each thing that a scenario says is held against the run', async () => {
  const scenarios: Case[] = JSON.parse(readFileSync(join(folder, 'light_client_scenarios.json'), 'utf8'));
  const attack = scenarios.find((item) => item['result'] === 'ATTACK' && item['evidence_to_primary'].length > 0) as Case;
  const fine = scenarios.find((item) => item['result'] === 'OK') as Case;
  expect([await checkScenario(attack), await checkScenario(fine)]).toEqual([[], []]);
  const spoilt: Case[] = [
    { ...attack, result: 'OK' },
    { ...attack, evidence_to_primary: [] },
    { ...attack, evidence_to_witnesses: attack['witnesses'].map(() => []) },
    ...Object.keys(attack['evidence_to_primary'][0]).map((key) => ({
      ...attack,
      evidence_to_primary: [{ ...attack['evidence_to_primary'][0], [key]: 'another' }],
    })),
    { ...fine, result: 'ATTACK' },
    { ...fine, verified_hash: flip(fine['verified_hash']) },
    { ...fine, witnesses_left: fine['witnesses_left'] + 1 },
    { ...fine, primary_fetched: [] },
    { ...fine, init: 'NO_WITNESSES' },
  ];
  for (const item of spoilt) expect(await checkScenario(item)).not.toEqual([]);
});

describe('npm run vectors', () => {
  test('prints a line per file and exits with 0', () => {
    const { status, stdout } = run(folder);
    expect(status).toBe(0);
    expect(stdout).toContain('passed light_verify.json (120 cases)');
    expect(stdout).toContain('18 files passed, 0 failed');
  });
  test('prints each mismatch and exits with 1', () => {
    cpSync(folder, join(scratch, 'spoilt'), { recursive: true });
    const path = join(scratch, 'spoilt/header_hash.json');
    const items: Case[] = JSON.parse(readFileSync(path, 'utf8'));
    writeFileSync(path, JSON.stringify([{ ...items[0], header: { ...items[0]?.['header'], height: '1' } }, ...items.slice(1)]));
    writeFileSync(join(scratch, 'spoilt/strange.json'), '[]');
    const { status, stdout } = run('spoilt');
    expect(status).toBe(1);
    expect(stdout).toMatch(/failed header_hash.json \(40 cases\)\n {2}case 0: hash: got/);
    expect(stdout).toMatch(/failed strange.json/);
    expect(stdout).toContain('17 files passed, 2 failed');
  });
  test('a folder that is not there or holds nothing is wrong usage', () => {
    expect(run('nowhere')).toMatchObject({ status: 2 });
    expect(run()).toMatchObject({ status: 2 });
  });
});
