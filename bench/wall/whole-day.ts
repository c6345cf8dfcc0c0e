import type { Page } from '@playwright/test';
import type { DayOrder, Played } from './browser/played-day';
import { bundleForPage } from './bundle-for-page';
import { type Holding, PageReader } from './read-page';

export interface DayPlan {
  readonly updates: number;
  /** Updates before the first reading, in which the browser learns the page. */
  readonly warmUp: number;
}

/** What the page held at a moment of the day: in the same scene, with the same figures, each time. */
export interface DayReading {
  readonly name: string;
  readonly played: Played;
  readonly holding: Holding;
}

export interface DayReport {
  readonly readings: readonly DayReading[];
  /** Since the warm-up. */
  readonly played: Played;
  readonly tookSeconds: number;
  /** The main thread's own time for an update, ticks and scene changes included, in milliseconds. */
  readonly ownMsPerUpdate: number;
}

/** Updates played at once, and between two lines of progress. */
const [atOnce, betweenLines] = [500, 5000];

/** Puts the bench's clocks and stream into every document of the page; to be called before its first address. */
export async function preparePage(page: Page): Promise<void> {
  await page.addInitScript(await bundleForPage('bench/wall/browser/main.ts'));
}

/** Opens a wall of a console and takes its stream over: from here on the console is no longer needed. */
export async function openPlayedWall(page: Page, address: string, order: DayOrder): Promise<void> {
  await page.goto(address);
  await page.getByTestId('wall-clock').waitFor();
  await page.evaluate((given) => window.playDay(given), order);
}

/** Plays a day to the page and reads what it holds after a warm-up, at each quarter and at its end. */
export async function playWholeDay(page: Page, plan: DayPlan, tell: (line: string) => void): Promise<DayReport> {
  const reader = await PageReader.of(page);
  const read = async (name: string): Promise<DayReading> => {
    const played = await page.evaluate(() => window.playedDay.playToRest());
    const reading = { name, played, holding: await reader.readHolding() };
    tell(`${name}: ${describeHolding(reading.holding)}`);
    return reading;
  };
  await play(page, plan.warmUp, () => undefined);
  const first = await read('after the warm-up');
  const readings = [first];
  const [begun, before] = [Date.now(), await reader.readWork()];
  for (const quarter of [1, 2, 3, 4]) {
    await play(page, Math.round(plan.updates / 4), (played) => {
      const done = played.updates - first.played.updates;
      if (done % betweenLines < atOnce) tell(`  ${done} of ${plan.updates} updates`);
    });
    readings.push(await read(quarter === 4 ? 'at the end' : `after quarter ${quarter}`));
  }
  const after = await reader.readWork();
  const played = since(first.played, readings.at(-1)?.played ?? first.played);
  const tookSeconds = (Date.now() - begun) / 1000;
  return {
    readings,
    played,
    tookSeconds,
    ownMsPerUpdate: ((after.ownSeconds - before.ownSeconds) * 1000) / played.updates,
  };
}

/** What a page holds, for a person. */
export function describeHolding({ heapBytes, nodes, listeners }: Holding): string {
  return `${(heapBytes / 1e6).toFixed(2)} MB of heap, ${nodes} nodes, ${listeners} listeners`;
}

async function play(page: Page, updates: number, tell: (played: Played) => void): Promise<void> {
  for (let left = updates; left > 0; left -= atOnce) {
    tell(await page.evaluate((count) => window.playedDay.play(count), Math.min(left, atOnce)));
  }
}

function since(before: Played, after: Played): Played {
  return {
    updates: after.updates - before.updates,
    sceneChanges: after.sceneChanges - before.sceneChanges,
    reconnects: after.reconnects - before.reconnects,
    readAnew: after.readAnew - before.readAnew,
    criticals: after.criticals - before.criticals,
  };
}
