/**
 * A build node keeps what the network published. What it built itself it holds, and fetches again if it was lost; what it
 * took part in and built differently it fetches, since the majority's is what counts; and of the rest it fetches what too
 * few build nodes hold, so that at least `replicas` of them do. Who fetches then is the same on all nodes, and another
 * one for each artifact: the nodes that can be reached and hold nothing, in the order of sha256(node id ‖ digest).
 */
import { type Artifact, type BuildNode, compareBytes, type Digest, equalBytes, type NodeId, sha256, toHex } from '@pyrsia/ledger';
import { ClientError } from '../errors.ts';

/** A publication that is not revoked. */
export interface Published {
  readonly artifacts: readonly Artifact[];
  readonly buildId: Digest;
  readonly matchedNodes: readonly NodeId[];
}

export interface KeeperParts {
  readonly nodeId: NodeId;
  /** How many build nodes hold each artifact at least, if there are so many. */
  readonly replicas: number;
  /** All of them, each time, the newest first. */
  readonly published: () => Iterable<Published>;
  readonly buildNodes: () => readonly BuildNode[];
  readonly isHeld: (sha256: Digest) => Promise<boolean>;
  /** Of these peers, those that can be reached now. */
  readonly reachable: (peerIds: readonly string[]) => Promise<readonly string[]>;
  /** Whether each of these peers holds the artifact; those that do not answer are left out. */
  readonly whoHolds: (artifact: Artifact, peerIds: readonly string[]) => Promise<ReadonlyMap<string, boolean>>;
  /** Whether this node took part in the build. */
  readonly tookPart: (buildId: Digest) => Promise<boolean>;
  readonly fetch: (artifact: Artifact, signal: AbortSignal) => Promise<unknown>;
  /** Told of each artifact that could not be had; it is tried again in the next round. */
  readonly onMissing: (artifact: Artifact, error: ClientError) => void;
  readonly onFetched: (artifact: Artifact) => void;
}

export class Keeper {
  private readonly parts: KeeperParts;
  /** Builds that this node took part in, or did not: that never changes once there is a publication. */
  private readonly part = new Map<string, boolean>();
  /** Peers that could be reached at the begin of this round. */
  private reached: ReadonlySet<string> = new Set();

  constructor(parts: KeeperParts) {
    this.parts = parts;
  }

  /** Looks at every publication once; how many artifacts were fetched. */
  async round(signal: AbortSignal): Promise<number> {
    let fetched = 0;
    // Once for a round: to look for one that is down takes seconds.
    const ids = this.parts.buildNodes().map(({ peerId }) => peerId);
    this.reached = new Set(await this.parts.reachable(ids));
    for (const publication of this.parts.published()) {
      for (const artifact of publication.artifacts) {
        if (signal.aborted) return fetched;
        if (await this.keep(publication, artifact, signal)) fetched += 1;
      }
    }
    return fetched;
  }

  private async keep(publication: Published, artifact: Artifact, signal: AbortSignal): Promise<boolean> {
    const { isHeld, fetch, onFetched, onMissing } = this.parts;
    try {
      if ((await isHeld(artifact.sha256)) || !(await this.isWanted(publication, artifact))) return false;
      await fetch(artifact, signal);
      onFetched(artifact);
      return true;
    } catch (error) {
      if (signal.aborted) return false;
      if (!(error instanceof ClientError)) throw error;
      onMissing(artifact, error);
      return false;
    }
  }

  /** Whether this node should hold what it does not. */
  private async isWanted({ matchedNodes, buildId }: Published, artifact: Artifact): Promise<boolean> {
    const { nodeId, replicas, buildNodes, whoHolds } = this.parts;
    if (matchedNodes.some((id) => equalBytes(id, nodeId)) || (await this.tookPart(buildId))) return true;
    const others = buildNodes().filter((node) => !equalBytes(node.nodeId, nodeId) && this.reached.has(node.peerId));
    const answers = await whoHolds(
      artifact,
      others.map(({ peerId }) => peerId),
    );
    const holding = [...answers.values()].filter(Boolean).length;
    const waiting = others.filter(({ peerId }) => answers.get(peerId) === false).map((node) => node.nodeId);
    const place = (id: NodeId): Digest => sha256(id, artifact.sha256);
    const before = waiting.filter((id) => compareBytes(place(id), place(nodeId)) < 0).length;
    return before < replicas - holding;
  }

  private async tookPart(buildId: Digest): Promise<boolean> {
    const key = toHex(buildId);
    const known = this.part.get(key) ?? (await this.parts.tookPart(buildId));
    this.part.set(key, known);
    return known;
  }
}
