import { defineConfig } from 'vitest/config';

import { assemblyScript } from './scripts/assemblyScript.mjs';

// Only where nobody can run a test again by hand (.ci/run); scripts/steps.mjs names each test that needed it.
const retry = Number(process.env['FIRETRAIL_TEST_RETRIES'] ?? 0);

export default defineConfig({
  test: {
    projects: [
      {
        plugins: [assemblyScript()],
        test: {
          name: 'node',
          environment: 'node',
          retry,
          include: ['test/**/*.test.ts'],
          exclude: ['test/component/**', 'test/e2e/**'],
          globalSetup: ['test/buildWorker.ts'],
          setupFiles: ['test/fastCheckSeed.ts'],
        },
      },
      {
        test: {
          name: 'component',
          environment: 'jsdom',
          retry,
          include: ['test/component/**/*.test.{ts,tsx}'],
          setupFiles: ['test/fastCheckSeed.ts'],
        },
      },
      {
        test: {
          name: 'e2e',
          environment: 'node',
          retry,
          include: ['test/e2e/**/*.test.ts'],
          setupFiles: ['test/fastCheckSeed.ts'],
          // Each test starts a whole app: on a small machine several at once only make each other late.
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          expect: { poll: { timeout: 20_000 } },
        },
      },
    ],
  },
});
