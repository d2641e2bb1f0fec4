// The fast tests: everything under test/ and server/ but the real workbench and the planted scripts, which have a stage of their own.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'server/src/**/*.test.ts'],
    exclude: ['test/workbench/**', 'test/suite/**', '**/fixtures/**', '**/node_modules/**'],
    maxWorkers: 2,
    testTimeout: 30_000,
  },
});
