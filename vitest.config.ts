import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    globalSetup: ['test/e2e/build.ts'],
    include: ['test/**/*.test.ts'],
    exclude: ['test/agents/**'],
    testTimeout: 60_000,
    reporters: ['default', './scripts/last-line-reporter.ts'],
  },
});
