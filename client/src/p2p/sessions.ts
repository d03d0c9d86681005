/** One session for each peer: all who ask it share one stream, as long as that is open. */
import type { PeerId, Stream } from '@libp2p/interface';
import { PeerSession } from './peer-session.ts';

interface Entry {
  readonly opening: Promise<PeerSession>;
  /** Once it is there. */
  session?: PeerSession;
}

export class Sessions {
  private readonly byPeer = new Map<string, Entry>();
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
    const known = this.byPeer.get(key);
    if (known !== undefined && known.session?.isOpen !== false) return known.opening;
    const forget = (): void => {
      if (this.byPeer.get(key) === entry) this.byPeer.delete(key);
    };
    // Put in its place before anything is waited for: all who ask at once share it.
    const entry: Entry = { opening: this.open(peer, forget) };
    this.byPeer.set(key, entry);
    entry.opening.then((session) => Object.assign(entry, { session }), forget); // Whoever asked is told by the promise itself.
    return entry.opening;
  }

  private async open(peer: PeerId, onEnd: () => void): Promise<PeerSession> {
    return new PeerSession(await this.dial(peer), { timeoutMs: this.answerMs, onEnd, onReceived: (bytes) => this.onReceived(peer, bytes) });
  }
}
