/** One stream for all who ask a peer, on streams that the test controls. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { PeerId, Stream } from '@libp2p/interface';
import { peerIdFromString } from '@libp2p/peer-id';
import { expect, test } from 'vitest';
import { Sessions } from './sessions.ts';

const peer = peerIdFromString('12D3KooWQYV9dGMFoRzNStwpXztXaBUjtPqi6aU76ZgUriHhKust');

class FakeStream extends EventTarget {
  status = 'open';
  ends(): void {
    this.status = 'closed';
    this.dispatchEvent(new Event('close'));
  }
}

function dialling(): { sessions: Sessions; streams: FakeStream[] } {
  const streams: FakeStream[] = [];
  const dial = async (_: PeerId): Promise<Stream> => {
    streams.push(new FakeStream());
    return streams.at(-1) as unknown as Stream;
  };
  return { streams, sessions: new Sessions(dial, 1_000, () => undefined) };
}

test('all who ask a peer share one session as long as it is open; then there is another', async () => {
  const { sessions, streams } = dialling();
  const [one, two] = await Promise.all([sessions.with(peer), sessions.with(peer)]);
  expect(two).toBe(one);
  expect(await sessions.with(peer)).toBe(one);
  (streams[0] as FakeStream).ends();
  expect(await sessions.with(peer)).not.toBe(one);
  expect(streams).toHaveLength(2);
});

test('a peer that cannot be reached is dialled again by the next who asks', async () => {
  let tries = 0;
  const dial = (): Promise<Stream> => {
    tries += 1;
    return Promise.reject(new Error('away'));
  };
  const sessions = new Sessions(dial, 1_000, () => undefined);
  for (let i = 1; i < 4; i += 1) {
    await expect(sessions.with(peer)).rejects.toThrow('away');
    expect(tries).toBe(i);
  }
});

test('of a session that has ended nothing is kept, however often it was asked for', async () => {
  const { sessions, streams } = dialling();
  for (let i = 0; i < 3; i += 1) await sessions.with(peer);
  const stream = new WeakRef(streams.pop() as FakeStream);
  stream.deref()?.ends();
  // What a weak reference was made for stays for the turn.
  await new Promise((resolve) => setTimeout(resolve));
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  expect(stream.deref()).toBeUndefined();
  expect(streams).toEqual([]);
});
