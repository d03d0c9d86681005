declare module 'secp256k1/bindings.js' {
  /** libsecp256k1 through Node-API. Throws on a malformed public key or signature. */
  const native: { ecdsaVerify(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean };
  export default native;
}
