import preact from '@preact/preset-vite';
import { defineConfig } from 'vitest/config';
import { SlowestFirst } from './scripts/slowest-first.ts';

export default defineConfig({
  plugins: [preact({ devToolsEnabled: false, prefreshEnabled: false })],
  test: {
    setupFiles: ['scripts/messages.ts', 'scripts/fuzz-seed.ts'],
    sequence: { sequencer: SlowestFirst },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['tests/unit/**/*.test.{ts,tsx}', 'tests/contract/**/*.test.{ts,tsx}'],
          // No test is about time on the wall: these only end what hangs, on a machine that is busy too.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          // Waits end by themselves, and tell what they waited for: longer than any of them, also on a machine that is busy.
          testTimeout: 420_000,
          hookTimeout: 420_000,
          expect: { poll: { timeout: 60_000, interval: 100 } },
          // A browser on a busy machine may be late for once: `npm test` names what needed a second try, and takes three at the most.
          retry: 1,
        },
      },
    ],
  },
});
