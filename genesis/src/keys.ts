/** The keys of a node, made once at its creation. Secrets are written with mode 0600 and never printed. */
import { createPrivateKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { generateKeyPair, privateKeyToProtobuf } from '@libp2p/crypto/keys';
import { peerIdFromPrivateKey } from '@libp2p/peer-id';
import { addressOf, generateSecretKey, NODE_ID_BYTES, type NodeId, publicKeyOf, sha256, toBase64, toHex } from '@pyrsia/ledger';
import { SECRET_MODE, writeFileAtomic } from './files.ts';

export interface Ed25519Pair {
  /** 32-byte seed ‖ 32-byte public key, as Go's ed25519 and CometBFT store it. */
  readonly secret: Uint8Array;
  readonly publicKey: Uint8Array;
}

export function makeEd25519(): Ed25519Pair {
  const { privateKey } = generateKeyPairSync('ed25519');
  const jwk = createPrivateKey(privateKey.export({ format: 'pem', type: 'pkcs8' })).export({ format: 'jwk' });
  const seed = Buffer.from(jwk.d as string, 'base64url');
  const publicKey = Buffer.from(jwk.x as string, 'base64url');
  return { secret: new Uint8Array(Buffer.concat([seed, publicKey])), publicKey: new Uint8Array(publicKey) };
}

/** CometBFT's address of an ed25519 key: the first 20 bytes of its sha256. */
export const consensusAddress = (publicKey: Uint8Array): Uint8Array => sha256(publicKey).slice(0, 20);

const privateKeyJson = (pair: Ed25519Pair) => ({ type: 'tendermint/PrivKeyEd25519', value: toBase64(pair.secret) });
const publicKeyJson = (pair: Ed25519Pair) => ({ type: 'tendermint/PubKeyEd25519', value: toBase64(pair.publicKey) });

/** CometBFT's node key and validator key files. Returns the id under which peers know the node. */
export async function writeCometBftKeys(home: string, consensus: Ed25519Pair): Promise<string> {
  const nodeKey = makeEd25519();
  const validator = {
    address: toHex(consensusAddress(consensus.publicKey)).toUpperCase(),
    pub_key: publicKeyJson(consensus),
    priv_key: privateKeyJson(consensus),
  };
  await writeFileAtomic(join(home, 'config/node_key.json'), JSON.stringify({ priv_key: privateKeyJson(nodeKey) }), SECRET_MODE);
  await writeFileAtomic(join(home, 'config/priv_validator_key.json'), JSON.stringify(validator), SECRET_MODE);
  await writeFileAtomic(join(home, 'data/priv_validator_state.json'), JSON.stringify({ height: '0', round: 0, step: 0 }), SECRET_MODE);
  return toHex(consensusAddress(nodeKey.publicKey));
}

/** secp256k1 key of an account; the file holds it as hex. */
export async function writeAccountKey(path: string): Promise<{ address: string; publicKey: string }> {
  const secret = generateSecretKey();
  await writeFileAtomic(path, `${toHex(secret)}\n`, SECRET_MODE);
  const publicKey = publicKeyOf(secret);
  return { address: toHex(addressOf(publicKey)), publicKey: toHex(publicKey) };
}

/** libp2p identity; the file holds libp2p's own protobuf. */
export async function writePeerKey(path: string): Promise<string> {
  const key = await generateKeyPair('Ed25519');
  await writeFileAtomic(path, privateKeyToProtobuf(key), SECRET_MODE);
  return peerIdFromPrivateKey(key).toString();
}

/** ed25519 key that signs checkpoints; the file holds its 32-byte seed as hex. Returns the public key. */
export async function writeNoteKey(path: string): Promise<Uint8Array> {
  const { secret, publicKey } = makeEd25519();
  await writeFileAtomic(path, `${toHex(secret.slice(0, 32))}\n`, SECRET_MODE);
  return publicKey;
}

/** Bearer token for the calls that change something. */
export async function writeToken(path: string): Promise<void> {
  await writeFileAtomic(path, `${randomBytes(32).toString('hex')}\n`, SECRET_MODE);
}

export const makeNodeId = (): NodeId => new Uint8Array(randomBytes(NODE_ID_BYTES)) as NodeId;
