/** The real program as a process, against a home of the test's own and a small HTTP server in the place of the node. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json as jsonOf } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { EXIT_CODES } from './output.ts';
import { makeProgram } from './program.ts';

const PROGRAM = fileURLToPath(new URL('../cli-main.ts', import.meta.url));
const DIGEST = 'ab'.repeat(32);
interface Asked {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly token: string | undefined;
  readonly body: unknown;
}

let folder: string;
let home: string;
let server: Server;
let url: string;
let asked: Asked[] = [];
/** What the node answers, by method and path. */
let answers: Record<string, [status: number, body: unknown]> = {};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pyrsia-cli-'));
  server = createServer(async (request, response) => {
    const body = request.method === 'GET' || request.headers['content-type'] === undefined ? undefined : await jsonOf(request);
    asked.push({ method: request.method, url: request.url, token: request.headers.authorization, body });
    const [status, answer] = answers[`${request.method} ${request.url}`] ?? [404, { code: 'NOT_FOUND', detail: 'NOT_FOUND: nothing here' }];
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  await rm(folder, { recursive: true });
});
beforeEach(async () => {
  home = await mkdtemp(join(folder, 'home-'));
  asked = [];
  answers = {};
});

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}
function run(args: readonly string[], environment: Record<string, string> = {}, input = ''): Promise<Ended> {
  const env = { PATH: process.env['PATH'] ?? '', HOME: home, PYRSIA_HOME: join(home, 'pyrsia'), ...environment };
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [PROGRAM, ...args], { env, cwd: tmpdir(), timeout: 20_000 }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : Number(error.code ?? -1), stdout, stderr }),
    );
    child.stdin?.end(input);
  });
}
const config = (): string => join(home, 'pyrsia/pyrsia.toml');
const atNode = (...args: string[]): Promise<Ended> => run(['--node', url, ...args]);

describe('help and usage', () => {
  const commands = [...commandsOf(makeProgram({ set: () => undefined, onFailure: () => undefined }))];
  test('help of the whole and of one command, and wherever nothing is asked for', async () => {
    expect(commands.length).toBeGreaterThan(35);
    expect((await run(['build', 'maven', '--help'])).stdout).toMatch(/^Usage: pyrsia build maven /);
    expect((await run(['help', 'build'])).stdout).toMatch(/^Usage: pyrsia build /);
    expect((await run([])).stdout).toMatch(/^Usage: pyrsia /);
  });
  test('version, in both spellings', async () => {
    const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string };
    for (const flag of ['--version', '-V']) expect(await run([flag])).toEqual({ code: 0, stdout: `pyrsia ${version}\n`, stderr: '' });
  });
  test('exit codes in the help and in docs/users.md are those of the program', async () => {
    const { stdout } = await run(['--help']);
    const said = EXIT_CODES.map(([code, means]) => `${code} ${means}`).join('; ');
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain(`exit codes: ${said}`);
    const rows = [...readFileSync(new URL('../../../docs/users.md', import.meta.url), 'utf8').matchAll(/^\| (\d) +\| (.+?) +\|$/gm)];
    expect(rows.map(([, code, means]) => [Number(code), means])).toEqual(EXIT_CODES);
  });
  test('every command is in the table of docs/users.md', () => {
    const text = readFileSync(new URL('../../../docs/users.md', import.meta.url), 'utf8');
    expect(commands.filter((words) => !text.includes(`\`${words.split(' ')[0]}`) && !text.includes(`\`${words.split(' ')[0]} `))).toEqual([]);
  });
  test.each([
    [['statsu'], 'Did you mean status?'],
    [['build', 'maven', '--gva', 'x'], '--gva'],
    [['vote', 'x', 'yes'], '64 hex digits'],
    [['vote', DIGEST, 'perhaps'], 'yes or no'],
    [['build', 'maven', '--gav', 'a:b:1'], '--gav and --source'],
    [['search', '--limit', 'many'], '--limit'],
    [['completion', 'csh'], 'bash, zsh, fish'],
    [['--node', 'nowhere', 'ping'], 'http://127.0.0.1:7888'],
    [['--config', '/nowhere/x.toml', 'status'], 'pyrsia init'],
    [['config', 'set', 'rest.port'], 'argument'],
    [['config', 'set', 'rest.port', '1', 'rest.host'], 'a value for each key'],
    [['config', 'set', 'rest.prot', '1'], 'nearest=rest.port'],
    [['config', 'set', 'rest.port', '1'], 'pyrsia init'],
    [['verify', '/etc/hostname'], '--network-file'],
    [['authorize', '/nowhere'], 'ENOENT'],
    [['storage', 'pin', 'x'], '64 hex digits'],
    [['share', '--disk', 'big'], '--disk'],
  ])('%j is wrong usage: exit 2, and says %s', async (args, says) => {
    const { code, stderr } = await run(args);
    expect([code, stderr]).toEqual([2, expect.stringContaining(says)]);
  });
  test.each(['PYRSIA_HOME', 'PYRSIA_TOKEN_FILE', 'PYRSIA_NETWORK_FILE'])('a relative %s is refused', async (variable) => {
    const { code, stderr } = await run([variable === 'PYRSIA_NETWORK_FILE' ? 'audit' : 'ping'], { [variable]: 'here' });
    expect([code, stderr]).toEqual([2, expect.stringContaining(variable)]);
  });
  test.each([
    ['build', 'docker', '--image', 'alpine:3.16'],
    ['inspect-log', 'docker', '--image', 'alpine:3.16'],
  ])('%s %s says that there is no such front yet', async (...args) => {
    const { code, stderr } = await run(args);
    expect([code, stderr]).toEqual([1, expect.stringContaining('no front for that ecosystem yet')]);
  });
});

describe('commands and the calls that they make', () => {
  const PUBLICATION = {
    ...{ purl: 'pkg:maven/g/a@1', status: 'published', log_index: '4', published_at: '2026-01-01T00:00:00.000Z' },
    ...{ majority: { matched: 3, electorate: 4 }, artifacts: [{ sha256: DIGEST, name: 'a-1.jar' }] },
  };
  const PROPOSAL = {
    ...{ proposal_id: DIGEST, phase: 'open', deadline: '2026-01-01T00:00:00.000Z', action: { kind: 'grant_requester', address: '00' } },
    votes: [{ node_id: '01', vote: 'yes' }],
  };
  const NODE = { node_id: '01', name: 'one', account: '02', consensus_key: 'ab'.repeat(32), peer_id: '12D3', note_key: 'cd'.repeat(32) };
  const BASE64 = {
    ...NODE,
    consensus_key: Buffer.from(NODE.consensus_key, 'hex').toString('base64'),
    note_key: Buffer.from(NODE.note_key, 'hex').toString('base64'),
  };

  test.each<[args: string[], call: string, answer: unknown, says: string, body?: unknown]>([
    [['ping'], 'GET /readyz', { ready: true }, 'answers and is ready'],
    [['status'], 'GET /status', { chain_id: 'c', peers_count: 3, trouble: 'LOG_PENDING' }, 'peers      3\ntrouble    LOG_PENDING'],
    [['list'], 'GET /peers', ['12D3a', '12D3b'], '12D3a\n12D3b\n'],
    [['-l'], 'GET /peers', [], 'no peers\n'],
    [['-s'], 'GET /status', { chain_id: 'c' }, 'chain      c'],
    [['peers'], 'GET /api/v1/peers', [{ peer_id: 'p', direction: 'inbound', address: '/a', build_node: 'b' }], 'build node b'],
    [['storage'], 'GET /api/v1/storage', { share: 'on', artifacts: 2, bytes: '9', traffic: [] }, 'artifacts    2, 9 bytes'],
    [
      ['storage', 'list', '--limit', '1'],
      'GET /api/v1/storage/artifacts?limit=1',
      { items: [{ sha256: DIGEST, bytes: '7', pinned: true }], next: '3' },
      `${DIGEST}  7  pinned\nthere are more`,
    ],
    [['storage', 'pin', DIGEST], `PUT /api/v1/storage/pins/${DIGEST}`, {}, 'is pinned'],
    [['storage', 'unpin', DIGEST], `DELETE /api/v1/storage/pins/${DIGEST}`, {}, 'is unpinned'],
    [['storage', 'scrub'], 'POST /api/v1/storage/scrub', { checked: 5 }, 'checked            5', {}],
    [['storage', 'collect'], 'POST /api/v1/storage/collect', { removed_bytes: '5' }, 'removed bytes      5', {}],
    [['share', 'off'], 'PUT /api/v1/share', { share: 'off' }, 'share        off', { share: 'off' }],
    [
      ['build', 'maven', '--gav', 'g:a:1', '--source', 's@sha256:x'],
      'POST /build/maven',
      { build_id: DIGEST },
      `pyrsia build status --id ${DIGEST}`,
      { gav: 'g:a:1', source: 's@sha256:x' },
    ],
    [
      ['build', 'status', '--id', DIGEST],
      'POST /build/status',
      { purl: 'pkg:maven/g/a@1', phase: 'committing', attempt: 1 },
      'pkg:maven/g/a@1: committing',
      { build_id: DIGEST },
    ],
    [['inspect-log', 'maven', '--gav', 'g:a:1'], 'POST /inspect/maven', [], 'no entry for g:a:1', { gav: 'g:a:1' }],
    [
      ['inspect-log', 'maven', '--gav', 'g:a:1', '--latest'],
      'POST /inspect/maven',
      [{ log_index: '1' }, { log_index: '12', operation: 'refusal' }],
      '12  ',
      { gav: 'g:a:1' },
    ],
    [['search'], 'GET /api/v1/publications?limit=50', { items: [], next: null }, 'nothing found'],
    [
      ['search', 'a b', '--prefix', 'pkg:maven/g/', '--digest', DIGEST, '--build-node', '01', '--source', 's', '--limit', '2'],
      `GET /api/v1/publications?q=a+b&prefix=pkg%3Amaven%2Fg%2F&digest=${DIGEST}&node=01&source=s&limit=2`,
      { items: [PUBLICATION, { ...PUBLICATION, status: 'revoked' }], next: 'x' },
      'entry 4  by 3 of 4',
    ],
    [['nodes'], 'GET /api/v1/nodes', { items: [{ ...NODE, builds: 3, agreement_rate: 0.66667 }], next: null }, '66.7 % of 3 builds agreed'],
    [['proposals'], 'GET /api/v1/proposals?limit=50', { items: [PROPOSAL], next: null }, 'open  grant requester  1 yes, 0 no'],
    [['proposals', DIGEST], `GET /api/v1/proposals/${DIGEST}`, PROPOSAL, '   01  yes'],
    [['vote', DIGEST, 'no'], `POST /api/v1/proposals/${DIGEST}/votes`, {}, 'voted no', { vote: 'no' }],
    [['authorize', '-'], 'POST /api/v1/proposals', { proposal_id: DIGEST }, `pyrsia vote ${DIGEST} yes`, { action: { kind: 'add_build_node', node: NODE } }],
  ])('%j', async (args, call, answer, says, body) => {
    answers = { [call]: [200, answer] };
    const token = join(home, 'token');
    await writeFile(token, `${DIGEST}\n`);
    const input = JSON.stringify({ add_build_node: BASE64, rpc_port: 1 });
    const human = await run(
      [...(args[0]?.startsWith('-') === true ? args : ['--token-file', token, ...args])],
      { PYRSIA_NODE: url, PYRSIA_TOKEN_FILE: token },
      input,
    );
    expect([human.code, human.stdout]).toEqual([0, expect.stringContaining(says)]);
    const changes = !call.startsWith('GET');
    expect(asked).toEqual([{ method: call.split(' ')[0], url: call.split(' ')[1], token: changes ? `Bearer ${DIGEST}` : undefined, body }]);
    const json = await run([...args, '--json'], { PYRSIA_NODE: url }, input);
    expect(json.code).toBe(0);
    JSON.parse(json.stdout);
    expect(json.stderr).toBe('');
  });

  test('a list of several pages is asked for page by page', async () => {
    const page = (from: number, next: string | null) => ({
      items: Array.from({ length: 200 }, (_, i) => ({ ...PUBLICATION, log_index: String(from + i) })),
      next,
    });
    answers = {
      'GET /api/v1/publications?limit=200': [200, page(0, '200')],
      'GET /api/v1/publications?limit=50&after=200': [200, { items: page(200, null).items.slice(0, 50), next: null }],
    };
    const { items, next } = JSON.parse((await atNode('--json', 'search', '--limit', '250')).stdout) as { items: object[]; next: unknown };
    expect([items.length, next]).toEqual([250, null]);
  });

  test('a build is followed until its verdict, and a verdict other than published is exit 1', async () => {
    const recipe = join(home, 'recipe.json');
    await writeFile(recipe, '{"purl":"x"}');
    for (const [phase, code] of [
      ['published', 0],
      ['refused', 1],
      ['expired', 1],
    ] as const) {
      answers = {
        'POST /build/maven': [202, { build_id: DIGEST }],
        [`GET /api/v1/builds/${DIGEST}`]: [200, { purl: 'p', phase, electorate: [1, 2], committed: [1], reveals: [] }],
      };
      const ended = await atNode('build', 'maven', '--recipe', recipe, '--wait');
      expect([ended.code, ended.stdout, ended.stderr]).toEqual([
        code,
        expect.stringContaining(`p: ${phase}`),
        expect.stringContaining('1 of 2 build nodes committed'),
      ]);
    }
  });

  test.each<[args: string[], answer: [number, unknown], code: number, says: string]>([
    [['share', 'off'], [401, { code: 'UNAUTHORIZED', detail: 'UNAUTHORIZED: needs the token.' }], 1, '--token-file'],
    [['build', 'status', '--id', DIGEST], [404, { code: 'NOT_FOUND', detail: 'x' }], 1, 'was not found'],
    [['ping'], [503, { ready: false, code: 'LOG_PENDING' }], 1, '503'],
    [['status'], [500, 'no json'], 1, '500'],
    [
      ['build', 'maven', '--gav', 'g:a:1', '--source', 's'],
      [409, { code: 'REQUEST_REFUSED', detail: 'REQUEST_REFUSED: ALREADY_PUBLISHED' }],
      1,
      'ALREADY_PUBLISHED',
    ],
  ])('%j answered with %j: exit %i', async (args, answer, code, says) => {
    for (const call of ['PUT /api/v1/share', 'POST /build/status', 'GET /readyz', 'GET /status', 'POST /build/maven']) answers[call] = answer;
    const ended = await atNode(...args);
    expect([ended.code, ended.stderr]).toEqual([code, expect.stringContaining(says)]);
    expect(JSON.parse((await atNode(...args, '--json')).stderr)).toMatchObject({ code: expect.any(String), error: expect.stringContaining(says) });
  });

  test('a node that does not answer is exit 3, and says what to do', async () => {
    const { code, stderr } = await run(['--node', 'http://127.0.0.1:9', 'status']);
    expect([code, stderr]).toEqual([3, expect.stringContaining('is it running (pyrsia node)')]);
  });
});

describe('the home', () => {
  const NETWORK = JSON.stringify({
    trust_root: { chain_id: 'c', height: '1', hash: DIGEST, trusting_period_ms: '1000' },
    ...{ log_origin: 'log.example', rpc: ['http://127.0.0.1:1'], bootstrap: [] },
  });

  test('init makes it once; run again it makes what is missing and overwrites nothing', async () => {
    const network = join(home, 'given.json');
    await writeFile(network, NETWORK);
    const made = JSON.parse((await run(['init', '--json', '--network-file', network, '--account'])).stdout);
    expect(made).toMatchObject({ home: join(home, 'pyrsia'), kept: [], todo: [], account: expect.stringMatching(/^[0-9a-f]{40}$/) });
    for (const name of ['token', 'peer.key', 'account.key']) expect((await stat(join(home, 'pyrsia/keys', name))).mode & 0o777).toBe(0o600);
    expect((await stat(join(home, 'pyrsia/keys'))).mode & 0o777).toBe(0o700);
    expect(await readFile(join(home, 'pyrsia/network.json'), 'utf8')).toBe(NETWORK);
    const before = await everything(join(home, 'pyrsia'));
    const again = JSON.parse((await run(['init', '--json', '--network-file', network, '--account'])).stdout);
    expect(again).toMatchObject({ made: [], account: made.account });
    expect(again.kept).toHaveLength(5);
    expect(await everything(join(home, 'pyrsia'))).toEqual(before);
    await writeFile(network, NETWORK.replace('log.example', 'other.example'));
    const other = await run(['init', '--network-file', network]);
    expect([other.code, other.stderr]).toEqual([1, expect.stringContaining('never overwritten')]);
    await rm(join(home, 'pyrsia/keys/token'));
    expect((await run(['init'])).stdout).toContain(`made         ${join(home, 'pyrsia/keys/token')}`);
    expect(await everything(join(home, 'pyrsia'))).toEqual({ ...before, 'keys/token': expect.not.stringMatching(before['keys/token'] as string) });
    expect((await run(['config', 'get', 'account.key_file'])).stdout).toBe('keys/account.key\n');
  });

  test.each([
    ['no network file', '{}', 'NETWORK_FILE'],
    ['no JSON', 'x', 'NETWORK_FILE'],
  ])('%s: nothing is made', async (_, text, says) => {
    await writeFile(join(home, 'given.json'), text);
    const { code, stderr } = await run(['init', '--network-file', join(home, 'given.json')]);
    expect([code, stderr]).toEqual([1, expect.stringContaining(says)]);
    expect(await readdir(home)).toEqual(['given.json']);
  });

  test('without a network file init says what is to do; secrets that others can read are told', async () => {
    expect((await run(['init'])).stdout).toContain('pyrsia init --network-file FILE');
    await chmod(join(home, 'pyrsia/keys/token'), 0o644);
    expect((await run(['init'])).stdout).toContain(`chmod 600 ${join(home, 'pyrsia/keys/token')}`);
  });

  test('a damaged key is told, and never replaced', async () => {
    await run(['init']);
    await writeFile(join(home, 'pyrsia/keys/peer.key'), 'x');
    const { code, stderr } = await run(['init']);
    expect([code, stderr]).toEqual([1, expect.stringContaining('KEY_UNREADABLE')]);
    expect(await readFile(join(home, 'pyrsia/keys/peer.key'), 'utf8')).toBe('x');
  });

  test('address and token come from the configuration, and the token goes to no other node', async () => {
    await run(['init']);
    answers = { 'GET /status': [200, { chain_id: 'c' }], 'PUT /api/v1/share': [200, { share: 'off' }] };
    await run(['config', 'set', 'rest.port', new URL(url).port]);
    expect((await run(['status'])).code).toBe(0);
    expect((await run(['share', 'off'])).code).toBe(0);
    const token = (await run(['token', 'show'])).stdout.trim();
    await atNode('share', 'off');
    expect(asked.map((call) => call.token)).toEqual([undefined, `Bearer ${token}`, undefined]);
  });

  test('token rotate: a new one, with the old mode; show prints it', async () => {
    await run(['init']);
    const before = (await run(['token', 'show'])).stdout;
    expect((await run(['token', 'rotate'])).stdout).toContain('until it is started again');
    const after = (await run(['token', 'show'])).stdout;
    expect([before, after]).toEqual([expect.stringMatching(/^[0-9a-f]{64}\n$/), expect.stringMatching(/^[0-9a-f]{64}\n$/)]);
    expect(after).not.toBe(before);
    expect((await stat(join(home, 'pyrsia/keys/token'))).mode & 0o777).toBe(0o600);
  });

  test('node: what is wrong with configuration and files is told at once, exit 2', async () => {
    expect((await run(['node'])).stderr).toContain('pyrsia init');
    await run(['init']);
    await rm(join(home, 'pyrsia/keys/token'));
    const { code, stderr } = await run(['node']);
    expect(code).toBe(2);
    expect(stderr).toContain(`${config()} (default): network.file: ${join(home, 'pyrsia/network.json')}`);
    expect(stderr).toContain('rest.token_file');
    await writeFile(config(), '[rest]\nport = 70000\n[p2p]\nrelay = 1\n');
    const wrong = await run(['node'], { PYRSIA_REST_HOST: 'a b' });
    expect(wrong.code).toBe(2);
    for (const says of [`${config()}:2: rest.port`, `${config()}:4: p2p.relay`, 'PYRSIA_REST_HOST: rest.host']) expect(wrong.stderr).toContain(says);
  });
});

describe('config', () => {
  beforeEach(() => mkdir(join(home, 'pyrsia')));

  test('show, get, set: one and several values, with origins', async () => {
    await writeFile(config(), '# mine\n[rest]\nport = 1 # one\n');
    expect((await run(['config', 'set', 'rest.port', '2', 'rest.host', '::1', 'storage.quota_bytes', '10 GB'])).code).toBe(0);
    expect(await readFile(config(), 'utf8')).toBe('# mine\n[rest]\nport = 2 # one\nhost = "::1"\n\n[storage]\nquota_bytes = "10 GB"\n');
    expect((await run(['config', 'get', 'storage.quota_bytes'])).stdout).toBe('10000000000\n');
    const shown = await run(['config', 'show', '--origin'], { PYRSIA_REST_PORT: '3' });
    expect(shown.stdout).toMatch(/port = 3 +# environment PYRSIA_REST_PORT\n/);
    expect(shown.stdout).toContain(`host = "::1"`);
    expect(shown.stdout).toContain(`# file ${config()}:4\n`);
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
    await writeFile(config(), '[rest]\nport = 1\n');
    const { code, stderr } = await run(['config', ...args, '--json']);
    expect([code, JSON.parse(stderr)]).toEqual([
      2,
      expect.objectContaining({ code: 'CONFIG_INVALID', problems: [expect.objectContaining({ key: expect.any(String) })] }),
    ]);
    expect(await readFile(config(), 'utf8')).toBe('[rest]\nport = 1\n');
  });

  test('edit with options changes these values; without, it opens the editor, and a wrong file stays beside the old one', async () => {
    await writeFile(config(), '[rest]\nport = 1\n');
    expect((await run(['config', 'edit', '-p', '7', '-H', 'node.example', '-d', '20 GB'])).code).toBe(0);
    expect(await readFile(config(), 'utf8')).toBe('[rest]\nport = 7\nhost = "node.example"\n\n[storage]\nquota_bytes = "20 GB"\n');
    const right = await run(['config', 'edit'], { EDITOR: `sed -i 's/port = 7/port = 8/'` });
    expect([right.code, right.stdout]).toEqual([0, expect.stringContaining('is changed')]);
    expect((await run(['config', 'edit'], { EDITOR: 'true' })).stdout).toBe('nothing was changed\n');
    const wrong = await run(['config', 'edit'], { EDITOR: `sed -i 's/port = 8/prot = 8/'` });
    const copy = /(\/\S+\/pyrsia\.toml):2: rest\.prot/.exec(wrong.stderr)?.[1];
    expect([wrong.code, await readFile(copy as string, 'utf8')]).toEqual([2, expect.stringContaining('prot = 8')]);
    await rm(join(copy as string, '..'), { recursive: true });
    expect(await readFile(config(), 'utf8')).toContain('port = 8\n');
    expect((await run(['config', 'edit'], { EDITOR: 'false' })).code).toBe(2);
  });
});

describe('setup and completion', () => {
  test('setup maven prints, writes once and undoes; the address is that of the configuration', async () => {
    const file = join(home, '.m2/settings.xml');
    const environment = { PYRSIA_REST_PORT: '7999' };
    expect((await run(['setup', 'maven'], environment)).stdout).toContain('<url>http://127.0.0.1:7999/maven2</url>');
    expect((await run(['setup', 'maven'], { PYRSIA_REST_PUBLIC_URL: 'https://n.example/p/' })).stdout).toContain('<url>https://n.example/p/maven2</url>');
    expect((await run(['setup', 'maven', '--write'], environment)).stdout).toBe(`made: ${file}\n`);
    expect((await run(['setup', 'maven', '--write'], environment)).stdout).toBe(`already so: ${file}\n`);
    expect((await run(['setup', 'maven', '--undo'], environment)).stdout).toContain('removed');
    expect(await readdir(join(home, '.m2'))).toEqual([]);
  });
  test('setup docker writes the file that is named, and says what does not work yet', async () => {
    const file = join(home, 'daemon.json');
    await writeFile(file, '{"debug":true}');
    const { code, stderr } = await run(['setup', 'docker', '--write', '--file', file]);
    expect([code, stderr]).toEqual([0, expect.stringContaining('no Docker front (/v2) yet')]);
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({ debug: true, 'registry-mirrors': ['http://127.0.0.1:7888'] });
    await run(['setup', 'docker', '--undo', '--file', file]);
    expect(await readFile(file, 'utf8')).toBe('{"debug":true}');
  });
  test.each([
    ['pyrsia sta', ['status']],
    ['pyrsia config ', ['show', 'get', 'set', 'edit', '--json', '--help']],
    ['pyrsia --json build ma', ['maven']],
    ['pyrsia build maven --w', ['--wait']],
    ['pyrsia share o', ['on', 'off']],
    ['pyrsia completion f', ['fish']],
  ])('bash completes %j', async (line, words) => {
    const { stdout: script } = await run(['completion', 'bash']);
    const parts = line.split(' ');
    const program = `${script}\nCOMP_WORDS=(${parts.map((part) => `'${part}'`).join(' ')}); COMP_CWORD=${parts.length - 1}; _pyrsia; echo "\${COMPREPLY[@]}"`;
    const stdout = await new Promise<string>((resolve, reject) =>
      execFile('bash', ['-c', program], (error, out) => (error === null ? resolve(out) : reject(error))),
    );
    expect(stdout.trim().split(' ')).toEqual(words);
  });
  test('zsh and fish have scripts of the same words', async () => {
    expect((await run(['completion', 'zsh'])).stdout).toContain('bashcompinit');
    const fish = (await run(['completion', 'fish'])).stdout;
    expect(fish).toContain(`complete -c pyrsia -n '__fish_seen_subcommand_from build; and __fish_seen_subcommand_from maven' -l wait`);
  });
});

/** Words of each command. */
function* commandsOf(command: ReturnType<typeof makeProgram>, before = ''): Generator<string> {
  for (const inner of command.commands) {
    const words = `${before}${inner.name()}`;
    yield words;
    yield* commandsOf(inner, `${words} `);
  }
}

async function everything(of: string): Promise<Record<string, string>> {
  const names = (await readdir(of, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name.slice(of.length + 1), await readFile(name, 'latin1')])));
}
