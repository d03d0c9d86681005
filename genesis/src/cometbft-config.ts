/**
 * CometBFT's config.toml and genesis.json, v0.40.0. Only what differs from its defaults, or must not depend
 * on them, is written; reasons beside each value.
 */
import { type EvidenceAge, type GenesisState, genesisToJson, type TrustRoot, toBase64, toHex } from '@pyrsia/ledger';
import { consensusAddress } from './keys.ts';

export interface CometBftSettings {
  readonly moniker: string;
  readonly rpcPort: number;
  readonly p2pPort: number;
  /** id@host:port of the other build nodes. */
  readonly peers: readonly string[];
  /** Pause after a block is decided; the block interval is a little more. */
  readonly timeoutCommitMs: number;
  /** Where a new node takes a snapshot from instead of replaying the chain. */
  readonly stateSync?: StateSyncSettings;
}

export interface StateSyncSettings {
  readonly trustRoot: TrustRoot;
  /** At least two: CometBFT checks one against the other. Not trusted. */
  readonly rpcServers: readonly string[];
}

export function cometBftConfigToml(settings: CometBftSettings): string {
  const text = (value: string): string => JSON.stringify(value);
  return `# Written by pyrsia-genesis. A local network writes it anew at each start.
moniker = ${text(settings.moniker)}
db_backend = "goleveldb"
log_level = "info"

[rpc]
laddr = "tcp://127.0.0.1:${settings.rpcPort}"
# Loopback only; unsafe routes and profiling stay off.
unsafe = false
pprof_laddr = ""
max_body_bytes = 1000000

[p2p]
laddr = "tcp://127.0.0.1:${settings.p2pPort}"
persistent_peers = ${text(settings.peers.join(','))}
# All build nodes of a local network share one address.
addr_book_strict = false
allow_duplicate_ip = true
pex = false

[mempool]
type = "flood"
# Transactions are at most 64 KiB.
max_tx_bytes = 65536

[consensus]
timeout_commit = "${settings.timeoutCommitMs}ms"
# An idle chain still makes a block every 10 s, so that deadlines in block time pass.
create_empty_blocks = false
create_empty_blocks_interval = "10s"

[tx_index]
indexer = "kv"
${settings.stateSync === undefined ? '' : stateSyncToml(settings.stateSync)}`;
}

function stateSyncToml({ trustRoot, rpcServers }: StateSyncSettings): string {
  return `
[statesync]
enable = true
rpc_servers = ${JSON.stringify(rpcServers.join(','))}
trust_height = ${trustRoot.height}
trust_hash = "${toHex(trustRoot.hash).toUpperCase()}"
trust_period = "${trustRoot.trustingPeriodMs}ms"
discovery_time = "5s"
chunk_request_timeout = "5s"
`;
}

export interface GenesisFileInput {
  readonly chainId: string;
  readonly time: Date;
  readonly state: GenesisState;
  /** Three weeks and 2 000 000 blocks unless said otherwise. */
  readonly evidenceAge?: EvidenceAge;
}

/** Evidence older than this is not punished: above the light clients' trusting period of two weeks. */
const EVIDENCE_AGE: EvidenceAge = { maxMs: 21n * 24n * 3_600_000n, maxBlocks: 2_000_000n };

export function cometBftGenesisJson(input: GenesisFileInput): string {
  const validators = input.state.buildNodes.map((node) => ({
    address: toHex(consensusAddress(node.consensusKey)).toUpperCase(),
    pub_key: { type: 'tendermint/PubKeyEd25519', value: toBase64(node.consensusKey) },
    power: '1',
    name: node.name,
  }));
  const age = input.evidenceAge ?? EVIDENCE_AGE;
  const document = {
    genesis_time: input.time.toISOString(),
    chain_id: input.chainId,
    initial_height: '1',
    consensus_params: {
      block: { max_bytes: String(4 * 1024 * 1024), max_gas: '-1' },
      evidence: { max_age_num_blocks: String(age.maxBlocks), max_age_duration: String(age.maxMs * 1_000_000n), max_bytes: '1048576' },
      validator: { pub_key_types: ['ed25519'] },
      version: { app: '1' },
      abci: { vote_extensions_enable_height: '0' },
    },
    validators,
    app_hash: '',
    app_state: genesisToJson(input.state),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
