/** For tests of this workspace: the calls without CometBFT, on a chain of one build node, in memory. */
import {
  type Action,
  addressOf,
  DEFAULT_PARAMS,
  type GenesisState,
  genesisToJson,
  parseRecipeJson,
  publicKeyOf,
  type SecretKey,
  sha256,
  signTx,
  utf8,
} from '@pyrsia/ledger';
import { LedgerStore, MemoryStore, type StoreOptions } from '@pyrsia/ledger/store';
import { abci } from '../../gen/abci.js';
import { Application } from '../application.ts';
import { fromBigint } from '../int64.ts';
import type { Handle } from '../server/connection.ts';
import { dispatcher } from './dispatch.ts';

export const CHAIN = 'test';
export const requester = sha256(utf8('requester')) as Uint8Array as SecretKey;
export const key = sha256(utf8('validator'));
const genesis: GenesisState = {
  params: { ...DEFAULT_PARAMS, minElectorate: 1, commitWindowMs: 1_500n, logOrigin: 'log.test' },
  buildNodes: [
    {
      nodeId: key.slice(0, 16) as never,
      name: 'n',
      account: addressOf(publicKeyOf(key as Uint8Array as SecretKey)),
      consensusKey: key,
      peerId: 'p',
      noteKey: key,
    },
  ],
  requesters: [addressOf(publicKeyOf(requester))],
  sourceMappings: [{ pattern: 'pkg:maven/g/*', adapters: ['maven'], registry: 'same_namespace', steps: 'any', urls: [] }],
};
/** Builds expire in the second block after their request, so that the log has entries. */
export const initChain = (change: object = {}) => ({
  initChain: {
    chainId: CHAIN,
    initialHeight: fromBigint(1n),
    appStateBytes: utf8(JSON.stringify(genesisToJson(genesis))),
    validators: [{ pubKey: { ed25519: key }, power: fromBigint(1n) }],
    time: { seconds: fromBigint(1000n), nanos: 0 },
    ...change,
  },
});

export function request(name = 'a', chainId = CHAIN, expiresAtHeight = 50n): Uint8Array {
  const purl = `pkg:maven/g/${name}@1`;
  const recipe = parseRecipeJson(
    JSON.stringify({
      purl,
      adapter: 'maven',
      source: { registry: { purl, classifier: 'sources', extension: 'jar' }, sha256: '22'.repeat(32) },
      toolchain: {},
      steps: [['true']],
      outputs: { x: 'x' },
      limits: { timeoutSeconds: 1, memoryMib: 1, diskMib: 1, processes: 1 },
      mirrors: [],
      sourceDateEpoch: 0,
    }),
  );
  const action: Action = { kind: 'requestBuild', value: { recipe } };
  return signTx({ chainId, nonce: sha256(utf8(name)).slice(0, 16), expiresAtHeight, action }, requester);
}
export const badlySigned = (): Uint8Array => {
  const tx = Uint8Array.from(request());
  tx[tx.length - 1] = (tx[tx.length - 1] as number) ^ 1;
  return tx;
};

export class Driver {
  readonly kv = new MemoryStore();
  private readonly options: StoreOptions;
  private app: Application;
  private handle: Handle;

  constructor(options: StoreOptions = { pins: { everyHeights: 0n, keep: 0 } }) {
    this.options = options;
    this.app = this.start();
    this.handle = dispatcher(this.app);
  }

  private start(): Application {
    return new Application(LedgerStore.open(this.kv, this.options), {
      retain: 'needed',
      onFailure: (error) => {
        throw error;
      },
    });
  }
  async call(value: abci.Request.$Properties): Promise<abci.Response.$Properties> {
    return this.handle.answer(abci.Request.decode(abci.Request.encode(value).finish()) as abci.Request);
  }
  /** As after kill -9: nothing but the store is left. */
  crash(): void {
    this.app.stop();
    this.app = this.start();
    this.handle = dispatcher(this.app);
  }
  /** Until so many snapshots can be served; they are planned between calls. */
  async planned(count: number): Promise<void> {
    for (let turns = 0; turns < 10_000; turns += 1) {
      if (((await this.call({ listSnapshots: {} })).listSnapshots?.snapshots ?? []).length >= count) return;
      await new Promise((resolve) => setImmediate(resolve));
    }
    throw new Error('snapshots were not planned');
  }
  finalize(height: bigint, txs: Uint8Array[] = []) {
    return this.call({ finalizeBlock: { height: fromBigint(height), txs, time: { seconds: fromBigint(1000n + height), nanos: 5 }, hash: sha256() } });
  }
}
