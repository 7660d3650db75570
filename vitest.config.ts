import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 300_000,
    maxWorkers: 2,
    // A browser or a terminal on a shared machine of two cores may lose a race with the test that drives it.
    // Only CI tries again, and says so: at home a test that fails now and then is seen.
    retry: process.env.CI ? 2 : 0,
  },
});
