/**
 * The Maven front over HTTP and with real Gradle, under each policy for what is not published. Under `request` a miss becomes a
 * publication: asked of a build node over libp2p, its source resolved by that build node's builder.
 */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { until } from '@pyrsia/genesis';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasGradle, resolveWithGradle } from './gradle-client.ts';
import { LIB, MavenNetwork, NAME, POLICIES, type Policy } from './maven-network.ts';
import type { TestNetwork } from './test-network.ts';

let all: MavenNetwork;
let net: TestNetwork;
let nodes: MavenNetwork['nodes'];

beforeAll(async () => {
  all = await MavenNetwork.start();
  ({ net, nodes } = all);
}, 240_000);
afterAll(() => all?.stop(), 60_000);

describe.skipIf(!hasGradle)('gradle (skipped where there is no Gradle)', () => {
  const SHARED = 'org.apache.maven.shared';
  const wanted = [`${SHARED}:${NAME}:3.1.0`, `${SHARED}:${NAME}:[3.1,4)`, `${SHARED}:${NAME}:3.1.0:extra`, `${SHARED}:${NAME}:9.9.9`, 'org.other:other:1'];
  test('takes what is published under each policy; of what is not, it shows the reason, and goes on to the other repository', async () => {
    const { proxies, other } = all;
    const set = (policy: Policy): string[] => [`${proxies[policy].url}/maven2`, `${other.url}/${policy}`];
    const resolved = await resolveWithGradle(join(all.folder, 'gradle'), { strict: set('strict'), request: set('request'), open: set('open') }, wanted);
    const reasons = { strict: /403 .*Not published by the build nodes \(policy strict\)/, request: /403 .*Not published/, open: /Could not find/ };
    for (const policy of POLICIES) {
      const [version, range, extra, missing, elsewhere] = resolved[policy];
      expect([version, range, extra]).toEqual([`${NAME}-3.1.0.jar`, `${NAME}-3.1.0.jar`, `${NAME}-3.1.0-extra.jar`]);
      expect(missing).toMatch(reasons[policy]);
      // A pom without a jar.
      expect([elsewhere, other.asked.includes(`/${policy}/org/other/other/1/other-1.pom`)]).toEqual(['', true]);
      const answered = proxies[policy].noted.filter(({ path }) => path.includes('org/other') && path.endsWith('.pom'));
      expect(answered.map(({ status }) => status)).toEqual([policy === 'open' ? 404 : 403]);
    }
  }, 120_000);
});

describe('over HTTP', () => {
  test('all files of a release of more than one', async () => {
    for (const [file, text] of [
      [`${NAME}-3.1.0-sources.jar`, 'sources\n'],
      [`${NAME}-3.1.0-extra.jar`, 'classified\n'],
    ] as const) {
      const answer = await fetch(`${nodes.strict.url}${LIB}/3.1.0/${file}`);
      expect([answer.status, await answer.text()]).toEqual([200, text]);
      const sum = await (await fetch(`${nodes.strict.url}${LIB}/3.1.0/${file}.sha512`)).text();
      expect(sum).toBe(createHash('sha512').update(text).digest('hex'));
    }
    expect((await nodes.strict.get(`${LIB}/3.1.0/${NAME}-3.1.0-javadoc.jar`)).status).toBe(403);
    expect((await nodes.open.get(`${LIB}/3.1.0/${NAME}-3.1.0-javadoc.jar`)).status).toBe(404);
  });

  test('request: a miss becomes a publication, by the recipe of the version before', async () => {
    const path = `${LIB}/3.0.0/${NAME}-3.0.0.pom`;
    const first = await nodes.request.get(path);
    expect(first).toMatchObject({ status: 403, body: { code: 'NOT_PUBLISHED', policy: 'request', build: { state: 'asking' } } });
    expect((await nodes.request.get(`/api/v1/requests/pkg:maven/org.apache.maven.shared/${NAME}@3.0.0`)).status).toBe(200);
    const buildId = await until(async () => {
      const { body } = await nodes.request.get(path);
      expect(body.build).toMatchObject({ state: 'requested' });
      return String(body.build.build_id);
    }, 30_000);
    expect((await net.decided(buildId))['phase']).toBe('published');
    await until(async () => expect((await nodes.request.get(path)).status).toBe(200), 30_000);
    expect((await nodes.request.get(path)).body).toContain('<version>3.0.0</version>');
    const metadata = (await nodes.request.get(`${LIB}/maven-metadata.xml`)).body as string;
    expect([...metadata.matchAll(/<version>(.*)<\/version>/g)].map(([, version]) => version)).toEqual(['3.0.0', '3.1.0']);
  }, 60_000);

  test.each([
    [`${LIB}/9.9.8/${NAME}-9.9.8.jar`, 'no_source'],
    ['/maven2/org/example/lib/1/lib-1.jar', 'no_mapping'],
  ])(
    'request: %s is asked for once, and the answer says why not: %s',
    async (path, reason) => {
      await until(async () => expect((await nodes.request.get(path)).body.build).toMatchObject({ state: 'declined', reason }), 30_000);
      expect((await nodes.request.get(path)).status).toBe(403);
    },
    40_000,
  );
});
