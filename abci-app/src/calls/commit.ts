/** Commit: the staged block is on disk before the answer goes out, which also says which blocks nobody needs any more. */
import type { abci } from '../../gen/abci.js';
import type { Application } from '../application.ts';
import { fromBigint } from '../int64.ts';

export async function commit(app: Application): Promise<abci.ResponseCommit.$Properties> {
  await app.commit();
  return { retainHeight: fromBigint(app.retainHeight) };
}
