// The planted scripts by themselves: each check starts several interpreters with torch, so two at a time, and patience.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/suite/*.test.ts'],
    maxConcurrency: 2,
    testTimeout: 300_000,
    // Whether a race shows in two runs is chance, so one check may come out otherwise; how often, the bench counts.
    retry: 1,
  },
});
