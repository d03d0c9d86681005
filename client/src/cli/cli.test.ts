/** The command line as a process: what it says of itself, what is wrong usage, and the calls that it makes to a node. */
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { BUILD, DIGEST, NETWORK, SHARE, STATUS, useCli } from './cli-harness.ts';
import { EXIT_CODES } from './output.ts';
import { makeProgram } from './program.ts';

const { cli, run, atNode } = useCli();

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
  test.each(['README.md', 'docs/users.md', 'docs/operators.md', 'docs/limits.md', 'client/src/config/template.ts', 'client/src/errors.ts'])(
    'commands that %s names exist',
    (path) => {
      const text = readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8').replaceAll(/ --(config|network-file|node|token-file) \S+/g, '');
      const named = [...text.matchAll(/(?:`pyrsia|^pyrsia|\bpyrsia|cli-main\.ts) ((?:[a-z][a-z-]+)(?: [a-z][a-z-]+)?)/gm)].map(([, words]) => words as string);
      const isKnown = (words: string): boolean => commands.includes(words) || commands.includes(words.split(' ')[0] as string);
      expect(named.filter((words) => !isKnown(words))).toEqual([]);
      if (path === 'README.md') expect(named).toEqual(expect.arrayContaining(['status', 'inspect-log maven', 'config show']));
    },
  );
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
    const json = await run([...args, '--json']);
    expect([json.code, json.stdout, JSON.parse(json.stderr)]).toEqual([2, '', { code: expect.any(String), error: expect.stringContaining(says) }]);
  });
  test.each([[[]], [['build']], [['config']]])('with --json, %j alone is wrong usage', async (args) => {
    const { code, stdout, stderr } = await run([...args, '--json']);
    expect([code, stdout, JSON.parse(stderr)]).toEqual([2, '', { code: 'USAGE', error: expect.stringContaining('--help') }]);
  });
  test('a bundle that is not there is told by its name, and nothing is said of the file', async () => {
    const network = join(cli.home, 'network.json');
    await writeFile(network, NETWORK);
    const { code, stdout, stderr } = await run(['verify', '/etc/hostname', '--bundle', '/nowhere', '--network-file', network]);
    expect([code, stdout, stderr]).toEqual([2, '', expect.stringMatching(/^pyrsia: FILE: .*\/nowhere/)]);
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
  const SCRUB = {
    ...{ state: 'ended', ended: '2026-01-01T00:00:00.000Z', artifacts: 2, bytes: '9', of_artifacts: 2, of_bytes: '9' },
    ...{ bytes_per_second: 1, damaged: 0, named: [] },
  };
  const ENTRY = { log_index: '1', time: '2026-01-01T00:00:00.000Z', operation: 'refusal', purl: 'pkg:maven/g/a@1' };
  const BASE64 = {
    ...NODE,
    consensus_key: Buffer.from(NODE.consensus_key, 'hex').toString('base64'),
    note_key: Buffer.from(NODE.note_key, 'hex').toString('base64'),
  };

  test.each<[args: string[], call: string, answer: unknown, says: string, body?: unknown]>([
    [['ping'], 'GET /readyz', { ready: true }, 'answers and is ready'],
    [['status'], 'GET /status', { ...STATUS, trouble: 'LOG_PENDING' }, 'peers      3\ntrouble    LOG_PENDING'],
    [['list'], 'GET /peers', ['12D3a', '12D3b'], '12D3a\n12D3b\n'],
    [['-l'], 'GET /peers', [], 'no peers\n'],
    [['-s'], 'GET /status', STATUS, 'chain      c'],
    [
      ['peers'],
      'GET /api/v1/peers',
      [{ peer_id: 'p', direction: 'inbound', address: '/a', relayed: false, build_node: 'b', sent_bytes: 1, received_bytes: 2 }],
      'build node b',
    ],
    [
      ['storage'],
      'GET /api/v1/storage',
      {
        ...{ ...SHARE, artifacts: 2, bytes: '9', fetching_bytes: '0', pinned: 0, missing: 0, quarantined: 0, quarantined_bytes: '0' },
        ...{ traffic: [], collected: null, scrub: SCRUB },
      },
      'artifacts    2, 9 bytes',
    ],
    [
      ['storage', 'list', '--limit', '1'],
      'GET /api/v1/storage/artifacts?limit=1',
      { items: [{ sha256: DIGEST, bytes: '7', state: 'held', pinned: true }], next: '3' },
      'there are more',
    ],
    [['storage', 'pin', DIGEST], `PUT /api/v1/storage/pins/${DIGEST}`, { sha256: DIGEST, state: 'held' }, `${DIGEST} is pinned`],
    [['storage', 'unpin', DIGEST], `DELETE /api/v1/storage/pins/${DIGEST}`, { sha256: DIGEST, state: 'held' }, `${DIGEST} is unpinned`],
    [['storage', 'scrub'], 'POST /api/v1/storage/scrub', SCRUB, 'damaged', {}],
    [['storage', 'collect'], 'POST /api/v1/storage/collect', { freed_bytes: '5' }, 'freed bytes', {}],
    [['share', 'off'], 'PUT /api/v1/share', SHARE, 'share        off', { share: 'off' }],
    [
      ['build', 'maven', '--gav', 'g:a:1', '--source', 's@sha256:x'],
      'POST /build/maven',
      { build_id: DIGEST },
      `pyrsia build status --id ${DIGEST}`,
      { gav: 'g:a:1', source: 's@sha256:x' },
    ],
    [['build', 'status', '--id', DIGEST], `GET /api/v1/builds/${DIGEST}`, BUILD, 'pkg:maven/g/a@1: committing'],
    [['inspect-log', 'maven', '--gav', 'g:a:1'], 'GET /api/v1/log/versions/pkg:maven/g/a@1', { items: [], next: null }, 'no entry for g:a:1'],
    [
      ['inspect-log', 'maven', '--gav', 'g:a:1', '--latest'],
      'GET /api/v1/log/versions/pkg:maven/g/a@1',
      { items: [ENTRY, { ...ENTRY, log_index: '12' }], next: null },
      '12  ',
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
    cli.answers = { [call]: [200, answer] };
    const token = join(cli.home, 'token');
    await writeFile(token, `${DIGEST}\n`);
    const input = JSON.stringify({ add_build_node: BASE64, rpc_port: 1 });
    const human = await run(
      [...(args[0]?.startsWith('-') === true ? args : ['--token-file', token, ...args])],
      { PYRSIA_NODE: cli.url, PYRSIA_TOKEN_FILE: token },
      input,
    );
    expect([human.code, human.stdout]).toEqual([0, expect.stringContaining(says)]);
    const changes = !call.startsWith('GET');
    expect(cli.asked).toEqual([{ method: call.split(' ')[0], url: call.split(' ')[1], token: changes ? `Bearer ${DIGEST}` : undefined, body }]);
    const json = await run([...args, '--json'], { PYRSIA_NODE: cli.url }, input);
    expect(json.code).toBe(0);
    JSON.parse(json.stdout);
    expect(json.stderr).toBe('');
  });

  test('a list of several pages is asked for page by page', async () => {
    const page = (from: number, next: string | null) => ({
      items: Array.from({ length: 200 }, (_, i) => ({ ...PUBLICATION, log_index: String(from + i) })),
      next,
    });
    cli.answers = {
      'GET /api/v1/publications?limit=200': [200, page(0, '200')],
      'GET /api/v1/publications?limit=50&after=200': [200, { items: page(200, null).items.slice(0, 50), next: null }],
    };
    const { items, next } = JSON.parse((await atNode('--json', 'search', '--limit', '250')).stdout) as { items: object[]; next: unknown };
    expect([items.length, next]).toEqual([250, null]);
  });

  test('a build is followed until its verdict, and a verdict other than published is exit 1', async () => {
    const recipe = join(cli.home, 'recipe.json');
    await writeFile(recipe, '{"purl":"x"}');
    for (const [phase, code] of [
      ['published', 0],
      ['refused', 1],
      ['expired', 1],
    ] as const) {
      cli.answers = {
        'POST /build/maven': [202, { build_id: DIGEST }],
        [`GET /api/v1/builds/${DIGEST}`]: [200, { ...BUILD, purl: 'p', phase }],
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
    for (const call of ['PUT /api/v1/share', `GET /api/v1/builds/${DIGEST}`, 'GET /readyz', 'GET /status', 'POST /build/maven']) cli.answers[call] = answer;
    const ended = await atNode(...args);
    expect([ended.code, ended.stderr]).toEqual([code, expect.stringContaining(says)]);
    expect(JSON.parse((await atNode(...args, '--json')).stderr)).toMatchObject({ code: expect.any(String), error: expect.stringContaining(says) });
  });

  test('a node that does not answer is exit 3, and says what to do', async () => {
    const { code, stderr } = await run(['--node', 'http://127.0.0.1:9', 'status']);
    expect([code, stderr]).toEqual([3, expect.stringContaining('is it running (pyrsia node)')]);
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
