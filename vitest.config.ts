import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './scripts/testing/longest-first';

const root = path.dirname(fileURLToPath(import.meta.url));

/** Suites that compare what is noticed when. */
const byTheClock = [
  'lib/collector/faults/**/*.integration.ts',
  'lib/collector/collect.integration.ts',
  'lib/collector/*-over-the-wire.integration.ts',
];

/** Of those the one that wants every minute measured: nothing may be late for it. */
const toTheMinute = ['lib/collector/history/*-over-the-wire.integration.ts'];

export default defineConfig({
  resolve: {
    alias: {
      '@': root,
      // Next's builds of the App Router alias it so; outside of them it is the one of the Pages Router.
      'next/dynamic': path.join(root, 'node_modules/next/dist/api/app-dynamic.js'),
      // `server-only` throws outside a React server build; tests run server code directly.
      'server-only': path.join(root, 'scripts/testing/empty-module.ts'),
    },
  },
  test: {
    environment: 'node',
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
    // By default one core is left idle, which on two cores is half the machine.
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    // How long something is waited for says nothing of the product: a busy machine needs more than the usual second.
    expect: { poll: { timeout: 20_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['{app,bench,components,lib,scripts}/**/*.test.{ts,tsx,mjs}'],
          testTimeout: 30_000,
          // Hooks start simulators, whose imports alone take many seconds on a busy machine.
          hookTimeout: 60_000,
          // Files share their imports: loading the SDK anew for each took longer than the tests.
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'truth',
          include: ['bench/truth/**/*.truth.ts'],
          testTimeout: 300_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['{app,lib,scripts}/**/*.integration.ts'],
          exclude: [...byTheClock, ...toTheMinute],
          // They start whole programs and mostly wait for fleet time: three at once left half of two cores idle.
          maxWorkers: 4,
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'to-the-minute',
          include: toTheMinute,
          // It has the machine to itself.
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'by-the-clock',
          include: byTheClock,
          // Mostly they wait for fleet time; two at once left four fifths of two cores idle.
          maxWorkers: 4,
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
