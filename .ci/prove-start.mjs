// Proves `npm start` on a copy that holds nothing but what is committed: installs, builds, starts, signs in through a
// browser, reads a live value of the overview twice, stops with Ctrl-C and looks for processes left behind.
//   node .ci/prove-start.mjs FOLDER_OF_THE_COPY
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright';
import { findChromium } from '../scripts/testing/find-chromium.mjs';

const copy = path.resolve(process.argv[2] ?? '.');
const startLimitMs = 15 * 60_000;
const data = mkdtempSync(path.join(tmpdir(), 'antipode-proof-'));
const browserFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

async function startedUrl(child, printed) {
  const until = Date.now() + startLimitMs;
  while (Date.now() < until) {
    const url = /Antipode is ready: (\S+)/.exec(printed())?.[1];
    if (url) return url;
    if (child.exitCode !== null) throw new Error(`npm start ended with ${child.exitCode} before it was ready`);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error('npm start was not ready in time');
}

/** Signs in and reads the measured potential data loss of a workload until its value has moved on. */
async function readLiveValue(url) {
  const account = JSON.parse(readFileSync(path.join(data, 'secrets.json'), 'utf8')).accounts.find(
    ({ name }) => name === 'viewer',
  );
  const browser = await chromium.launch({ executablePath: findChromium()?.executablePath, args: browserFlags });
  try {
    const page = await browser.newPage({ baseURL: url });
    await page.goto('/');
    await page.getByLabel('Name').fill('viewer');
    await page.getByLabel('Password').fill(account.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    const region = page.getByTestId('region-eu-central-1');
    await region.and(page.locator('[data-health="healthy"]')).waitFor({ timeout: 180_000 });
    const measured = page.getByTestId('rpo-measured-checkout');
    await measured.filter({ hasText: /\d/ }).waitFor({ timeout: 300_000 });
    const first = await measured.innerText();
    const until = Date.now() + 300_000;
    let second = first;
    while (second === first && Date.now() < until) {
      await page.waitForTimeout(1_000);
      second = await measured.innerText();
    }
    if (second === first) throw new Error(`the measured figure of checkout stood still at "${first}"`);
    console.log(`Read from the overview: checkout measured "${oneLine(first)}", then "${oneLine(second)}".`);
  } finally {
    await browser.close();
  }
}

const oneLine = (text) => text.replace(/\s+/g, ' ').trim();

/** Processes that carry the data folder in their arguments or environment. */
function processesLeft() {
  return readdirSync('/proc').filter((pid) => {
    if (!/^\d+$/.test(pid) || Number(pid) === process.pid) return false;
    try {
      const seen = `${readFileSync(`/proc/${pid}/cmdline`, 'utf8')} ${readFileSync(`/proc/${pid}/environ`, 'utf8')}`;
      return seen.includes(data);
    } catch {
      return false; // gone meanwhile, or not ours to read
    }
  });
}

let printed = '';
const child = spawn('npm', ['start'], {
  cwd: copy,
  detached: true,
  stdio: ['ignore', 'pipe', 'pipe'],
  env: {
    ...process.env,
    PORT: String(await freePort()),
    SIMULATOR_PORT: String(await freePort()),
    ANTIPODE_DATA: data,
  },
});
for (const stream of [child.stdout, child.stderr]) {
  stream.on('data', (chunk) => {
    printed += chunk;
    process.stdout.write(chunk);
  });
}
const ended = new Promise((resolve) => child.once('exit', resolve));

let failure;
try {
  await readLiveValue(await startedUrl(child, () => printed));
} catch (error) {
  failure = error;
}
// A terminal's Ctrl-C reaches the whole process group.
process.kill(-child.pid, 'SIGINT');
const code = await Promise.race([ended, new Promise((resolve) => setTimeout(() => resolve('still running'), 30_000))]);
await new Promise((resolve) => setTimeout(resolve, 1_000));
const left = processesLeft();
if (left.length > 0) failure ??= new Error(`Ctrl-C (exit ${code}) left processes behind: ${left.join(', ')}`);
if (code === 'still running') process.kill(-child.pid, 'SIGKILL');
rmSync(data, { recursive: true, force: true });
console.log(
  failure ? `npm start from a clean copy: FAILED: ${failure.message}` : 'npm start from a clean copy: proven',
);
process.exit(failure ? 1 : 0);
