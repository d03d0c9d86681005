/** Whatever the routes and the path: the same routes are found as by the router that tests all of them. */
import Router from '@koa/router';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { GroupedRouter } from './grouped-router.ts';

const SEGMENTS = ['a', 'b', 'a.b', ':x', '*rest', 'A'];
const routes = fc.array(fc.array(fc.constantFrom(...SEGMENTS), { maxLength: 3 }), { maxLength: 8 });
const path = fc.array(fc.constantFrom('a', 'b', 'a.b', 'c', 'A', '', '%61', '__proto__'), { maxLength: 4 });

test('finds what the router finds among all routes', () => {
  fc.assert(
    fc.property(routes, path, fc.constantFrom('GET', 'POST'), (all, segments, method) => {
      const [grouped, plain] = [new GroupedRouter(), new Router({ sensitive: true })];
      // A parameter has one name in a path.
      const paths = all.map((parts) => `/${parts.map((part, i) => (/^[:*]/.test(part) ? `${part}${i}` : part)).join('/')}`);
      for (const router of [grouped, plain]) for (const [i, route] of paths.entries()) router[i % 2 === 0 ? 'get' : 'post'](route, () => undefined);
      const found = (router: Router) => {
        const { path: onPath, pathAndMethod } = router.match(`/${segments.join('/')}`, method);
        return [onPath, pathAndMethod].map((layers) => layers.map((layer) => [String(layer.path), layer.methods]));
      };
      expect(found(grouped)).toEqual(found(plain));
    }),
  );
});

test('routes that come later are found, and all are in the stack', () => {
  const router = new GroupedRouter();
  router.get('/a', () => undefined);
  expect(router.match('/b', 'GET').path).toHaveLength(0);
  router.get('/b', () => undefined);
  expect(router.match('/b', 'GET').path).toHaveLength(1);
  expect(router.stack).toHaveLength(2);
});
