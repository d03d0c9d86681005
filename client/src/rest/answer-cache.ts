/**
 * Answers about publications as the text that is sent. A proof leads to one header, and is made once for it: the next
 * header begins anew.
 */
import type { LightBlock } from '../light/types.ts';

/** An answer has 10 to 50 KiB. */
const MAX_ANSWERS = 2_000;

export class AnswerCache {
  private block: LightBlock | undefined;
  private texts = new Map<string, string>();

  get(block: LightBlock, name: string): string | undefined {
    return this.block === block ? this.texts.get(name) : undefined;
  }

  set(block: LightBlock, name: string, text: string): void {
    if (this.block !== block || this.texts.size >= MAX_ANSWERS) this.texts = new Map();
    this.block = block;
    this.texts.set(name, text);
  }
}
