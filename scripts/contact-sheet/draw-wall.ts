import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright';
import { findOverflow } from './find-overflow';
import {
  picturesOfScene,
  type WallPictureOf,
  wallDistancesDrawn,
  wallPictureAddress,
  wallScenesDrawn,
  wallStates,
} from './wall-pictures';

export interface WallSheetOptions {
  readonly url: string;
  readonly folder: string;
  readonly say: (line: string) => void;
}

const panel = { width: 1920, height: 1080 } as const;

/**
 * Draws the wall on a panel of 1920 × 1080: a sheet per scene and distance, a row per state, in dark, light and greyscale.
 *
 * @returns what does not fit or is no figure, in words
 */
export async function drawWall(browser: Browser, { url, folder, say }: WallSheetOptions): Promise<readonly string[]> {
  const problems: string[] = [];
  const context = await browser.newContext({ viewport: panel, reducedMotion: 'reduce' });
  const tab = await context.newPage();
  for (const scene of wallScenesDrawn) {
    for (const picture of picturesOfScene(scene)) {
      await tab.goto(`${url}${wallPictureAddress(picture)}`);
      await settle(tab, picture);
      await tab.screenshot({ path: path.join(folder, fileOf(picture)) });
      const found = [...(await findOverflow(tab)), ...(await findBroken(tab))];
      problems.push(...found.map((problem) => `wall, ${whereOf(picture)}: ${problem}`));
    }
    for (const metres of wallDistancesDrawn) say(await writeSheet(tab, scene, metres, folder));
  }
  await context.close();
  return problems;
}

/** Until the panel is measured and the scene stands in it: before, the gallery has all of them below each other. */
async function settle(tab: Page, { scene }: WallPictureOf): Promise<void> {
  await tab.locator(`[data-testid="wall-scene"][data-scene="${scene}"]`).waitFor();
  await tab.waitForFunction(() => document.querySelectorAll('section[data-testid^="scene-"]').length === 1);
  await tab.evaluate(() => document.fonts.ready);
}

async function findBroken(tab: Page): Promise<readonly string[]> {
  const text = await tab.evaluate(() => document.body.innerText);
  const broken = /undefined|NaN|Invalid Date|\[object Object\]/.exec(text)?.[0];
  return broken === undefined ? [] : [`prints ${broken}`];
}

function whereOf({ scene, name, metres, theme }: WallPictureOf): string {
  return `${scene}, ${name}, ${metres} m, ${theme}`;
}

function fileOf({ scene, name, metres, theme }: WallPictureOf): string {
  return `wall-${scene}-${name.replaceAll(' ', '-')}-${metres}m-${theme}.png`;
}

/** The sheet of a scene at a distance, as a page to open and as one picture. */
async function writeSheet(tab: Page, scene: WallPictureOf['scene'], metres: number, folder: string): Promise<string> {
  const rows = wallStates.map(({ name, state }) => {
    const cell = (theme: WallPictureOf['theme'], look: string) => {
      const file = fileOf({ scene, name, state, metres, theme });
      return `<td><a href="${file}"><img src="${file}" class="${look}" alt="${name}, ${look}"></a></td>`;
    };
    return `<tr><th>${name}</th>${cell('dark', 'dark')}${cell('light', 'light')}${cell('light', 'greyscale')}</tr>`;
  });
  const title = `wall-${scene}-${metres}m`;
  const html = path.join(folder, `${title}.html`);
  await writeFile(
    html,
    `<!doctype html><meta charset="utf-8"><title>${title}</title><style>
body{margin:0;background:#777;font:14px system-ui}th{writing-mode:vertical-rl;padding:4px}
img{width:620px;display:block}.greyscale{filter:grayscale(1)}td{padding:0 0 6px}</style>
<h1>${title}</h1><table>${rows.join('')}</table>`,
  );
  await tab.goto(pathToFileURL(html).href);
  await tab.screenshot({ path: path.join(folder, `${title}.png`), fullPage: true });
  return html;
}
