/**
 * What the node of a build node wants to know of its builder: the digest of a source archive in the registry that the
 * builder is configured for. The builder asks for questions and brings answers, over HTTP with the token, as it brings
 * artifacts; nothing of it is believed by the network, since each build node compares the digest with its own registry.
 */
import { randomUUID } from 'node:crypto';
import { type Digest, type Recipe, recipeToJson } from '@pyrsia/ledger';

/** The builder asks every 2 s, and a large archive takes a while. */
const ANSWER_MS = 120_000;
const MAX_WAITING = 16;

export type Resolved = Recipe | 'no_source' | 'no_answer';

interface Found {
  /** Among the drafts. */
  readonly index: number;
  readonly sha256: Digest;
}

interface Question {
  readonly id: string;
  readonly drafts: readonly Recipe[];
  readonly answered: (answer: Resolved) => void;
}

export class SourceQuestions {
  private readonly waiting = new Map<string, Question>();

  /** The first of the drafts whose source there is, with its digest. */
  resolve(drafts: readonly Recipe[]): Promise<Resolved> {
    if (this.waiting.size >= MAX_WAITING) return Promise.resolve('no_answer');
    const { promise, resolve } = Promise.withResolvers<Resolved>();
    const id = randomUUID();
    const answered = (answer: Resolved): void => {
      clearTimeout(timer);
      this.waiting.delete(id);
      resolve(answer);
    };
    const timer = setTimeout(() => answered('no_answer'), ANSWER_MS);
    timer.unref();
    this.waiting.set(id, { id, drafts, answered });
    return promise;
  }

  /** For the builder; undefined: there is nothing to do. */
  next(): { readonly id: string; readonly recipes: ReturnType<typeof recipeToJson>[] } | undefined {
    const [question] = this.waiting.values();
    return question === undefined ? undefined : { id: question.id, recipes: question.drafts.map(recipeToJson) };
  }

  /** False: nobody waits for it any more. */
  answer(id: string, found: Found | Exclude<Resolved, Recipe>): boolean {
    const question = this.waiting.get(id);
    if (question === undefined) return false;
    const draft = typeof found === 'string' ? undefined : question.drafts[found.index];
    if (typeof found === 'string' || draft === undefined) question.answered(found === 'no_source' ? 'no_source' : 'no_answer');
    else question.answered({ ...draft, source: { ...draft.source, sha256: found.sha256 } });
    return true;
  }
}
