import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { test as base, expect, type Page } from '@playwright/test';
import { type RunningConsole, startConsole } from './running-console';
import { unhurried } from './unhurried';

interface OpenIdProvider {
  readonly issuer: string;
  stop(): Promise<void>;
}

async function startProvider(): Promise<OpenIdProvider> {
  const script = path.join(process.cwd(), 'scripts', 'testing', 'serve-openid-provider.mjs');
  const child = spawn(process.execPath, [script], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const line = await new Promise<string>((resolve, reject) => {
    // The library may speak first.
    createInterface({ input: child.stdout }).on('line', (text) => text.startsWith('{"issuer"') && resolve(text));
    void ended.then(() => reject(new Error('The provider ended.')));
  });
  const { issuer } = JSON.parse(line) as { issuer: string };
  return {
    issuer,
    stop: () => {
      child.stdin.end();
      return ended;
    },
  };
}

const test = base.extend<object, { readonly provider: OpenIdProvider; readonly product: RunningConsole }>({
  provider: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright demands a destructuring here
    async ({}, use) => {
      const provider = await startProvider();
      await use(provider);
      await provider.stop();
    },
    { scope: 'worker' },
  ],
  product: [
    async ({ provider }, use) => {
      const folder = await mkdtemp(path.join(tmpdir(), 'antipode-secret-'));
      const secretFile = path.join(folder, 'client-secret');
      await writeFile(secretFile, 'the-secret-of-the-test-provider\n', { mode: 0o600 });
      const running = await startConsole({
        speed: 1,
        environment: {
          ANTIPODE_OIDC_ISSUER: provider.issuer,
          ANTIPODE_OIDC_CLIENT_ID: 'antipode',
          ANTIPODE_OIDC_CLIENT_SECRET_FILE: secretFile,
          ANTIPODE_OIDC_SCOPES: 'openid profile roles',
          ANTIPODE_OIDC_NAME: 'Example Login',
          ANTIPODE_OIDC_OPERATOR_ROLE: 'console-operators',
          ANTIPODE_OIDC_VIEWER_ROLE: 'console-viewers',
        },
      });
      await use(running);
      await running.stop();
      await rm(folder, { recursive: true });
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  baseURL: async ({ product }, use) => use(product.url),
  page: async ({ page }, use) => use(unhurried(page)),
});

/** Goes to the provider, signs in there as a person does, and lets the console know. */
async function signInByProvider(page: Page, who: string): Promise<void> {
  await page.goto('/sign-in');
  await page.getByRole('button', { name: 'Continue with Example Login' }).click();
  await page.locator('input[name="login"]').fill(who);
  await page.locator('input[name="password"]').fill('any');
  await page.getByRole('button', { name: 'Sign-in' }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
}

/** The acts that take an operator, once there is something to act on. */
async function acknowledgeButtons(page: Page) {
  await expect(page.getByTestId('finding-alarm-in-wrong-region').first()).toBeVisible({ timeout: 60_000 });
  return page.getByRole('button', { name: /^Acknowledge/ });
}

test('the provider’s operators and viewers sign in with their own role', async ({ page, browser, product }) => {
  await signInByProvider(page, 'ada');
  const buttons = await acknowledgeButtons(page);
  // A finding that began anew just then is not acknowledged, and is pressed again.
  await expect(async () => {
    await buttons.first().click({ timeout: 5000 });
    await expect(page.getByText(/Acknowledged by ada@example\.test/).first()).toBeVisible({ timeout: 10_000 });
  }).toPass({ timeout: 90_000 });
  const asViewer = await browser.newContext({ baseURL: product.url });
  const other = unhurried(await asViewer.newPage());
  await signInByProvider(other, 'vic');
  await expect(await acknowledgeButtons(other)).toHaveCount(0);
  await asViewer.close();
});

test('a person without a role of this console is refused with a sentence, and has no session', async ({ page }) => {
  await signInByProvider(page, 'nora');
  await expect(page.getByRole('alert').filter({ hasText: 'none of your roles' })).toBeVisible();
  expect((await page.request.get('/api/fleet')).status()).toBe(401);
});

test('a person the provider says nothing about is refused too', async ({ page }) => {
  await signInByProvider(page, 'stranger');
  await expect(page.getByRole('alert').filter({ hasText: 'none of your roles' })).toBeVisible();
});

test('whoever has the name of a local account there does not get its role here', async ({ page }) => {
  await signInByProvider(page, 'operator');
  await expect(await acknowledgeButtons(page)).toHaveCount(0);
});

test('an answer of the provider that was not asked for signs nobody in', async ({ page, provider, product }) => {
  const [begun] = await Promise.all([
    page.waitForRequest((request) => request.url().startsWith(`${provider.issuer}/auth`)),
    page.goto('/sign-in').then(() => page.getByRole('button', { name: 'Continue with Example Login' }).click()),
  ]);
  const asked = new URL(begun.url()).searchParams;
  expect(asked.get('code_challenge_method')).toBe('S256');
  expect(asked.get('state')).toBeTruthy();
  expect(asked.get('nonce')).toBeTruthy();
  await expect(page.locator('input[name="login"]')).toBeVisible();
  await page.goto(`${product.url}/api/auth/callback/oidc?code=stolen&state=forged`);
  await expect(page.getByRole('alert').filter({ hasText: 'could not be used' })).toBeVisible();
  expect((await page.request.get('/api/fleet')).status()).toBe(401);
});

test('local accounts sign in beside it', async ({ page, product }) => {
  await page.goto('/sign-in');
  await page.getByLabel('Name').fill('viewer');
  await page.getByLabel('Password').fill(await product.passwordOf('viewer'));
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByTestId('headline')).toBeVisible();
});
