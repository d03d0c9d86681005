/** Commit: the staged block is on disk before the answer goes out. Blocks are kept (retain height 0). */
import type { abci } from '../../gen/abci.js';
import type { Application } from '../application.ts';

export async function commit(app: Application): Promise<abci.ResponseCommit.$Properties> {
  await app.commit();
  return {};
}
