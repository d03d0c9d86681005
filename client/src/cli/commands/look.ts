/** Commands that look at the node: is it there, what does it know, whom is it connected to. */
import type { Command } from 'commander';
import { ANSWERS, type Json } from '../answer.ts';
import type { Session } from '../session.ts';
import { peerLine } from '../share.ts';

export function addLook(program: Command, session: Session): void {
  program
    .command('ping')
    .description('is the node there, and ready?')
    .action(async () => {
      const api = await session.api();
      const ready = await api.get('/readyz', ANSWERS.ready);
      session.output.show(ready, () => [`${api.url} answers and is ready`]);
    });

  program
    .command('status')
    .description('identity, peers, and the newest verified header of the node')
    .action(async () => {
      const status = await (await session.api()).get('/status', ANSWERS.status);
      session.output.show(status, () => [
        `chain      ${status['chain_id']}`,
        `log        ${status['log_origin']}`,
        `height     ${status['height'] ?? 'none verified yet'}`,
        `header     ${status['header_hash'] ?? '-'}`,
        `peer id    ${status['peer_id']}`,
        `peers      ${status['peers_count']}`,
        ...(status['trouble'] == null ? [] : [`trouble    ${status['trouble']}`]),
      ]);
    });

  program
    .command('list')
    .description('peers that the node is connected to, by their ids')
    .action(async () => {
      const peers = await (await session.api()).get<string[]>('/peers', ANSWERS.peerIds);
      session.output.show(peers, () => (peers.length === 0 ? ['no peers'] : peers));
    });

  program
    .command('peers')
    .description('who the node is connected to, and what went to and fro')
    .action(async () => {
      const peers = await (await session.api()).get<Json[]>('/api/v1/peers', ANSWERS.peers);
      session.output.show(peers, () => (peers.length === 0 ? ['no peers'] : peers.map(peerLine)));
    });
}
