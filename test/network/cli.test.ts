/**
 * What Pyrsia's own integration tests check of its command line, in spirit, on one network of real processes: help, ping,
 * status, list, config, build, inspect-log, authorize, and what must not work. Their Docker cases are refused by name until
 * there is a front for it.
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { buildNodesOf, joinNetwork, keyFile, networkFilePath, nodeConfigPath, until } from '@pyrsia/genesis';
import { toBase64, toHex } from '@pyrsia/ledger';
import { describe, expect, test } from 'vitest';
import { quickRecipe, realRecipe, root, type TestNetwork } from './test-network.ts';
import { useTestNetwork } from './use-network.ts';

const GAV = 'org.apache.maven.shared:file-management:3.1.0';
const SOURCE = `source-release@sha256:${'34f48b425e82581a192672e1335d937e6c27a76b53f40e07ae4f0f05e0cb2701'}`;
const JAR = '/maven2/org/apache/maven/shared/file-management/3.1.0/file-management-3.1.0.jar';

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}
let net: TestNetwork;
let folder: string;
useTestNetwork((network, made) => {
  net = network;
  folder = made;
});

/** The program as a user has it, with nothing but a configuration: that of the regular node unless another is named. */
function pyrsia(args: readonly string[], environment: Record<string, string> = {}, input = ''): Promise<Ended> {
  const config = nodeConfigPath(net.dataFolder, net.network.regular);
  const env = { PATH: process.env['PATH'] ?? '', HOME: folder, ...environment };
  return new Promise((resolve) => {
    const all = [join(root, 'client/src/cli-main.ts'), ...(environment['PYRSIA_HOME'] === undefined ? ['--config', config] : []), ...args];
    const child = execFile(process.execPath, all, { env, cwd: folder }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : Number(error.code ?? -1), stdout, stderr }),
    );
    child.stdin?.end(input);
  });
}
const json = async (...args: string[]) => JSON.parse((await pyrsia(['--json', ...args])).stdout);

describe('a node that is there', () => {
  test('help of the program and of its commands', async () => {
    const { stdout } = await pyrsia(['--help']);
    const commands = [...stdout.matchAll(/^ {2}([a-z][a-z-]*) /gm)].map(([, name]) => name as string);
    expect(commands).toEqual(expect.arrayContaining(['ping', 'status', 'list', 'build', 'inspect-log', 'authorize', 'config', 'verify', 'search']));
    const helps = await Promise.all(
      [...['ping', 'build', 'config'].map((name) => [name]), ['build', 'maven'], ['build', 'status'], ['inspect-log', 'maven'], ['authorize']].map((words) =>
        pyrsia([...words, '--help']),
      ),
    );
    for (const help of helps) expect([help.code, help.stdout]).toEqual([0, expect.stringMatching(/^Usage: pyrsia /)]);
  }, 60_000);

  test('version', async () => expect((await pyrsia(['--version'])).stdout).toMatch(/^pyrsia \d+\.\d+\.\d+\n$/));

  test('ping', async () => expect(await pyrsia(['ping'])).toMatchObject({ code: 0, stderr: '' }));

  test('status shows peers; list shows them in both spellings', async () => {
    const peers = await until(async () => {
      const { peers_count: count } = await json('status');
      expect(count).toBeGreaterThan(0);
      return count as number;
    }, 30_000);
    expect((await pyrsia(['status'])).stdout).toMatch(/^peers {6}[1-9]\d*$/m);
    for (const spelling of ['list', '-l']) {
      const listed = await json(spelling);
      expect(listed.length).toBeGreaterThanOrEqual(Math.min(peers, 1));
      expect(listed[0]).toMatch(/^12D3/);
    }
  }, 60_000);
});

test('what a real node answers is taken by every command that reads, or looks after the store', async () => {
  const commands = ['ping', 'status', 'list', 'peers', 'storage', 'storage list', 'storage scrub', 'storage collect', 'share', 'nodes', 'proposals', 'search'];
  const ended = await Promise.all(commands.map(async (words) => ({ words, ...(await pyrsia([...words.split(' '), '--json'])) })));
  expect(ended.filter(({ code }) => code !== 0)).toEqual([]);
  for (const { stdout } of ended) JSON.parse(stdout);
}, 60_000);

describe('config of a home of its own', () => {
  const home = (): Record<string, string> => ({ PYRSIA_HOME: join(folder, 'own') });
  test('init, edit and show of one and of several values; a node runs with it', async () => {
    const made = await pyrsia(['init', '--network-file', networkFilePath(net.dataFolder)], home());
    expect([made.code, made.stdout.includes('to do')]).toEqual([0, false]);
    expect((await pyrsia(['config', 'edit', '-p', '0'], home())).code).toBe(0);
    expect((await pyrsia(['config', 'edit', '--host', '127.0.0.1', '--diskspace', '10 GB'], home())).code).toBe(0);
    expect((await pyrsia(['config', 'set', 'p2p.listen', '/ip4/127.0.0.1/tcp/0'], home())).code).toBe(0);
    const shown = (await pyrsia(['config', 'show', '--origin'], home())).stdout;
    expect(shown).toMatch(/^port = 0 +# file .*pyrsia.toml:\d+$/m);
    expect(shown).toMatch(/^quota_bytes = 10000000000 +# file/m);
    const node = spawn('setpriv', ['--pdeathsig', 'TERM', '--', process.execPath, join(root, 'client/src/cli-main.ts'), 'node'], {
      env: { PATH: process.env['PATH'] ?? '', ...home() },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = once(node, 'exit');
    const url = await urlOf(node);
    expect((await pyrsia(['--node', url, 'ping'], home())).code).toBe(0);
    node.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
  }, 60_000);

  test.each([
    ['host', ['--host', 'no host']],
    ['port', ['--port', '888888']],
    ['disk', ['--diskspace', 'ten']],
    ['one of several', ['--port', '7889', '--host', '1.2.3.4.5']],
  ])('an invalid %s is refused, and the old values stay', async (_, flags) => {
    const before = await readFile(join(folder, 'own/pyrsia.toml'), 'utf8');
    const { code, stderr } = await pyrsia(['config', 'edit', ...flags], home());
    expect([code, stderr]).toEqual([2, expect.stringMatching(/pyrsia\.toml:\d+: (rest|storage)\.(host|port|quota_bytes): must be/)]);
    expect(await readFile(join(folder, 'own/pyrsia.toml'), 'utf8')).toBe(before);
  });
});

describe('builds', () => {
  test('before anything was built the log has no entry, and the version is not served', async () => {
    expect(await pyrsia(['inspect-log', 'maven', '--gav', GAV])).toMatchObject({ code: 0, stdout: `the log has no entry for ${GAV}\n` });
    expect((await fetch(net.url + JAR)).ok).toBe(false);
  });

  test('a build of something fake is not successful', async () => {
    const fake = await pyrsia(['build', 'maven', '--gav', 'no.such.group:fake:1.0', '--source', SOURCE]);
    expect([fake.code, fake.stdout]).toEqual([1, '']);
    expect(fake.stderr).toMatch(/REQUEST_REFUSED/);
    expect((await pyrsia(['build', 'maven', '--gav', 'fake', '--source', SOURCE])).code).toBe(1);
  });

  test('an unknown build id is not found', async () => {
    const { code, stderr } = await pyrsia(['build', 'status', '--id', 'ab'.repeat(32)]);
    expect([code, stderr]).toEqual([1, expect.stringContaining('was not found')]);
  });

  test('a build: requested, followed to its verdict, in the log, served, found by search, proven', async () => {
    const recipe = join(folder, 'recipe.json');
    await writeFile(recipe, JSON.stringify(quickRecipe()));
    const built = await pyrsia(['build', 'maven', '--recipe', recipe, '--wait']);
    expect([built.code, built.stdout]).toEqual([0, expect.stringContaining('file-management@3.1.0: published')]);
    expect(built.stderr).toMatch(/build id [0-9a-f]{64}\n[\s\S]*build nodes committed/);
    const id = /build id ([0-9a-f]{64})/.exec(built.stderr)?.[1] as string;
    expect((await pyrsia(['build', 'status', '--id', id])).stdout).toContain(': published');
    const entries = await until(async () => {
      const found = await json('inspect-log', 'maven', '--gav', GAV);
      expect(found).toHaveLength(1);
      return found;
    }, 30_000);
    expect(entries[0]).toMatchObject({ operation: 'publication', log_index: '0' });
    const file = join(folder, 'file.jar');
    const answer = await until(async () => {
      const response = await fetch(net.url + JAR);
      expect(response.status).toBe(200);
      return response;
    }, 30_000);
    await writeFile(file, new Uint8Array(await answer.arrayBuffer()));
    // The trust root is that of the configuration.
    expect((await pyrsia(['verify', file])).stdout).toMatch(/^PROVEN: this file is file-management-3.1.0.jar/);
    expect((await json('search', 'file-management')).items).toMatchObject([{ purl: realRecipe()['purl'] }]);
    for (const name of ['pin', 'unpin']) {
      const pinned = await pyrsia(['storage', name, realRecipe()['purl'] as string]);
      expect([pinned.code, pinned.stdout]).toEqual([0, expect.stringContaining(` is ${name}ned; held`)]);
    }
    expect((await pyrsia(['storage', 'list'])).stdout).toContain('file-management-3.1.0.jar');
    const again = await pyrsia(['build', 'maven', '--gav', GAV, '--source', SOURCE]);
    expect([again.code, again.stderr]).toEqual([1, expect.stringContaining('ALREADY_PUBLISHED')]);
  }, 120_000);

  test('a version that was not built is not served', async () => {
    expect((await fetch(net.url + JAR.replaceAll('3.1.0', '3.0.0'))).ok).toBe(false);
    expect((await pyrsia(['inspect-log', 'maven', '--gav', GAV.replace('3.1.0', '3.0.0')])).stdout).toContain('no entry');
  });

  test.each([
    ['build', 'docker', '--image', 'alpine:3.16'],
    ['inspect-log', 'docker', '--image', 'alpine:3.16'],
  ])('%s %s: there is no such front yet, and that is what it says', async (...args) => {
    const { code, stderr } = await pyrsia(args);
    expect([code, stderr]).toEqual([1, expect.stringContaining('This version has no front for that ecosystem yet')]);
  });
});

describe('build nodes', () => {
  const at = (i: number, args: readonly string[], input = ''): Promise<Ended> => {
    const node = buildNodesOf(net.network.plan)[i];
    if (node === undefined) throw new Error('no such node');
    return pyrsia(['--config', nodeConfigPath(net.dataFolder, node), ...args], { PYRSIA_HOME: folder }, input);
  };

  test('authorize: proposed as joining prints it, voted for by a majority; twice is refused', async () => {
    const networkFile = networkFilePath(net.dataFolder);
    const joining = { name: 'build-node-5', networkFile, genesisFile: join(net.dataFolder, 'genesis.json'), peers: [`${'0'.repeat(40)}@127.0.0.1:1`] };
    const { identity } = await joinNetwork({ ...joining, home: join(folder, 'five'), by: 'replay' });
    const printed = JSON.stringify({
      add_build_node: {
        ...{ node_id: toHex(identity.nodeId), name: identity.name, account: toHex(identity.account), peer_id: identity.peerId },
        ...{ consensus_key: toBase64(identity.consensusKey), note_key: toBase64(identity.noteKey) },
      },
    });
    // The regular node speaks for no build node.
    expect((await pyrsia(['authorize', '-'], {}, printed)).stderr).toContain('no account of a build node');
    const proposed = await at(0, ['authorize', '-'], printed);
    expect([proposed.code, proposed.stdout]).toEqual([0, expect.stringContaining('proposed build-node-5 as a build node')]);
    const id = /proposal ([0-9a-f]{64})/.exec(proposed.stdout)?.[1] as string;
    await until(async () => expect((await pyrsia(['proposals', id])).stdout).toContain(`${id}  open  add build node  1 yes`), 30_000);
    expect((await pyrsia(['proposals'])).stdout).toContain(id);
    expect(await at(1, ['authorize', '-'], printed)).toMatchObject({ code: 1, stderr: expect.stringContaining('PROPOSAL_ALREADY_OPEN') });
    expect(await at(0, ['vote', id, 'yes'])).toMatchObject({ code: 1, stderr: expect.stringContaining('ALREADY_VOTED') });
    for (const i of [1, 2]) expect((await at(i, ['vote', id, 'yes'])).code).toBe(0);
    await until(async () => expect((await pyrsia(['nodes'])).stdout).toContain('build-node-5'), 30_000);
    expect((await pyrsia(['nodes'])).stdout).toMatch(/build-node-1 +100 % of 1 builds agreed/);
    const twice = await until(async () => {
      const answer = await at(3, ['authorize', '-'], printed);
      expect(answer.stderr).not.toContain('PROPOSAL_ALREADY_OPEN');
      return answer;
    }, 30_000);
    expect([twice.code, twice.stderr]).toEqual([1, expect.stringMatching(/NODE_ID_USED|ACCOUNT_EXISTS/)]);
  }, 120_000);

  test('a token of another node changes nothing', async () => {
    const other = keyFile(net.homeOf(buildNodesOf(net.network.plan)[0] as never), 'token');
    const { code, stderr } = await pyrsia(['--token-file', other, 'share', 'off']);
    expect([code, stderr]).toEqual([1, expect.stringContaining('--token-file')]);
  });
});

async function urlOf(node: ChildProcess): Promise<string> {
  if (node.stdout === null) throw new Error('no output');
  for await (const line of createInterface({ input: node.stdout })) {
    const { url } = JSON.parse(line) as { url?: string };
    if (url !== undefined) {
      node.stdout.resume();
      return url;
    }
  }
  throw new Error('the node ended');
}
