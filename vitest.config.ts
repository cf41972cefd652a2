import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{sync-core,relay,signaling,desktop,benchmarks,scripts}/**/test/**/*.test.{ts,tsx}'],
    exclude: ['**/node_modules/**', '**/e2e/**'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
  },
});
