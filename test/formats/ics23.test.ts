/**
 * Proofs of the authenticated state before the reference implementation of ICS-23 (github.com/cosmos/ics23/go, its
 * `smt` spec, unmodified): it accepts every proof that we make, and of changed ones no more than we do.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sha256, toHex, u64be } from '@pyrsia/ledger';
import { commitmentProofCodec, rootClaimedBy, verifyAbsence, verifyExistence } from '@pyrsia/ledger/merkle';
import { EMPTY_REF, type NodeRef, proveKey, readValue, updateMap } from '@pyrsia/ledger/state';
import { afterAll, describe, expect, test } from 'vitest';

interface Question {
  readonly root: string;
  readonly key: string;
  /** null asks for absence. */
  readonly value: string | null;
  readonly proof: string;
  /** Keys of the map are 0 … size − 1; not for the judges. */
  readonly size: number;
}

const hasGo = spawnSync('go', ['version'], { stdio: 'ignore' }).status === 0;
const folder = mkdtempSync(join(tmpdir(), 'pyrsia-ics23-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What the reference says to each. */
function judge(questions: readonly Question[]): boolean[] {
  const program = join(folder, 'ics23-check');
  const source = fileURLToPath(new URL('../programs/ics23-check', import.meta.url));
  execFileSync('go', ['build', '-o', program, '.'], { cwd: source, stdio: ['ignore', 'ignore', 'inherit'] });
  const input = questions.map((question) => JSON.stringify(question)).join('\n');
  const output = execFileSync(program, { input, encoding: 'utf8', maxBuffer: 1 << 28 });
  return output
    .trim()
    .split('\n')
    .map((line) => line === 'true');
}

/** The map of n keys, and what is asked about it. */
function mapOf(n: number): { root: NodeRef; read: (key: Uint8Array) => Uint8Array | undefined } {
  const nodes = new Map<string, Uint8Array>();
  const read = (key: Uint8Array): Uint8Array | undefined => nodes.get(toHex(key));
  const changes = Array.from({ length: n }, (_, i) => [u64be(BigInt(i)), sha256(u64be(BigInt(i)))] as const);
  const { root, written } = updateMap(read, EMPTY_REF, 1n, changes);
  for (const [key, record] of written) nodes.set(toHex(key), record);
  return { root, read };
}

const SIZES = [1, 2, 3, 4, 5, 8, 17, 64, 333, 2_000];
const ASKED = 40;

function honestQuestions(): Question[] {
  return SIZES.flatMap((size) => {
    const { root, read } = mapOf(size);
    // Half of the keys are there, half are not.
    return Array.from({ length: ASKED }, (_, i) => u64be(i % 2 === 0 ? BigInt((i * 7) % size) : BigInt(size + i))).map((key) => {
      const value = readValue(read, root, key);
      const proof = commitmentProofCodec.encode(proveKey(read, root, key));
      return { root: toHex(root.hash), key: toHex(key), value: value === undefined ? null : toHex(value), proof: toHex(proof), size };
    });
  });
}

const bytes = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex, 'hex'));

/** What our own verifier says. */
function ours({ root, key, value, proof }: Question): boolean {
  let commitment: ReturnType<typeof commitmentProofCodec.decode>['proof'];
  try {
    commitment = commitmentProofCodec.decode(bytes(proof)).proof;
  } catch {
    return false; // Not a proof in its one spelling.
  }
  if (value !== null) return commitment.kind === 'exist' && verifyExistence(bytes(root) as never, bytes(key), bytes(value), commitment.value);
  return commitment.kind === 'nonexist' && verifyAbsence(bytes(root) as never, bytes(key), commitment.value);
}

const flip = (hex: string, at: number): string => {
  const copy = bytes(hex);
  const index = at % copy.length;
  copy[index] = (copy[index] as number) ^ (1 << (at % 8));
  return toHex(copy);
};

describe.skipIf(!hasGo)('the reference implementation (skipped where there is no Go)', () => {
  test('accepts every proof of existence and absence', () => {
    const questions = honestQuestions();
    expect(questions.every(ours)).toBe(true);
    const refused = judge(questions).flatMap((accepted, i) => (accepted ? [] : [questions[i]]));
    expect(refused).toEqual([]);
  }, 300_000);

  test('refuses another root, key, value and kind; what we accept of changed proofs, it accepts', () => {
    const changed = honestQuestions().flatMap((question, i): Question[] => [
      { ...question, root: flip(question.root, i) },
      { ...question, key: flip(question.key, i) },
      { ...question, value: question.value === null ? toHex(sha256()) : flip(question.value, i) },
      { ...question, value: question.value === null ? toHex(new Uint8Array(0)) : null },
      { ...question, proof: flip(question.proof, 31 * i + 7) },
      { ...question, proof: question.proof.slice(0, -2) },
    ]);
    const theirs = judge(changed);
    const mine = changed.map(ours);
    expect(mine.filter((accepted) => accepted)).toEqual([]);
    // It is not as strict as we are about the spelling of a proof; it must not accept a statement that is not true.
    const isTrue = (question: Question): boolean => question.value === null && BigInt(`0x${question.key}`) >= BigInt(question.size);
    const untrue = changed.flatMap((question, i) => (i % 6 < 4 && theirs[i] === true && (i % 6 === 0 || !isTrue(question)) ? [question] : []));
    expect(untrue).toEqual([]);
  }, 300_000);
});

test('the root that a proof claims is that of the map', () => {
  for (const { root, proof } of honestQuestions()) expect(toHex(rootClaimedBy(commitmentProofCodec.decode(bytes(proof)).proof))).toBe(root);
});
