/**
 * The CometBFT types that a light client reads (types/{block,validator,vote}.go at v0.40.0). Times are
 * nanoseconds since 1970 as bigint: exact, unlike Date. Heights and powers are bigint.
 */
export interface BlockId {
  readonly hash: Uint8Array;
  readonly partsTotal: number;
  readonly partsHash: Uint8Array;
}
export interface Header {
  readonly versionBlock: bigint;
  readonly versionApp: bigint;
  readonly chainId: string;
  readonly height: bigint;
  readonly timeNs: bigint;
  readonly lastBlockId: BlockId;
  readonly lastCommitHash: Uint8Array;
  readonly dataHash: Uint8Array;
  readonly validatorsHash: Uint8Array;
  readonly nextValidatorsHash: Uint8Array;
  readonly consensusHash: Uint8Array;
  readonly appHash: Uint8Array;
  readonly lastResultsHash: Uint8Array;
  readonly evidenceHash: Uint8Array;
  readonly proposerAddress: Uint8Array;
}
export const FLAG = { absent: 1, commit: 2, nil: 3 } as const;
export interface CommitSig {
  readonly flag: number;
  readonly validatorAddress: Uint8Array;
  readonly timeNs: bigint;
  readonly signature: Uint8Array;
}
export interface Commit {
  readonly height: bigint;
  readonly round: number;
  readonly blockId: BlockId;
  readonly signatures: readonly CommitSig[];
}
export type KeyType = 'ed25519' | 'secp256k1';
export interface Validator {
  readonly address: Uint8Array;
  readonly keyType: KeyType;
  readonly publicKey: Uint8Array;
  readonly power: bigint;
  /** Whose turn it is to propose. Not in any hash of the header: nothing that is proven may depend on it. */
  readonly priority: bigint;
}
export interface LightBlock {
  readonly header: Header;
  readonly commit: Commit;
  /** In canonical order: power descending, address ascending. */
  readonly validators: readonly Validator[];
}

/** Port. */
export interface Clock {
  /** Nanoseconds since 1970. */
  nowNs(): bigint;
  /** Ends early, and all the same, when the signal aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}
