/** What a real mvn does with the Maven front under each policy for what is not published: the same for each version of mvn. */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MavenClient } from './maven-client.ts';
import { LIB, MavenNetwork, NAME, type Policy } from './maven-network.ts';
import type { RecordingProxy } from './recording-proxy.ts';

export function testMaven(version: '3.8' | '3.9', ensure: () => Promise<string>): void {
  describe(`mvn ${version}`, () => mavenCases(version, ensure));
}

function mavenCases(version: '3.8' | '3.9', ensure: () => Promise<string>): void {
  let all: MavenNetwork;
  let program: string;
  let proxies: Record<Policy, RecordingProxy>;
  let other: MavenNetwork['other'];

  beforeAll(async () => {
    [all, program] = await Promise.all([MavenNetwork.start(), ensure()]);
    ({ proxies, other } = all);
  }, 240_000);
  afterAll(() => all?.stop(), 60_000);

  /** Asks the node first, then the other repository. */
  const clientOf = (name: string, proxy: RecordingProxy): Promise<MavenClient> =>
    MavenClient.create(join(all.folder, name), program, { repositories: { pyrsia: `${proxy.url}/maven2` }, central: other.url });

  test('resolves what is published, and checks it', async () => {
    const proxy = proxies.strict;
    const before = proxy.noted.length;
    const client = await clientOf(`good-${version}`, proxy);
    const { code, output } = await client.resolveParent(`org.apache.maven.shared:${NAME}:3.1.0`);
    expect([code, output.includes('checksum')]).toEqual([0, false]);
    expect((await client.read(`org/apache/maven/shared/${NAME}/3.1.0/${NAME}-3.1.0.pom`)).toString()).toContain('<packaging>pom</packaging>');
    // The newer takes checksums from the headers, and asks for no file of them.
    expect(proxy.since(before, '.sha1').length).toBe(version === '3.8' ? 1 : 0);
  });

  test.each([
    ['strict', /Not published by the build nodes \(policy strict\)/],
    ['request', /Not published; no build is requested: the registry has no source archive|being asked for, see http/],
  ] as const)('%s: shows the reason, and asks again the next time', async (policy, reason) => {
    const proxy = proxies[policy];
    const client = await clientOf(`${policy}-${version}`, proxy);
    for (const _ of [1, 2]) {
      const before = proxy.noted.length;
      const { code, output } = await client.resolveParent(`org.apache.maven.shared:${NAME}:9.9.9`);
      expect(code).toBe(1);
      expect(output).toMatch(reason);
      expect(proxy.since(before)).toEqual([{ method: 'GET', path: `${LIB}/9.9.9/${NAME}-9.9.9.pom`, status: 403 }]);
    }
  });

  test('strict: as the mirror of all, nobody else is asked; beside others, Maven itself goes on to them', async () => {
    const proxy = proxies.strict;
    const alone = await MavenClient.create(join(all.folder, `alone-${version}`), program, {
      ...{ repositories: { other: other.url }, central: other.url, mirrorOfAll: `${proxy.url}/maven2` },
    });
    const before = other.asked.length;
    const refused = await alone.resolveParent('org.other:other:1');
    expect([refused.code, refused.output]).toEqual([1, expect.stringContaining('Not published by the build nodes (policy strict)')]);
    expect(other.asked.length).toBe(before);
    const beside = await clientOf(`beside-${version}`, proxy);
    expect((await beside.resolveParent('org.other:other:1')).code).toBe(0);
    expect(proxy.noted.at(-1)).toMatchObject({ path: '/maven2/org/other/other/1/other-1.pom', status: 403 });
    expect(other.asked[before]).toBe('/org/other/other/1/other-1.pom');
  });

  test('open: the other repository is asked; 3.8 remembers the miss', async () => {
    const proxy = proxies.open;
    const client = await clientOf(`open-${version}`, proxy);
    const before = proxy.noted.length;
    expect((await client.resolveParent('org.other:other:1')).code).toBe(0);
    expect(proxy.since(before).map(({ status }) => status)).toEqual([404]);
    const missing = await client.resolveParent('org.other:missing:1');
    expect([missing.code, missing.output]).toEqual([1, expect.stringContaining('org.other:missing:pom:1')]);
    const between = proxy.noted.length;
    expect((await client.resolveParent('org.other:missing:1')).code).toBe(1);
    // 3.9 asks again for the pom of a parent.
    expect(proxy.since(between).length).toBe(version === '3.8' ? 0 : 1);
  });
}
