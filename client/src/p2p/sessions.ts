/** One session for each peer: all who ask it share one stream, as long as that is open. */
import type { PeerId, Stream } from '@libp2p/interface';
import { PeerSession } from './peer-session.ts';

export class Sessions {
  private readonly byPeer = new Map<string, Promise<PeerSession>>();
  private readonly dial: (peer: PeerId) => Promise<Stream>;
  private readonly answerMs: number;
  private readonly onReceived: (peer: PeerId, bytes: number) => void;

  constructor(dial: (peer: PeerId) => Promise<Stream>, answerMs: number, onReceived: (peer: PeerId, bytes: number) => void) {
    this.dial = dial;
    this.answerMs = answerMs;
    this.onReceived = onReceived;
  }

  with(peer: PeerId): Promise<PeerSession> {
    const key = peer.toString();
    const before = this.byPeer.get(key);
    const forget = (): void => {
      if (this.byPeer.get(key) === opened) this.byPeer.delete(key);
    };
    // Put in its place before anything is waited for: all who ask at once share it.
    const opened: Promise<PeerSession> = this.reopened(before, peer, () => forget());
    this.byPeer.set(key, opened);
    opened.catch(forget); // Whoever asked is told by the promise itself.
    return opened;
  }

  private async reopened(before: Promise<PeerSession> | undefined, peer: PeerId, forget: () => void): Promise<PeerSession> {
    const known = await before?.catch(() => undefined);
    if (known?.isOpen === true) return known;
    return new PeerSession(await this.dial(peer), { timeoutMs: this.answerMs, onEnd: forget, onReceived: (bytes) => this.onReceived(peer, bytes) });
  }
}
