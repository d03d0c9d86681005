/** Settings from file and environment: where each value came from, and every kind of thing that can be wrong, all at once. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultConfigFile } from './home.ts';
import { loadSettings, originText, pathOf } from './load.ts';
import { ConfigError, type Problem } from './problems.ts';
import { DEFAULTS, KEYS } from './schema.ts';
import { templateToml } from './template.ts';

const FILE = '/home/of/node/pyrsia.toml';
const load = (text: string, environment: Record<string, string> = {}) => loadSettings({ file: FILE, text, environment });
function problemsOf(text: string, environment: Record<string, string> = {}): readonly Problem[] {
  try {
    load(text, environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

test('without file and environment every value is its default', () => {
  const loaded = loadSettings({ file: FILE, text: undefined, environment: {} });
  expect(loaded.settings).toEqual(DEFAULTS);
  expect(new Set([...loaded.origins.values()].map(({ kind }) => kind))).toEqual(new Set(['default']));
  expect(loaded.settings).toMatchObject({ rest: { host: '127.0.0.1', port: 7888, requests_per_second: 1_000 }, maven: { policy: 'strict' } });
});

test('the template is a usable configuration with the defaults, and as much so with every # before a key removed', () => {
  expect(load(templateToml()).settings).toEqual(DEFAULTS);
  const uncommented = templateToml().replaceAll(/^# ([a-z_]+ = )/gm, '$1');
  expect(uncommented).not.toBe(templateToml());
  expect(load(uncommented).settings).toEqual(DEFAULTS);
  expect([...load(uncommented).origins.values()].every(({ kind }) => kind === 'file')).toBe(true);
});

describe('origins: the environment wins over the file, the file over the default', () => {
  const { settings, origins } = load('[rest]\nport = 1\nhost = "::1"\n', { PYRSIA_REST_PORT: '2', PYRSIA_HOME: '/x', PYRSIA_NODE: 'http://x', HOME: '/h' });
  test.each([
    ['rest.port', 2, 'environment PYRSIA_REST_PORT'],
    ['rest.host', '::1', `file ${FILE}:3`],
    ['rest.public_url', '', 'default'],
  ])('%s', (name, value, origin) => {
    const [section, key] = name.split('.') as ['rest', 'port'];
    expect(settings[section][key]).toBe(value);
    expect(originText(origins.get(name) ?? { kind: 'default' })).toBe(origin);
  });
  test.each([
    ['dotted keys', 'rest.port = 5\n', 1],
    ['an inline table', '\nrest = { port = 5 }\n', 2],
    ['quoted names', '["rest"]\n\n"port" = 5 # five\n', 3],
    ['after values of several lines', '[p2p]\nlisten = [\n  "/ip4/1.2.3.4/tcp/1", # ] [rest]\n  # port = 9\n]\n[rest]\nport = 5', 7],
    ['after text of several lines', '[rest]\npublic_url = """\\\n  https://x.example\\\n  """\nport = 5', 5],
    ['windows line ends', '[rest]\r\nhost = "127.0.0.1"\r\nport = 5\r\n', 3],
  ])('%s have a line', (_, text, line) => {
    const loaded = load(text);
    expect(loaded.settings.rest.port).toBe(5);
    expect(loaded.origins.get('rest.port')).toEqual({ kind: 'file', file: FILE, line });
  });
});

test.each([
  ['PYRSIA_REST_PORT', '9000', 'rest', 'port', 9000],
  ['PYRSIA_REST_HOST', '0.0.0.0', 'rest', 'host', '0.0.0.0'],
  ['PYRSIA_P2P_RELAY', 'true', 'p2p', 'relay', true],
  ['PYRSIA_P2P_LISTEN', '/ip4/1.2.3.4/tcp/1, /ip6/::/tcp/2', 'p2p', 'listen', ['/ip4/1.2.3.4/tcp/1', '/ip6/::/tcp/2']],
  ['PYRSIA_P2P_LISTEN', '', 'p2p', 'listen', []],
  ['PYRSIA_SHARE_ECOSYSTEMS', 'maven,oci', 'share', 'ecosystems', ['maven', 'oci']],
  ['PYRSIA_STORAGE_QUOTA_BYTES', '10 GB', 'storage', 'quota_bytes', 10_000_000_000],
  ['PYRSIA_BUILD_NODE_REPLICAS', '5', 'build_node', 'replicas', 5],
  ['PYRSIA_NETWORK_FILE', '/abs/network.json', 'network', 'file', '/abs/network.json'],
  ['PYRSIA_ACCOUNT_KEY_FILE', '', 'account', 'key_file', ''],
])('environment: %s=%j', (variable, text, section, key, value) => {
  const { settings, origins } = load('', { [variable]: text });
  expect((settings as unknown as Record<string, Record<string, unknown>>)[section]?.[key]).toEqual(value);
  expect(origins.get(`${section}.${key}`)).toEqual({ kind: 'environment', variable });
});

describe('what is wrong, with its place', () => {
  test.each<[name: string, text: string, environment: Record<string, string>, where: string, key: string, what: string | RegExp]>([
    ['no TOML', '[rest]\nport = \n', {}, `${FILE}:2`, '', /^not TOML: /],
    ['a key twice', '[rest]\nport = 1\nport = 2\n', {}, `${FILE}:3`, '', /^not TOML: /],
    ['port too high', '[rest]\nport = 70000\n', {}, `${FILE}:2`, 'rest.port', 'must be a whole number from 0 to 65535, not 70000'],
    ['port below zero', '[rest]\nport = -1\n', {}, `${FILE}:2`, 'rest.port', 'must be a whole number from 0 to 65535, not -1'],
    ['port no whole number', '[rest]\nport = 1.5\n', {}, `${FILE}:2`, 'rest.port', 'must be a whole number from 0 to 65535, not 1.5'],
    ['port as text', '[rest]\nport = "7888"\n', {}, `${FILE}:2`, 'rest.port', 'must be a whole number from 0 to 65535, not "7888"'],
    ['port as a date', '[rest]\nport = 1979-05-27\n', {}, `${FILE}:2`, 'rest.port', /^must be a whole number/],
    ['host', '[rest]\nhost = "a b"\n', {}, `${FILE}:2`, 'rest.host', 'must be an IP address or a host name, not "a b"'],
    ['host of digits', '[rest]\nhost = "256.0.0.1"\n', {}, `${FILE}:2`, 'rest.host', /^must be an IP address/],
    ['host as number', '[rest]\nhost = 5\n', {}, `${FILE}:2`, 'rest.host', 'must be text in quotes, not 5'],
    ['public URL', '[rest]\npublic_url = "ftp://x"\n', {}, `${FILE}:2`, 'rest.public_url', /^must be empty, or a URL/],
    ['public URL with a password', '[rest]\npublic_url = "https://a:b@x"\n', {}, `${FILE}:2`, 'rest.public_url', /^must be empty, or a URL/],
    ['truth', '[p2p]\nrelay = "yes"\n', {}, `${FILE}:2`, 'p2p.relay', 'must be true or false, not "yes"'],
    ['list', '[p2p]\nlisten = "/ip4/0.0.0.0/tcp/1"\n', {}, `${FILE}:2`, 'p2p.listen', /^must be a list of addresses/],
    ['in a list', '[p2p]\nlisten = ["/a/b",\n"c"]\n', {}, `${FILE}:2`, 'p2p.listen', /^must be an address such as .*, not "c"$/],
    ['word', '[maven]\npolicy = "lax"\n', {}, `${FILE}:2`, 'maven.policy', 'must be one of strict, request, open, not "lax"'],
    ['ecosystem', '[share]\necosystems = ["cobol"]\n', {}, `${FILE}:2`, 'share.ecosystems', /^must be one of all, maven/],
    ['size', '[storage]\nquota_bytes = "much"\n', {}, `${FILE}:2`, 'storage.quota_bytes', /^must be 0 for no limit, or a size/],
    ['size too small', '[storage]\nquota_bytes = 5\n', {}, `${FILE}:2`, 'storage.quota_bytes', /^must be 0 for no limit, or a size/],
    ['an empty path', '[network]\nfile = ""\n', {}, `${FILE}:2`, 'network.file', 'must be a path, not ""'],
    ['unknown key', '[rest]\nprot = 1\n', {}, `${FILE}:2`, 'rest.prot', 'no such key; did you mean port?'],
    ['key of another section', '[rest]\nquota_bytes = 1\n', {}, `${FILE}:2`, 'rest.quota_bytes', 'no such key; did you mean storage.quota_bytes?'],
    ['key like nothing', '[rest]\nabcdefghij = 1\n', {}, `${FILE}:2`, 'rest.abcdefghij', 'no such key'],
    ['key before any section', 'port = 1\n', {}, `${FILE}:1`, 'port', 'no such section or key; did you mean rest.port?'],
    ['unknown section', '[storrage]\nx = 1\n', {}, `${FILE}:1`, 'storrage', 'no such section or key; did you mean storage?'],
    ['a value for a section', 'rest = 5\n', {}, `${FILE}:1`, 'rest', 'must be a section'],
    ['environment', '', { PYRSIA_REST_PORT: 'x' }, 'PYRSIA_REST_PORT', 'rest.port', 'must be a whole number from 0 to 65535, not "x"'],
    ['environment: truth', '', { PYRSIA_P2P_RELAY: '1' }, 'PYRSIA_P2P_RELAY', 'p2p.relay', 'must be true or false, not "1"'],
    ['environment: unknown', '', { PYRSIA_REST_PROT: '1' }, 'PYRSIA_REST_PROT', '', 'no such key; did you mean PYRSIA_REST_PORT?'],
    ['environment: relative path', '', { PYRSIA_NETWORK_FILE: 'n.json' }, 'PYRSIA_NETWORK_FILE', 'network.file', 'a path in the environment must be absolute'],
    ['note key alone', '[build_node]\nnote_key_file = "n"\n', {}, `${FILE}:2`, 'build_node.note_key_file', /say build_node.node_id too$/],
    ['node id alone', `[build_node]\nnode_id = "${'0'.repeat(32)}"\n`, {}, `${FILE}:2`, 'build_node.node_id', /say build_node.note_key_file too$/],
    ['node id', '[build_node]\nnode_id = "0"\nnote_key_file = "n"\n', {}, `${FILE}:2`, 'build_node.node_id', /^must be empty, or 32 hex digits/],
  ])('%s', (_, text, environment, where, key, what) => {
    const wanted = typeof what === 'string' ? what : expect.stringMatching(what);
    expect(problemsOf(text, environment)).toEqual([{ where, key, what: wanted }]);
  });

  test('a quota of a build node', () => {
    const text = `[build_node]\nnode_id = "${'0'.repeat(32)}"\nnote_key_file = "n"\n[storage]\nquota_bytes = "10 GB"\n`;
    expect(problemsOf(text)).toEqual([{ where: `${FILE}:5`, key: 'storage.quota_bytes', what: expect.stringContaining('no quota') }]);
  });

  test('everything at once, in file and environment', () => {
    const text = '[rest]\nport = 70000\nhost = "a b"\nprot = 1\n\n[mavem]\npolicy = "x"\n[p2p]\nrelay = 5\n';
    const problems = problemsOf(text, { PYRSIA_STORAGE_QUOTA_BYTES: 'big', PYRSIA_SHARE_ENABLE: 'true' });
    expect(problems.map(({ where, key }) => `${where} ${key}`).sort()).toEqual(
      [
        `${FILE}:2 rest.port`,
        `${FILE}:3 rest.host`,
        `${FILE}:4 rest.prot`,
        `${FILE}:6 mavem`,
        `${FILE}:9 p2p.relay`,
        'PYRSIA_STORAGE_QUOTA_BYTES storage.quota_bytes',
        'PYRSIA_SHARE_ENABLE ',
      ].sort(),
    );
    expect(() => load(text)).toThrow(`${FILE}:2: rest.port: must be`);
  });
});

test.each([
  [{ PYRSIA_HOME: '/p', XDG_DATA_HOME: '/x', HOME: '/h' }, '/p/pyrsia.toml'],
  [{ XDG_DATA_HOME: '/x', HOME: '/h' }, '/x/pyrsia/pyrsia.toml'],
  [{ XDG_DATA_HOME: 'relative', HOME: '/h' }, '/h/.local/share/pyrsia/pyrsia.toml'],
  [{ PYRSIA_HOME: '', HOME: '/h' }, '/h/.local/share/pyrsia/pyrsia.toml'],
])('home of %j', (environment, file) => expect(defaultConfigFile(environment)).toBe(file));
test('a relative home is refused', () => expect(() => defaultConfigFile({ PYRSIA_HOME: 'here' })).toThrow('PYRSIA_HOME'));

test('relative paths are taken from the folder of the file', () => {
  const loaded = load('[storage]\nfolder = "../data"\n[network]\nfile = "/etc/network.json"\n');
  const { storage, network, rest, account } = loaded.settings;
  expect([storage.folder, network.file, rest.token_file, account.key_file].map((value) => pathOf(loaded, value))).toEqual([
    '/home/of/data',
    '/etc/network.json',
    '/home/of/node/keys/token',
    undefined,
  ]);
});

test('no text whatever does anything but load or tell what is wrong', () => {
  const pieces = fc.constantFrom('[rest]', 'port', ' = ', '1', '"', "'", '"""', '\n', '[', ']', '{', '}', '#', ',', '.', 'a', '\\', '\r\n', 'p2p', 'listen');
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 30 }), (words) => {
      problemsOf(words.join(''));
    }),
    { numRuns: 500 },
  );
});

test('docs/operators.md has the table of all keys', () => {
  const text = readFileSync(new URL('../../../docs/operators.md', import.meta.url), 'utf8');
  const rows = [...text.matchAll(/^\| `([a-z_0-9]+\.[a-z_]+)` +\| `(.*?)` +\| (.+?) +\|$/gm)].map(([, name, value, what]) => [name, value, what]);
  expect(rows).toEqual(KEYS.map((key) => [key.name, JSON.stringify(key.default), key.description]));
});
