import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { chromium, expect, type Locator, type Page } from '@playwright/test';
import type { RunningConsole } from '../../e2e/running-console';
import { patienceMs, pictureWidth, Stage } from './acts';
import { readPng, writePalettePng } from './palette-png';
import { type GuideScene, guideScenes, type MustBeSeen, pictureOf } from './scenes';

/** What a picture of a guide may take at most. */
const mostBytes = 200_000;
const soon = { timeout: patienceMs };
/** Without a display, and asking nobody outside of this machine. */
const browserArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export interface PictureOptions {
  readonly product: RunningConsole;
  readonly executablePath: string;
  /** The checkout. */
  readonly folder: string;
  readonly say: (line: string) => void;
}

/**
 * Plays the scenes in their order and writes the picture of each once all that must be seen is in it.
 *
 * @throws with the name of the scene that could not be played
 */
export async function takePictures({ product, executablePath, folder, say }: PictureOptions): Promise<void> {
  const browser = await chromium.launch({ executablePath, args: browserArguments });
  try {
    const stage = new Stage(product, browser);
    for (const scene of guideScenes) {
      const png = await play(stage, scene).catch((error: unknown) => {
        const why = error instanceof Error ? error.message : String(error);
        throw new Error(`The scene ${scene.name} could not be played: ${why}`, { cause: error });
      });
      const file = path.join(folder, pictureOf(scene));
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, png);
      say(`${pictureOf(scene)}: ${Math.ceil(png.length / 1000)} kB`);
    }
  } finally {
    await browser.close();
  }
}

async function play(stage: Stage, scene: GuideScene): Promise<Buffer> {
  for (const act of scene.before) await stage.act(act);
  const page = await stage.pageOf(scene.by);
  await page.setViewportSize({ width: pictureWidth, height: scene.height });
  if (scene.at !== 'here') await page.goto(scene.at);
  for (const one of scene.mustBeSeen) await waitFor(find(page, one), one);
  await bringUp(page, scene.top);
  await page.evaluate(() => document.fonts.ready);
  const png = await page.screenshot({ animations: 'disabled', caret: 'hide' });
  // Only now is it known that nothing of it had moved away meanwhile.
  for (const one of scene.mustBeSeen) await expect(find(page, one), `${one.testId} is in the picture`).toBeInViewport();
  await expectBanded(page);
  const broken = /undefined|NaN|Invalid Date|\[object Object\]/.exec(await page.locator('body').innerText())?.[0];
  if (broken !== undefined) throw new Error(`The page prints ${broken}.`);
  const small = writePalettePng(readPng(png));
  if (small.length >= mostBytes) throw new Error(`Its picture takes ${small.length} bytes of ${mostBytes}.`);
  return small;
}

/** Whatever is shown of a simulated fleet says so, on every picture, and above the bar that covers the foot of a page. */
async function expectBanded(page: Page): Promise<void> {
  const bars = await page.getByTestId('freshness-bar').all();
  const tops = await Promise.all(bars.map(async (bar) => (await bar.boundingBox())?.y));
  const foot = tops[0] ?? page.viewportSize()?.height ?? 0;
  const boxes = await Promise.all((await page.getByText(/^SIMULATED/).all()).map((mark) => mark.boundingBox()));
  const isShown = boxes.some((box) => box !== null && box.y >= 0 && box.y + box.height <= foot);
  if (!isShown) throw new Error('Nothing in the picture says that the fleet is simulated.');
}

function find(page: Page, { testId }: MustBeSeen): Locator {
  const name = testId.endsWith('*') ? new RegExp(`^${testId.slice(0, -1)}`) : testId;
  return page.getByTestId(name).first();
}

async function waitFor(seen: Locator, { is, says }: MustBeSeen): Promise<void> {
  await expect(seen).toBeVisible(soon);
  if (is !== undefined) await expect(seen).toHaveAttribute(is[0], is[1], soon);
  if (says !== undefined) await expect(seen).toContainText(says, soon);
}

/** Scrolls until it stands at the top, below what always stays there. */
async function bringUp(page: Page, top: GuideScene['top']): Promise<void> {
  if (top === 'start') {
    await page.evaluate(() => window.scrollTo(0, 0));
    return;
  }
  await page
    .getByRole('region', { name: top.region })
    .first()
    .evaluate((element) => {
      window.scrollTo(0, window.scrollY + element.getBoundingClientRect().top - 16);
    });
}
