/** Values changed in the text of a file: everything else stays, what is wrong leaves the file as it was. */
import { chmod, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { changeFile, keyNamed, settingsOf, withValue } from './edit.ts';
import { valueFrom } from './load.ts';
import { KEYS, valueAt } from './schema.ts';
import { templateToml } from './template.ts';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pyrsia-config-'));
  file = join(folder, 'pyrsia.toml');
});
afterEach(() => rm(folder, { recursive: true }));

const set = (...pairs: Array<[string, string]>) =>
  changeFile(
    file,
    pairs.map(([name, text]) => ({ key: keyNamed(name), text })),
  );

describe('the text', () => {
  test.each<[name: string, before: string, key: string, value: string, after: string]>([
    ['an empty file', '', 'rest.port', '1', '[rest]\nport = 1\n'],
    ['a value', '# a\n[rest] # b\nport = 5   # c\n# d\nhost = "::1"', 'rest.port', '1', '# a\n[rest] # b\nport = 1   # c\n# d\nhost = "::1"'],
    ['a new key', '[rest]\nhost = "::1" # h\n\n[p2p]\n', 'rest.port', '1', '[rest]\nhost = "::1" # h\nport = 1\n\n[p2p]\n'],
    [
      'after its comment',
      '[rest]\n# The port.\n# port = 7888\n# more\nhost = "::1"\n',
      'rest.port',
      '1',
      '[rest]\n# The port.\n# port = 7888\nport = 1\n# more\nhost = "::1"\n',
    ],
    ['in an empty section', '[rest]\n[p2p]', 'rest.port', '1', '[rest]\nport = 1\n[p2p]'],
    ['a section at the end without line end', '[rest]', 'rest.port', '1', '[rest]\nport = 1\n'],
    ['a new section', '[p2p]\nrelay = true', 'rest.port', '1', '[p2p]\nrelay = true\n\n[rest]\nport = 1\n'],
    [
      'a list over several lines',
      '[p2p]\nlisten = [ # x\n "/a/b", # ]\n] # y\nrelay = true\n',
      'p2p.listen',
      '/c/d',
      '[p2p]\nlisten = ["/c/d"] # y\nrelay = true\n',
    ],
    ['text with # and quotes', '[storage]\nfolder = "a#\\"b" # c\n', 'storage.folder', 'x', '[storage]\nfolder = "x" # c\n'],
    ['text in single quotes', "[storage]\nfolder = 'a\\' # c\n", 'storage.folder', 'x', '[storage]\nfolder = "x" # c\n'],
    ['windows line ends', '[rest]\r\nhost = "::1"\r\n', 'rest.port', '1', '[rest]\r\nhost = "::1"\r\nport = 1\r\n'],
    ['dotted', 'rest.host = "::1"\n\n[p2p]\n', 'rest.port', '1', 'rest.host = "::1"\nrest.port = 1\n\n[p2p]\n'],
    ['an equal value', '[rest]\nport=1', 'rest.port', '1', '[rest]\nport=1'],
  ])('%s', (_, before, name, value, after) => {
    const key = keyNamed(name);
    expect(withValue(before, key, valueFrom(key, value))).toBe(after);
  });

  test('an inline table is edited by hand', () => {
    expect(() => withValue('rest = { port = 1 }', keyNamed('rest.host'), '::1')).toThrow('CONFIG_BY_HAND');
  });
  test('an unknown key is told with the nearest', () => expect(() => keyNamed('rest.prot')).toThrow('nearest=rest.port'));
});

describe('the file', () => {
  test('keeps its mode, is changed through a link, and leaves nothing beside it', async () => {
    await writeFile(file, templateToml());
    await chmod(file, 0o664);
    const other = join(folder, 'other.toml');
    await symlink(file, other);
    await changeFile(other, [{ key: keyNamed('rest.port'), text: '1' }]);
    expect((await stat(file)).mode & 0o777).toBe(0o664);
    expect(await readFile(file, 'utf8')).toBe(templateToml().replace('# port = 7888\n', '# port = 7888\nport = 1\n'));
    expect((await readdir(folder)).sort()).toEqual(['other.toml', 'pyrsia.toml']);
  });

  test.each<[name: string, text: string, pairs: Array<[string, string]>, code: string]>([
    ['port', '[rest]\nport = 5\n', [['rest.port', '70000']], 'CONFIG_INVALID'],
    ['host', '[rest]\nport = 5\n', [['rest.host', 'no host']], 'CONFIG_INVALID'],
    [
      'one of several',
      '[rest]\nport = 5\n',
      [
        ['rest.port', '6'],
        ['storage.quota_bytes', 'lots'],
      ],
      'CONFIG_INVALID',
    ],
    ['a table in brackets of a line', 'rest = { port = 5 }\n', [['rest.host', '::1']], 'CONFIG_BY_HAND'],
    ['a file that was wrong before', '[rest]\nprot = 5\n', [['rest.port', '6']], 'CONFIG_INVALID'],
  ])('stays as it was: %s', async (_, text, pairs, code) => {
    await writeFile(file, text);
    await expect(set(...pairs)).rejects.toMatchObject({ code });
    expect(await readFile(file, 'utf8')).toBe(text);
    expect(await readdir(folder)).toEqual(['pyrsia.toml']);
  });

  test('that is not there', async () => await expect(set(['rest.port', '1'])).rejects.toMatchObject({ code: 'CONFIG_MISSING' }));
});

/** A text as it may be typed for a key, that the key takes. */
const fitting = fc.constantFrom(...KEYS).chain((key) => {
  const path = fc.stringMatching(/^[a-zA-Z0-9/._ #"'\\é=[\]-]{1,20}$/);
  const text: fc.Arbitrary<string> =
    {
      'network.log': fc.constantFrom('follow', 'query'),
      'rest.host': fc.constantFrom('::1', '10.0.0.1', 'node.example'),
      'rest.port': fc.nat(65_535).map(String),
      'rest.public_url': fc.constantFrom('', 'https://x.example/a'),
      'p2p.listen': fc.array(fc.constantFrom('/ip4/1.2.3.4/tcp/5', '/dns4/x/tcp/1'), { maxLength: 3 }).map((list) => list.join(',')),
      'p2p.announce': fc.constantFrom('', '/ip4/1.2.3.4/tcp/5'),
      'share.ecosystems': fc.constantFrom('', 'all', 'maven,oci'),
      'maven.policy': fc.constantFrom('strict', 'request', 'open'),
      'share.upload_bytes_per_second': fc.constantFrom('0', '1000000', '1 MB'),
      'storage.quota_bytes': fc.constantFrom('0', '10 GB', '123456789'),
      'build_node.node_id': fc.constant(''),
      'build_node.note_key_file': fc.constant(''),
    }[key.name] ?? (key.isPath ? path : typeof key.default === 'boolean' ? fc.constantFrom('true', 'false') : fc.integer({ min: 1, max: 64 }).map(String));
  return text.map((value) => ({ key, text: value }));
});

test('what is set is what is read, whatever was set before, and comments stay', () => {
  fc.assert(
    fc.property(fc.array(fitting, { minLength: 1, maxLength: 6 }), fc.boolean(), (changes, fromTemplate) => {
      let text = fromTemplate ? templateToml() : '';
      const expected = new Map<string, unknown>();
      for (const { key, text: value } of changes) {
        text = withValue(text, key, valueFrom(key, value));
        expected.set(key.name, valueAt(settingsOf('/f', text).settings, key));
        const raw = valueFrom(key, value);
        if (typeof raw !== 'string' || typeof key.default !== 'number') expect(expected.get(key.name)).toEqual(raw);
      }
      const { settings } = settingsOf('/f', text);
      for (const key of KEYS) expect(valueAt(settings, key)).toEqual(expected.get(key.name) ?? key.default);
      if (fromTemplate) for (const line of templateToml().split('\n')) expect(text.split('\n')).toContain(line);
    }),
    { numRuns: 300 },
  );
});
