/** The configuration of a builder does not depend on where it was started. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadConfig } from './config.ts';

const WHOLE = {
  ...{ chain_id: 'c', rpc: 'http://127.0.0.1:1', node_id: 'ab'.repeat(16), account_key_file: '/k/account.key', data_folder: '/d' },
  ...{ mirror_cache_folder: '/m', node: { url: 'http://127.0.0.1:2', token_file: '/k/token' } },
};
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pyrsia-builder-config-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function loaded(config: object) {
  const file = join(folder, 'builder.json');
  await writeFile(file, JSON.stringify(config));
  return loadConfig(file);
}

test('a whole one is read', async () => expect(await loaded(WHOLE)).toMatchObject({ dataFolder: '/d', node: { tokenFile: '/k/token' } }));

test.each<[string, object]>([
  ['account_key_file', { ...WHOLE, account_key_file: 'keys/account.key' }],
  ['data_folder', { ...WHOLE, data_folder: './builder' }],
  ['mirror_cache_folder', { ...WHOLE, mirror_cache_folder: 'cache' }],
  ['node.token_file', { ...WHOLE, node: { ...WHOLE.node, token_file: 'keys/token' } }],
  ['rpc', { ...WHOLE, rpc: '' }],
  ['node_id', { ...WHOLE, node_id: 'ab' }],
])('%s: what is missing or relative is refused', async (where, config) => {
  await expect(loaded(config)).rejects.toMatchObject({ code: 'CONFIG_INVALID', detail: expect.objectContaining({ where }) });
});
