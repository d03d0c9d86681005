/** The page as the set-up builds it, for tests that are run by themselves. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../network/test-network.ts';

export async function buildPage(): Promise<void> {
  const setup = (await import(pathToFileURL(join(root, 'genesis/setup/page.mjs')).href)) as { ensurePage(root: string, node: string): string | undefined };
  const why = setup.ensurePage(root, process.execPath);
  if (why !== undefined) throw new Error(why);
}
