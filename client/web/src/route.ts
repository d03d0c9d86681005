/** Where the page is, in the part of the address after `#`: nothing of it goes to the node. */
export type Route =
  | { readonly page: 'log' }
  | { readonly page: 'search'; readonly text: string }
  | { readonly page: 'publication'; readonly purl: string }
  | { readonly page: 'artifact'; readonly sha256: string }
  | { readonly page: 'entry'; readonly index: string }
  | { readonly page: 'builds' }
  | { readonly page: 'build'; readonly id: string }
  | { readonly page: 'nodes' }
  | { readonly page: 'use' }
  | { readonly page: 'unknown' };

export function parseRoute(hash: string): Route {
  const [, page = '', ...rest] = hash.replace(/^#/, '').split('/');
  const text = decoded(rest.join('/'));
  if (text === undefined) return { page: 'unknown' };
  if (page === '') return { page: 'log' };
  if ((page === 'builds' || page === 'nodes' || page === 'use') && text === '') return { page };
  if (page === 'search') return { page, text };
  if (page === 'publication' && text.startsWith('pkg:')) return { page, purl: text };
  if (page === 'artifact' && /^[0-9a-f]{64}$/.test(text)) return { page, sha256: text };
  if (page === 'entry' && /^(0|[1-9][0-9]{0,18})$/.test(text)) return { page, index: text };
  if (page === 'build' && /^[0-9a-f]{64}$/.test(text)) return { page, id: text };
  return { page: 'unknown' };
}

export function hashOf(route: Route): string {
  switch (route.page) {
    case 'search':
      return `#/search/${encodeURIComponent(route.text)}`;
    case 'publication':
      return `#/publication/${encodeURIComponent(route.purl)}`;
    case 'artifact':
      return `#/artifact/${route.sha256}`;
    case 'entry':
      return `#/entry/${route.index}`;
    case 'build':
      return `#/build/${route.id}`;
    case 'builds':
    case 'nodes':
    case 'use':
      return `#/${route.page}`;
    default:
      return '#/';
  }
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
