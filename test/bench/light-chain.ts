/** Light blocks of a chain that never ran: any height, signed by keys that follow from their numbers. */
import { createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';
import { commitSignBytes, headerHash, type LightBlock, lightBlockToJson, validatorSetHash } from '@pyrsia/client/light';
import { compareBytes, sha256, u64be, utf8 } from '@pyrsia/ledger';

const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');
const SPKI_PREFIX_BYTES = 12;
const GENESIS_NS = 1_700_000_000_000_000_000n;
const NONE = new Uint8Array(0);
const COMMIT = 2;

export interface ChainShape {
  readonly chainId: string;
  readonly validators: number;
  /** So many of them are replaced each so many heights. */
  readonly replaced: number;
  readonly everyHeights: bigint;
}

interface Key {
  readonly secret: KeyObject;
  readonly publicKey: Uint8Array;
  readonly address: Uint8Array;
}

export class LightChain {
  readonly shape: ChainShape;
  private readonly keys = new Map<string, Key>();
  private readonly blocks = new Map<bigint, LightBlock>();

  constructor(shape: ChainShape) {
    this.shape = shape;
  }

  private key(slot: number, generation: bigint): Key {
    const name = `${slot}/${generation}`;
    const known = this.keys.get(name);
    if (known !== undefined) return known;
    const secret = createPrivateKey({ key: Buffer.concat([PKCS8, sha256(utf8(name))]), format: 'der', type: 'pkcs8' });
    const publicKey = new Uint8Array(createPublicKey(secret).export({ format: 'der', type: 'spki' }).subarray(SPKI_PREFIX_BYTES));
    const key = { secret, publicKey, address: sha256(publicKey).slice(0, 20) };
    this.keys.set(name, key);
    return key;
  }

  /** In canonical order: all have one power. */
  private keysAt(height: bigint): Key[] {
    const { validators, replaced, everyHeights } = this.shape;
    const epoch = (height - 1n) / everyHeights;
    const keys = Array.from({ length: validators }, (_, slot) => {
      // Slot s is replaced in the epochs that are its turn: a window of `replaced` slots moves on with each epoch.
      const turns = replaced === 0 ? 0n : (epoch * BigInt(replaced) + BigInt(validators - 1 - slot)) / BigInt(validators);
      return this.key(slot, turns);
    });
    return keys.sort((a, b) => compareBytes(a.address, b.address));
  }

  block(height: bigint): LightBlock {
    const known = this.blocks.get(height);
    if (known !== undefined) return known;
    const keys = this.keysAt(height);
    const validatorsAt = (at: bigint) =>
      this.keysAt(at).map(({ publicKey, address }) => ({ address, keyType: 'ed25519' as const, publicKey, power: 10n, priority: 0n }));
    const digest = (name: string) => sha256(utf8(name), u64be(height));
    const timeNs = GENESIS_NS + height * 1_000_000_000n;
    const header = {
      versionBlock: 11n,
      versionApp: 1n,
      chainId: this.shape.chainId,
      height,
      timeNs,
      lastBlockId: { hash: digest('last'), partsTotal: 1, partsHash: digest('parts') },
      lastCommitHash: digest('commit'),
      dataHash: digest('data'),
      validatorsHash: validatorSetHash(validatorsAt(height)),
      nextValidatorsHash: validatorSetHash(validatorsAt(height + 1n)),
      consensusHash: digest('consensus'),
      appHash: digest('app'),
      lastResultsHash: digest('results'),
      evidenceHash: digest('evidence'),
      proposerAddress: (keys[0] as Key).address,
    };
    const blockId = { hash: headerHash(header), partsTotal: 1, partsHash: digest('own parts') };
    const unsigned = { height, round: 0, blockId, signatures: [] };
    const signatures = keys.map(({ secret, address }) => {
      const vote = { flag: COMMIT, validatorAddress: address, timeNs: timeNs + 1n, signature: NONE };
      return { ...vote, signature: new Uint8Array(sign(null, commitSignBytes(this.shape.chainId, unsigned, vote), secret)) };
    });
    const block = { header, commit: { ...unsigned, signatures }, validators: validatorsAt(height) };
    this.blocks.set(height, block);
    return block;
  }

  /** As CometBFT's Go types read it. */
  json(height: bigint): string {
    const block = lightBlockToJson(this.block(height)) as { signed_header: object; validator_set: { validators: object[] } };
    return JSON.stringify({ ...block, validator_set: { ...block.validator_set, proposer: block.validator_set.validators[0] } });
  }
}
