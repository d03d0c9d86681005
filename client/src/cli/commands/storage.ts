/** What the node holds, and what it gives to others. */
import type { Command } from 'commander';
import { ClientError } from '../../errors.ts';
import type { Json } from '../node-api.ts';
import type { Session } from '../session.ts';
import { type ShareFlags, shareBody, shareLines, storageLines } from '../share.ts';

const DEFAULT_ITEMS = '50';

export function addStorage(program: Command, session: Session): void {
  const storage = program.command('storage').description('artifacts that the node holds, what it shares, and with whom');
  storage
    .command('show', { isDefault: true })
    .description('how much is held, what is shared, and with whom')
    .action(async () => {
      const held = await (await session.api()).get('/api/v1/storage');
      session.output.show(held, () => storageLines(held));
    });
  storage
    .command('list')
    .description('the artifacts that are held')
    .option('--limit <count>', 'artifacts at most', DEFAULT_ITEMS)
    .action(async ({ limit }: { limit: string }) => {
      const found = await (await session.api()).list('/api/v1/storage/artifacts', wholeNumber('--limit', limit));
      session.output.show(found, () => (found.items.length === 0 ? ['nothing is held'] : [...found.items.map(artifactLine), ...more(found.next)]));
    });
  for (const [name, says] of [
    ['pin', 'keep an artifact, whatever the quota'],
    ['unpin', 'let an artifact go when room is needed'],
  ] as const) {
    storage
      .command(`${name} <sha256>`)
      .description(says)
      .action(async (sha256: string) => {
        if (!/^[0-9a-f]{64}$/.test(sha256)) throw new ClientError('USAGE', { sha256: sha256.slice(0, 100), wanted: '64 hex digits' });
        const api = await session.api();
        const path = `/api/v1/storage/pins/${sha256}`;
        const answer = name === 'pin' ? await api.put(path) : await api.delete(path);
        session.output.show({ sha256, pinned: name === 'pin', ...answer }, () => [`${sha256} is ${name}ned`]);
      });
  }
  for (const [name, says] of [
    ['scrub', 'read and compare everything that is held'],
    ['collect', 'remove what nobody needs any more'],
  ] as const) {
    storage
      .command(name)
      .description(says)
      .action(async () => {
        const answer = await (await session.api()).post(`/api/v1/storage/${name}`, {});
        session.output.show(answer, () => Object.entries(answer).map(([key, value]) => `${key.replaceAll('_', ' ').padEnd(18)} ${shown(value)}`));
      });
  }

  program
    .command('share [on|off]')
    .description('what the node gives to others and how much it takes up; what is not named stays as it is; acts at once')
    .option('--upload <bytes per second|none>', 'at most so fast, for all peers together')
    .option('--ecosystems <names|all>', 'give artifacts of these alone, with commas between')
    .option('--disk <bytes|none>', 'hold at most so much; what was not used for longest goes first')
    .option('--connections <count>', 'connections to peers at most')
    .action(async (choice: string | undefined, flags: ShareFlags) => {
      const body = shareBody(choice, flags);
      const now = await (await session.api()).put('/api/v1/share', body);
      session.output.show(now, () => shareLines(now));
    });
}

export function wholeNumber(option: string, text: string): number {
  if (!/^[1-9][0-9]{0,5}$/.test(text)) throw new ClientError('USAGE', { option, value: text.slice(0, 100), wanted: 'a whole number from 1 to 999999' });
  return Number(text);
}

/** Beside a list that goes on. */
export const more = (next: string | null): string[] => (next === null ? [] : ['there are more: --limit COUNT shows more of them']);

const shown = (value: unknown): string => (typeof value === 'object' ? JSON.stringify(value) : String(value));
const artifactLine = (artifact: Json): string =>
  [artifact['sha256'], artifact['bytes'] ?? artifact['size'], artifact['pinned'] === true ? 'pinned' : '', artifact['purl'] ?? '', artifact['name'] ?? '']
    .map(String)
    .join('  ')
    .trimEnd();
