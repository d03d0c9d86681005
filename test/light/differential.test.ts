/**
 * The light client beside CometBFT's own: random chains, forks and lies, made and run by a Go program (go-scenarios), must
 * end the same way here: same verdict, same blocks asked for, same evidence to the same receivers.
 */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { buildGoProgram } from '../go-tools.ts';
import type { Case } from '../vectors/differences.ts';
import { checkScenario } from '../vectors/scenario.ts';

const SCENARIOS = 250;
const MAX_OUTPUT_BYTES = 256 * 1024 * 1024;

test('random scenarios end as with CometBFT’s client', async () => {
  const seed = Number(process.env['PYRSIA_SEED'] ?? Math.floor(Math.random() * 1_000_000_000));
  console.log(`seed ${seed}`);
  const program = await buildGoProgram(fileURLToPath(new URL('go-scenarios', import.meta.url)));
  const scenarios: Case[] = JSON.parse(execFileSync(program, [String(seed), String(SCENARIOS)], { encoding: 'utf8', maxBuffer: MAX_OUTPUT_BYTES }));
  expect(scenarios).toHaveLength(SCENARIOS);
  const different: string[] = [];
  for (const scenario of scenarios) different.push(...(await checkScenario(scenario)).map((mismatch) => `${scenario['name']}: ${mismatch}`));
  expect(different).toEqual([]);
  // The run says something only if many ways to end were among them.
  const ends = new Set(scenarios.map((scenario) => scenario['result'] ?? `init ${scenario['init']}`));
  for (const end of ['OK', 'ATTACK', 'INVALID', 'EXPIRED', 'NO_WITNESSES']) expect(ends, `seed ${seed}`).toContain(end);
}, 600_000);
