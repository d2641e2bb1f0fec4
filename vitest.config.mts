// The fast tests: everything under test/ and server/ but the real workbench, which has a runner of its own.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'server/src/**/*.test.ts'],
    exclude: ['test/workbench/**', '**/fixtures/**', '**/node_modules/**'],
    maxWorkers: 2,
    testTimeout: 30_000,
  },
});
