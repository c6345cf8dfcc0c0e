import { existsSync } from 'node:fs';
import { chromium } from 'playwright';

const systemBrowsers = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** What to tell a person when there is no browser to test with. */
export const howToGetChromium =
  'No Chromium found. Get one with: npx playwright install chromium (or set CHROMIUM_PATH to a Chromium or Chrome).';

/**
 * The browser the tests drive: `CHROMIUM_PATH`, then Playwright's own, then one the machine already has.
 *
 * @returns {{ executablePath: string } | undefined} undefined when there is none
 */
export function findChromium() {
  const candidates = [process.env.CHROMIUM_PATH, chromium.executablePath(), ...systemBrowsers];
  const executablePath = candidates.find((path) => path && existsSync(path));
  return executablePath ? { executablePath } : undefined;
}
