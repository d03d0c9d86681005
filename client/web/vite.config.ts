/** Builds the page into `dist`: static files with hashed names, nothing inline, nothing from elsewhere. */
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Sentences of codes that the verifier never throws would be a tenth of its bytes. */
const errorsOfTheVerifier: Plugin = {
  name: 'errors-of-the-verifier',
  enforce: 'pre',
  resolveId: (source, importer) => (source === '../errors.ts' && importer?.includes('/client/src/') ? here('src/platform/errors.ts') : null),
};

export default defineConfig({
  plugins: [errorsOfTheVerifier],
  root: here('.'),
  base: './',
  publicDir: false,
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  resolve: {
    alias: [
      // The verifier is the one of the command line; these are the few calls of Node.js that it makes.
      { find: /^(node:)?crypto$/, replacement: here('src/platform/crypto.ts') },
      { find: /^(node:)?util$/, replacement: here('src/platform/util.ts') },
      { find: /^long$/, replacement: here('src/platform/long.ts') },
      { find: 'protobufjs/minimal.js', replacement: here('src/platform/protobuf.ts') },
      { find: /^\.\/(float|base64)$/, replacement: here('src/platform/nothing.ts') },
    ],
  },
  build: {
    target: 'es2023',
    // The policy of the page allows nothing inline, no image either.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      transform: { inject: { Buffer: [here('src/platform/buffer.ts'), 'Buffer'] } },
      // Formats are values of their modules: those that nobody uses go.
      treeshake: { propertyReadSideEffects: false, moduleSideEffects: (id: string) => !id.includes('/ledger/src/') && !id.includes('/client/src/') },
    },
  },
});
