/** The home of a node by the command line as a process: init, configuration, token, and how build tools are told of it. */
import { chmod, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { NETWORK, SHARE, STATUS, useCli } from './cli-harness.ts';

const { cli, run, atNode } = useCli();

describe('the home', () => {
  test('init makes it once; run again it makes what is missing and overwrites nothing', async () => {
    const network = join(cli.home, 'given.json');
    await writeFile(network, NETWORK);
    const made = JSON.parse((await run(['init', '--json', '--network-file', network, '--account'])).stdout);
    expect(made).toMatchObject({ home: join(cli.home, 'pyrsia'), kept: [], todo: [], account: expect.stringMatching(/^[0-9a-f]{40}$/) });
    for (const name of ['token', 'peer.key', 'account.key']) expect((await stat(join(cli.home, 'pyrsia/keys', name))).mode & 0o777).toBe(0o600);
    expect((await stat(join(cli.home, 'pyrsia/keys'))).mode & 0o777).toBe(0o700);
    expect(await readFile(join(cli.home, 'pyrsia/network.json'), 'utf8')).toBe(NETWORK);
    const before = await everything(join(cli.home, 'pyrsia'));
    const again = JSON.parse((await run(['init', '--json', '--network-file', network, '--account'])).stdout);
    expect(again).toMatchObject({ made: [], account: made.account });
    expect(again.kept).toHaveLength(5);
    expect(await everything(join(cli.home, 'pyrsia'))).toEqual(before);
    await writeFile(network, NETWORK.replace('log.example', 'other.example'));
    const other = await run(['init', '--network-file', network]);
    expect([other.code, other.stderr]).toEqual([1, expect.stringContaining('never overwritten')]);
    await rm(join(cli.home, 'pyrsia/keys/token'));
    expect((await run(['init'])).stdout).toContain(`made         ${join(cli.home, 'pyrsia/keys/token')}`);
    expect(await everything(join(cli.home, 'pyrsia'))).toEqual({ ...before, 'keys/token': expect.not.stringMatching(before['keys/token'] as string) });
    expect((await run(['config', 'get', 'account.key_file'])).stdout).toBe('keys/account.key\n');
  });

  test.each([
    ['no network file', '{}', 'NETWORK_FILE'],
    ['no JSON', 'x', 'NETWORK_FILE'],
  ])('%s: nothing is made', async (_, text, says) => {
    await writeFile(join(cli.home, 'given.json'), text);
    const { code, stderr } = await run(['init', '--network-file', join(cli.home, 'given.json')]);
    expect([code, stderr]).toEqual([1, expect.stringContaining(says)]);
    expect(await readdir(cli.home)).toEqual(['given.json']);
  });

  test('without a network file init says what is to do; secrets that others can read are told', async () => {
    expect((await run(['init'])).stdout).toContain('pyrsia init --network-file FILE');
    await chmod(join(cli.home, 'pyrsia/keys/token'), 0o644);
    expect((await run(['init'])).stdout).toContain(`chmod 600 ${join(cli.home, 'pyrsia/keys/token')}`);
  });

  test('a damaged key is told, and never replaced', async () => {
    await run(['init']);
    await writeFile(join(cli.home, 'pyrsia/keys/peer.key'), 'x');
    const { code, stderr } = await run(['init']);
    expect([code, stderr]).toEqual([1, expect.stringContaining('KEY_UNREADABLE')]);
    expect(await readFile(join(cli.home, 'pyrsia/keys/peer.key'), 'utf8')).toBe('x');
  });

  test('address and token come from the configuration, and the token goes to no other node', async () => {
    await run(['init']);
    cli.answers = { 'GET /status': [200, STATUS], 'PUT /api/v1/share': [200, SHARE] };
    await run(['config', 'set', 'rest.port', new URL(cli.url).port]);
    expect((await run(['status'])).code).toBe(0);
    expect((await run(['share', 'off'])).code).toBe(0);
    const token = (await run(['token', 'show'])).stdout.trim();
    await atNode('share', 'off');
    expect(cli.asked.map((call) => call.token)).toEqual([undefined, `Bearer ${token}`, undefined]);
  });

  test('token rotate: a new one, with the old mode; show prints it', async () => {
    await run(['init']);
    const before = (await run(['token', 'show'])).stdout;
    expect((await run(['token', 'rotate'])).stdout).toContain('counts no longer');
    const after = (await run(['token', 'show'])).stdout;
    expect([before, after]).toEqual([expect.stringMatching(/^[0-9a-f]{64}\n$/), expect.stringMatching(/^[0-9a-f]{64}\n$/)]);
    expect(after).not.toBe(before);
    expect((await stat(join(cli.home, 'pyrsia/keys/token'))).mode & 0o777).toBe(0o600);
    await chmod(join(cli.home, 'pyrsia/keys/token'), 0o644);
    expect((await run(['token', 'rotate'])).stdout).toContain('chmod 600');
  });

  test('node: a level of the log that there is not is wrong usage', async () => {
    const { code, stdout, stderr } = await run(['node'], { PYRSIA_LOG: 'loud' });
    expect([code, stdout, stderr]).toEqual([2, '', expect.stringMatching(/^PYRSIA_LOG must be silent or one of trace, .*, not "loud"\n$/)]);
  });

  test('node: what is wrong with configuration and files is told at once, exit 2', async () => {
    expect((await run(['node'])).stderr).toContain('pyrsia init');
    await run(['init']);
    await rm(join(cli.home, 'pyrsia/keys/token'));
    const { code, stderr } = await run(['node']);
    expect(code).toBe(2);
    expect(stderr).toContain(`${cli.config} (default): network.file: ${join(cli.home, 'pyrsia/network.json')}`);
    expect(stderr).toContain('rest.token_file');
    await writeFile(cli.config, '[rest]\nport = 70000\n[p2p]\nrelay = 1\n');
    const wrong = await run(['node'], { PYRSIA_REST_HOST: 'a b' });
    expect(wrong.code).toBe(2);
    for (const says of [`${cli.config}:2: rest.port`, `${cli.config}:4: p2p.relay`, 'PYRSIA_REST_HOST: rest.host']) expect(wrong.stderr).toContain(says);
  });
});

describe('config', () => {
  beforeEach(() => mkdir(join(cli.home, 'pyrsia')));

  test('show, get, set: one and several values, with origins', async () => {
    await writeFile(cli.config, '# mine\n[rest]\nport = 1 # one\n');
    expect((await run(['config', 'set', 'rest.port', '2', 'rest.host', '::1', 'storage.quota_bytes', '10 GB'])).code).toBe(0);
    expect(await readFile(cli.config, 'utf8')).toBe('# mine\n[rest]\nport = 2 # one\nhost = "::1"\n\n[storage]\nquota_bytes = "10 GB"\n');
    expect((await run(['config', 'get', 'storage.quota_bytes'])).stdout).toBe('10000000000\n');
    const shown = await run(['config', 'show', '--origin'], { PYRSIA_REST_PORT: '3' });
    expect(shown.stdout).toMatch(/port = 3 +# environment PYRSIA_REST_PORT\n/);
    expect(shown.stdout).toContain(`host = "::1"`);
    expect(shown.stdout).toContain(`# file ${cli.config}:4\n`);
    expect((await run(['config', 'show'])).stdout).not.toContain('# default');
    expect((await run(['-c', 'show', '--json'])).stdout).toContain('"rest.port": 2');
    expect((await run(['config', 'set', 'rest.port', '5'], { PYRSIA_REST_PORT: '3' })).stdout).toContain(
      'PYRSIA_REST_PORT is set in the environment, and wins',
    );
  });

  test.each([
    [['set', 'rest.port', '70000']],
    [['set', 'rest.port', '2', 'rest.host', 'no host']],
    [['edit', '--port', 'x']],
    [['edit', '-H', 'a b', '-p', '2']],
    [['edit', '--diskspace', 'lots']],
  ])('%j is refused, and the old values stay', async (args) => {
    await writeFile(cli.config, '[rest]\nport = 1\n');
    const { code, stderr } = await run(['config', ...args, '--json']);
    expect([code, JSON.parse(stderr)]).toEqual([
      2,
      expect.objectContaining({ code: 'CONFIG_INVALID', problems: [expect.objectContaining({ key: expect.any(String) })] }),
    ]);
    expect(await readFile(cli.config, 'utf8')).toBe('[rest]\nport = 1\n');
  });

  test('edit with options changes these values; without, it opens the editor, and a wrong file stays beside the old one', async () => {
    await writeFile(cli.config, '[rest]\nport = 1\n');
    expect((await run(['config', 'edit', '-p', '7', '-H', 'node.example', '-d', '20 GB'])).code).toBe(0);
    expect(await readFile(cli.config, 'utf8')).toBe('[rest]\nport = 7\nhost = "node.example"\n\n[storage]\nquota_bytes = "20 GB"\n');
    const right = await run(['config', 'edit'], { EDITOR: `sed -i 's/port = 7/port = 8/'` });
    expect([right.code, right.stdout]).toEqual([0, expect.stringContaining('is changed')]);
    expect((await run(['config', 'edit'], { EDITOR: 'true' })).stdout).toBe('nothing was changed\n');
    const wrong = await run(['config', 'edit'], { EDITOR: `sed -i 's/port = 8/prot = 8/'` });
    const copy = /(\/\S+\/pyrsia\.toml):2: rest\.prot/.exec(wrong.stderr)?.[1];
    expect([wrong.code, await readFile(copy as string, 'utf8')]).toEqual([2, expect.stringContaining('prot = 8')]);
    await rm(join(copy as string, '..'), { recursive: true });
    expect(await readFile(cli.config, 'utf8')).toContain('port = 8\n');
    const temporary = join(cli.home, 'tmp');
    await mkdir(temporary);
    for (const editor of ['false', 'rm', '/no/such/editor', 'kill -9 $$;']) {
      const failed = await run(['config', 'edit'], { EDITOR: editor, TMPDIR: temporary });
      expect([failed.code, failed.stderr]).toEqual([2, expect.stringContaining('nothing was changed')]);
    }
    // A copy that is like the file is not left behind.
    expect(await readdir(temporary)).toEqual([]);
    expect(await readFile(cli.config, 'utf8')).toContain('port = 8\n');
  });
});

describe('setup', () => {
  test('setup maven prints, writes once and undoes; the address is that of the configuration', async () => {
    const file = join(cli.home, '.m2/settings.xml');
    const environment = { PYRSIA_REST_PORT: '7999' };
    expect((await run(['setup', 'maven'], environment)).stdout).toContain('<url>http://127.0.0.1:7999/maven2</url>');
    expect((await run(['setup', 'maven'], { PYRSIA_REST_PUBLIC_URL: 'https://n.example/p/' })).stdout).toContain('<url>https://n.example/p/maven2</url>');
    expect((await run(['setup', 'maven', '--write'], environment)).stdout).toBe(`made: ${file}\n`);
    expect((await run(['setup', 'maven', '--write'], environment)).stdout).toBe(`already so: ${file}\n`);
    expect((await run(['setup', 'maven', '--undo'], environment)).stdout).toContain('removed');
    expect(await readdir(join(cli.home, '.m2'))).toEqual([]);
  });
  test('without a usable HOME the file is in the home of the account, never in the working directory', async () => {
    for (const HOME of ['', 'relative']) {
      const { file } = JSON.parse((await run(['setup', 'maven', '--json'], { HOME })).stdout) as { file: string };
      expect(file).toBe(join(userInfo().homedir, '.m2/settings.xml'));
    }
  });
  test('setup docker writes the file that is named, and says what does not work yet', async () => {
    const file = join(cli.home, 'daemon.json');
    await writeFile(file, '{"debug":true}');
    const { code, stderr } = await run(['setup', 'docker', '--write', '--file', file]);
    expect([code, stderr]).toEqual([0, expect.stringContaining('no Docker front (/v2) yet')]);
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({ debug: true, 'registry-mirrors': ['http://127.0.0.1:7888'] });
    await run(['setup', 'docker', '--undo', '--file', file]);
    expect(await readFile(file, 'utf8')).toBe('{"debug":true}');
  });
});

async function everything(of: string): Promise<Record<string, string>> {
  const names = (await readdir(of, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name.slice(of.length + 1), await readFile(name, 'latin1')])));
}
