/** Under which name a path is counted: few, whatever clients ask for. */

export type Front = 'maven' | 'api' | 'log' | 'page' | 'health' | 'pyrsia';

const BY_FIRST: Readonly<Record<string, Front>> = {
  maven2: 'maven',
  api: 'api',
  checkpoint: 'log',
  tile: 'log',
  policy: 'log',
  '': 'page',
  assets: 'page',
  healthz: 'health',
  readyz: 'health',
  metrics: 'health',
};

/** What stands nowhere else is one of Pyrsia's old paths, or nothing. */
export function frontOf(path: string): Front {
  const end = path.indexOf('/', 1);
  const first = path.slice(1, end < 0 ? undefined : end);
  return Object.hasOwn(BY_FIRST, first) ? (BY_FIRST[first] as Front) : 'pyrsia';
}
