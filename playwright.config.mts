import { defineConfig } from '@playwright/test';
import { findChromium } from './scripts/testing/find-chromium.mjs';

/** Flags without which Chromium asks for hosts outside the machine, or does not start in a container. */
const chromiumFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

export default defineConfig({
  testDir: './e2e',
  // `npm test` runs two files of the first beside each other, and of the second, whose times are compared, one.
  projects: [
    { name: 'pages', testMatch: '**/*.spec.ts', testIgnore: ['**/failover.spec.ts', '**/round-trip.spec.ts'] },
    { name: 'runs', testMatch: '**/failover.spec.ts' },
    // Takes the better part of an hour: `npm run round-trips`.
    { name: 'round-trips', testMatch: '**/round-trip.spec.ts' },
  ],
  workers: 1,
  fullyParallel: false,
  retries: 0,
  timeout: 240_000,
  // How long something is waited for says nothing of the product: a test that judges its pace says how long.
  expect: { timeout: 60_000 },
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_NAME ? [['list'], ['json']] : [['list']],
  use: {
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    launchOptions: { executablePath: findChromium()?.executablePath, args: chromiumFlags },
  },
});
