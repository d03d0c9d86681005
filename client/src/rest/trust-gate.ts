/** After an attack, an alarm, or with headers that are too old, nothing is served that could be believed. */
import type { Context } from 'koa';
import type { NodeParts } from '../node-parts.ts';

/** What says how this node is; everything else is an answer that somebody may build upon. */
const ALWAYS_SERVED = new Set(['/', '/healthz', '/readyz', '/metrics', '/status', '/peers', '/api/v1/log/alarm', '/api/v1/network']);
/** Of the page, which says how the node is, too. */
const PAGE_FILES = '/assets/';

export function onlyWhileTrusted({ light, replica }: Pick<NodeParts, 'light' | 'replica'>): (context: Context) => void {
  return (context) => {
    if (ALWAYS_SERVED.has(context.path) || context.path.startsWith(PAGE_FILES)) return;
    light.assertTrustworthy();
    replica?.assertOneHistory();
  };
}
