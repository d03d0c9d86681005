/** Proof bundles as a library: parse, verify; no network. */
export { type Bundle, bundleToJson, parseBundle } from './bundle.ts';
export { explainBundle } from './explain-bundle.ts';
export { type BundleVerdict, type FileVerdict, verifyBundle, verifyFileBundle } from './verify-bundle.ts';
