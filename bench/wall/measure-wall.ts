import type { BrowserContext } from '@playwright/test';
import type { WallSceneName } from '@/lib/domain/wall/types';
import type { DayOrder } from './browser/played-day';
import { PageReader } from './read-page';
import { measureUpdates, type UpdateCosts } from './update-costs';
import { openPlayedWall, preparePage } from './whole-day';

export interface WallMeasure extends UpdateCosts {
  /** Figures and states that the scene shows. */
  readonly shown: number;
}

/** Every entity is renewed, and the browser has learnt the page. */
const warmUp = 60;

/** What a second of the wall costs on one of its scenes: the clock's tick, and an update that renews what is due. */
export async function measureWall(
  context: BrowserContext,
  url: string,
  scene: WallSceneName,
  order: DayOrder,
  updates: number,
): Promise<WallMeasure> {
  const page = await context.newPage();
  try {
    await preparePage(page);
    await openPlayedWall(page, `${url}/wall/noc?scene=${scene}`, { ...order, frameEvery: 1 });
    await page.evaluate((count) => window.playedDay.play(count), warmUp);
    const shown = await page.getByTestId('wall').locator('main section .wall-figure').count();
    const costs = await measureUpdates(
      await PageReader.of(page),
      () => page.evaluate(() => window.playedDay.step()),
      updates,
      () => page.evaluate(() => window.playedDay.prepare()),
    );
    return { ...costs, shown };
  } finally {
    await page.close();
  }
}
