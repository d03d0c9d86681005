import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{ledger,abci-app,builder,client,genesis}/src/**/*.test.ts', 'client/web/src/**/*.test.ts', 'test/**/*.test.ts'],
    exclude: ['**/node_modules/**', 'test/fixtures/**'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Two networks at once would choose the same ports, and two cores are soon full.
    fileParallelism: false,
  },
});
