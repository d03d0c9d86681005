/** What the node holds, and what it gives to others. */
import type { Command } from 'commander';
import { ClientError } from '../../errors.ts';
import { ANSWERS, type Json } from '../answer.ts';
import type { Session } from '../session.ts';
import { type ShareFlags, shareBody, shareLines } from '../share.ts';
import { artifactLine, artifactsNamed, collectedLines, scrubLines, storageLines } from '../storage.ts';

const DEFAULT_ITEMS = '50';

export function addStorage(program: Command, session: Session): void {
  const storage = program.command('storage').description('artifacts that the node holds, what it shares, and with whom');
  storage
    .command('show', { isDefault: true })
    .description('how much is held, what is shared, and with whom')
    .action(async () => {
      const held = await (await session.api()).get('/api/v1/storage', ANSWERS.storage);
      session.output.show(held, () => storageLines(held));
    });
  storage
    .command('list')
    .description('the artifacts that are held')
    .option('--limit <count>', 'artifacts at most', DEFAULT_ITEMS)
    .action(async ({ limit }: { limit: string }) => {
      const found = await (await session.api()).list('/api/v1/storage/artifacts', wholeNumber('--limit', limit), ANSWERS.heldArtifact);
      session.output.show(found, () => (found.items.length === 0 ? ['nothing is held'] : [...found.items.map(artifactLine), ...more(found.next)]));
    });
  for (const [name, says] of [
    ['pin', 'keep an artifact, or all of a package version, whatever the disk limit; what is not held is fetched'],
    ['unpin', 'let an artifact, or all of a package version, go when room is needed'],
  ] as const) {
    storage
      .command(`${name} <purl|sha256>`)
      .description(says)
      .action(async (what: string) => {
        const api = await session.api();
        const answers: Json[] = [];
        for (const sha256 of await artifactsNamed(api, what)) {
          const path = `/api/v1/storage/pins/${sha256}`;
          answers.push(name === 'pin' ? await api.put(path, ANSWERS.pin) : await api.delete(path, ANSWERS.pin));
        }
        session.output.show(answers, () => answers.map((answer) => `${answer['sha256']} is ${name}ned; ${String(answer['state']).replace('_', ' ')}`));
      });
  }
  storage
    .command('scrub')
    .description('read and compare everything that is held; storage show says how far it is')
    .action(async () => {
      const begun = await (await session.api()).post('/api/v1/storage/scrub', {}, ANSWERS.scrub);
      session.output.show(begun, () => scrubLines(begun));
    });
  storage
    .command('collect')
    .description('remove what is of no use: leftovers of crashes, quarantine, what was revoked and is not pinned')
    .action(async () => {
      const report = await (await session.api()).post('/api/v1/storage/collect', {}, ANSWERS.collected);
      session.output.show(report, () => collectedLines(report));
    });

  program
    .command('share [on|off]')
    .description('what the node gives to others and how much it takes up; what is not named stays as it is; acts at once')
    .option('--upload <bytes per second|none>', 'at most so fast, for all peers together')
    .option('--ecosystems <names|all>', 'give artifacts of these alone, with commas between')
    .option('--disk <bytes|none>', 'hold at most so much; what was not used for longest goes first')
    .option('--connections <count>', 'connections to peers at most')
    .action(async (choice: string | undefined, flags: ShareFlags) => {
      const body = shareBody(choice, flags);
      const now = await (await session.api()).put('/api/v1/share', ANSWERS.share, body);
      session.output.show(now, () => shareLines(now));
    });
}

export function wholeNumber(option: string, text: string): number {
  if (!/^[1-9][0-9]{0,5}$/.test(text)) throw new ClientError('USAGE', { option, value: text.slice(0, 100), wanted: 'a whole number from 1 to 999999' });
  return Number(text);
}

/** Beside a list that goes on. */
export const more = (next: string | null): string[] => (next === null ? [] : ['there are more: --limit COUNT shows more of them']);
