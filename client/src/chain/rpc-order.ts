/** Endpoints in the order in which they are asked: one that was silent or wrong goes last, and is not waited for again. */
import type { Rpc } from './rpc.ts';

export class RpcOrder {
  private order: readonly Rpc[];

  constructor(rpcs: readonly Rpc[]) {
    this.order = rpcs;
  }

  get all(): readonly Rpc[] {
    return this.order;
  }

  putLast(rpc: Rpc): void {
    this.order = [...this.order.filter((other) => other !== rpc), rpc];
  }
}
