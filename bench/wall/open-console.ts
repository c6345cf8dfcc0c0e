import { setTimeout as wait } from 'node:timers/promises';
import type { BrowserContext } from '@playwright/test';
import type { FleetReading } from '@/components/shell/fleet-cache';
import type { RunningConsole } from '../../e2e/running-console';

/** Longest wait for a console that has just been started to know its fleet, in milliseconds. */
const longestWaitMs = 120_000;

/** Signs a browser in as a viewer. */
export async function signIn(context: BrowserContext, product: RunningConsole): Promise<void> {
  const page = await context.newPage();
  await page.goto(`${product.url}/sign-in`);
  await page.getByLabel('Name').fill('viewer');
  await page.getByLabel('Password').fill(await product.passwordOf('viewer'));
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByTestId('headline').waitFor();
  await page.close();
}

/** The fleet once every source has been asked and the links are measured; throws when that does not come about. */
export async function readSettledFleet(context: BrowserContext, url: string): Promise<FleetReading> {
  const until = Date.now() + longestWaitMs;
  while (Date.now() < until) {
    const answer = await context.request.get(`${url}/api/fleet`);
    const fleet = (await answer.json()) as FleetReading;
    if (isSettled(fleet)) return fleet;
    await wait(1000);
  }
  throw new Error('The console did not come to know its fleet.');
}

function isSettled({ entities }: FleetReading): boolean {
  const sources = entities.filter((entity) => entity.kind === 'source');
  const links = entities.filter((entity) => entity.kind === 'link');
  const measured = links.filter(({ lag }) => lag.state === 'observed').length;
  return (
    sources.length > 0 && sources.every(({ state }) => state !== 'not-asked-yet') && measured * 4 >= links.length * 3
  );
}
