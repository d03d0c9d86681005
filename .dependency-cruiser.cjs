/** Who may import whom: the table of ARCHITECTURE.md (a test compares the two). */
const WORKSPACES = ['ledger', 'abci-app', 'builder', 'client', 'genesis', 'test'];
/** Entries of the ledger that a workspace may import; a program imports no other program. */
const LEDGER_ENTRIES = {
  'abci-app': ['index', 'merkle/index', 'state/index', 'store/index'],
  builder: ['index', 'merkle/index'],
  client: ['index', 'merkle/index'],
  genesis: ['index'],
  test: ['index', 'merkle/index', 'state/index', 'store/index'],
};
/** The audit proves the genesis file by carrying it out (docs/decisions/014). */
const CARRIES_OUT_GENESIS = '^client/src/audit/genesis\\.ts$';
const PURE = '^ledger/src/(?!store/|.*\\.test\\.ts$|state/ledger-harness)';

const forbidden = [
  { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
  { name: 'not-resolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
  {
    name: 'programs-do-not-import-each-other',
    severity: 'error',
    from: { path: '^(abci-app|builder|client|genesis)/' },
    to: { path: '^(abci-app|builder|client|genesis|test)/', pathNot: '^$1/' },
  },
  {
    name: 'ledger-imports-no-workspace',
    severity: 'error',
    from: { path: '^ledger/' },
    to: { path: `^(${WORKSPACES.filter((name) => name !== 'ledger').join('|')})/` },
  },
  ...Object.entries(LEDGER_ENTRIES).map(([workspace, entries]) => ({
    name: `ledger-entries-of-${workspace}`,
    severity: 'error',
    from: { path: `^${workspace}/`, pathNot: CARRIES_OUT_GENESIS },
    to: { path: '^ledger/', pathNot: `^ledger/src/(${entries.join('|')})\\.ts$` },
  })),
  {
    name: 'test-uses-public-entries',
    severity: 'error',
    from: { path: '^test/' },
    to: { path: '^(abci-app|builder|client|genesis)/src/', pathNot: '^((builder|genesis)/src|client/src/(light|log|maven|p2p|proof))/index\\.ts$' },
  },
  {
    name: 'consensus-is-pure',
    comment: 'No file, network, clock or thread in the rules, formats and proofs; only node:crypto, for hashes.',
    severity: 'error',
    from: { path: PURE },
    to: { dependencyTypes: ['core'], pathNot: '^(node:)?crypto$' },
  },
  {
    name: 'verifier-has-no-network',
    severity: 'error',
    from: {
      path: '^client/src/(light/(verifier|encode|evidence|wire|json|time|types|ed25519|forward|backwards|detector|providers|provider|client)|proof/.*)\\.ts$',
    },
    to: { path: '(^|/)(net|http|https|tls|dgram|libp2p|@libp2p|koa)($|/)|chain/rpc\\.ts$' },
  },
  {
    name: 'page-shares-only-the-verifier',
    comment: 'Of the node the page has the proofs and the pure part of the light client; its platform files stand in for Node.js.',
    severity: 'error',
    from: { path: '^client/web/src/' },
    to: { path: '^client/src/', pathNot: '^client/src/(proof/|light/(verifier|encode|wire|json|time|types|ed25519)\\.ts$)' },
  },
  {
    name: 'page-has-no-node',
    severity: 'error',
    from: { path: '^client/web/src/', pathNot: '\\.test\\.ts$' },
    to: { dependencyTypes: ['core'] },
  },
  {
    name: 'node-imports-no-page',
    severity: 'error',
    from: { path: '^client/src/' },
    to: { path: '^client/web/' },
  },
  {
    name: 'no-tests-in-product',
    severity: 'error',
    from: { pathNot: '\\.test\\.ts$|^test/|(ledger|calls|front)-harness' },
    to: { path: '\\.test\\.ts$|(ledger|calls|front)-harness|vitest|fast-check' },
  },
];

module.exports = {
  forbidden,
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: 'node_modules|(^|/)dist/|^test/fixtures/' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'default'] },
  },
};
