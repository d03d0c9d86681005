/** Info: what is on disk, and nothing else. CometBFT replays from there. */
import type { abci } from '../../gen/abci.js';
import { APP_VERSION, type Application } from '../application.ts';
import { fromBigint } from '../int64.ts';

export function info(app: Application): abci.ResponseInfo.$Properties {
  const head = app.store.head;
  return {
    data: 'pyrsia',
    version: '0.1.0',
    appVersion: fromBigint(APP_VERSION),
    lastBlockHeight: fromBigint(head?.height ?? 0n),
    lastBlockAppHash: head?.appHash ?? new Uint8Array(0),
  };
}
