import type { BrowserContext } from '@playwright/test';
import { PageReader } from '../read-page';
import { measureUpdates, type UpdateCosts } from '../update-costs';
import type { ChartKind } from './kinds';
import { coursePoints } from './lag-courses';
import { serveCharts } from './serve-charts';

/** Updates before the first that counts: every chart has its whole course, and the browser has learnt the page. */
const warmUp = coursePoints + 20;

/** What an update costs in which all of `charts` charts of a kind change. */
export async function measureCharts(
  context: BrowserContext,
  kind: ChartKind,
  charts: number,
  updates: number,
): Promise<UpdateCosts> {
  const server = await serveCharts(kind === 'none' ? 1 : charts);
  const page = await context.newPage();
  try {
    await page.goto(`${server.url}/?kind=${kind}`);
    await page.locator('body[data-ready]').waitFor({ state: 'attached' });
    await server.listener();
    let sent = 0;
    const update = async () => {
      server.step();
      sent += 1;
      await page.evaluate((steps) => window.stepsDrawn(steps), sent);
    };
    for (let done = 0; done < warmUp; done++) await update();
    const drawn = await page.locator('main > *').count();
    if (drawn !== (kind === 'none' ? 0 : charts)) throw new Error(`The page shows ${drawn} ${kind}, not ${charts}.`);
    return await measureUpdates(await PageReader.of(page), update, updates);
  } finally {
    await page.close();
    await server.close();
  }
}
