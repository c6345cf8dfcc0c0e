import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright';
import { saturatedPercent } from '../../e2e/measure-colour';
import { drawWall } from './draw-wall';
import { pictureAddress, type SheetPage, sheetPages, sheetStates } from './sheet-pictures';

/** One picture of a sheet. */
interface Picture {
  readonly state: string;
  readonly theme: 'dark' | 'light';
  /** Beside the sheet. */
  readonly file: string;
  readonly saturated: number;
  /** CSS pixels the page is wider than its window, and figures that were not there; none where all is well. */
  readonly problems: readonly string[];
}

export interface SheetOptions {
  readonly url: string;
  readonly folder: string;
  readonly executablePath: string;
  /** Of the window, in CSS pixels. */
  readonly width: number;
  readonly pages: readonly string[];
  readonly say: (line: string) => void;
}

/** How much of a calm page may be saturated, in percent of its pixels. */
export const calmBudgetPercent = 2;

/** Pictures of a page are this high at most, in CSS pixels: what is below is reached by scrolling anyway. */
const tallest = 3000;

/**
 * Draws one sheet per page: a row per state, in dark, light and greyscale; and the wall by scene and distance.
 *
 * @returns what is wrong with the pictures that a machine can see, in words
 */
export async function drawSheets(options: SheetOptions): Promise<readonly string[]> {
  const browser = await chromium.launch({ executablePath: options.executablePath, args: ['--no-sandbox'] });
  try {
    await mkdir(options.folder, { recursive: true });
    const problems: string[] = [];
    for (const page of sheetPages.filter((page) => options.pages.length === 0 || options.pages.includes(page))) {
      const pictures = await drawPictures(browser, page, options);
      const sheet = await writeSheet(browser, page, pictures, options);
      options.say(`${sheet}: ${describe(pictures)}`);
      problems.push(...pictures.flatMap((picture) => judge(page, picture)));
    }
    if (options.pages.length === 0 || options.pages.includes('wall')) {
      problems.push(...(await drawWall(browser, options)));
    }
    return problems;
  } finally {
    await browser.close();
  }
}

async function drawPictures(browser: Browser, page: SheetPage, options: SheetOptions): Promise<readonly Picture[]> {
  const pictures: Picture[] = [];
  for (const theme of ['dark', 'light'] as const) {
    const viewport = { width: options.width, height: 900 };
    const context = await browser.newContext({ viewport, colorScheme: theme, reducedMotion: 'reduce' });
    const tab = await context.newPage();
    for (const sheetState of sheetStates) {
      await tab.goto(`${options.url}${pictureAddress(page, sheetState)}`);
      await settle(tab);
      const file = `${page}-${sheetState.name.replaceAll(' ', '-')}-${theme}.png`;
      const height = Math.min(tallest, await tab.evaluate(() => document.documentElement.scrollHeight));
      await tab.setViewportSize({ ...viewport, height });
      const png = await tab.screenshot({ path: path.join(options.folder, file) });
      const saturated = await saturatedPercent(tab, png);
      pictures.push({ state: sheetState.name, theme, file, saturated, problems: await findProblems(tab) });
      await tab.setViewportSize(viewport);
    }
    await context.close();
  }
  return pictures;
}

/** Until what comes after the first paint has come. */
async function settle(tab: Page): Promise<void> {
  await tab.locator('main h1').first().waitFor();
  await tab.waitForLoadState('networkidle');
  await tab.evaluate(() => document.fonts.ready);
}

async function findProblems(tab: Page): Promise<readonly string[]> {
  const { overflow, text } = await tab.evaluate(() => ({
    overflow: document.documentElement.scrollWidth - window.innerWidth,
    text: document.body.innerText,
  }));
  const broken = /undefined|NaN|Invalid Date|\[object Object\]/.exec(text)?.[0];
  return [
    ...(overflow > 0 ? [`is ${overflow} pixels wider than its window`] : []),
    ...(broken === undefined ? [] : [`prints ${broken}`]),
  ];
}

function judge(page: SheetPage, { state, theme, saturated, problems }: Picture): readonly string[] {
  const where = `${page}, ${state}, ${theme}`;
  const colour =
    state === 'calm' && saturated >= calmBudgetPercent
      ? [`${saturated.toFixed(2)} % of its pixels are saturated; calm is under ${calmBudgetPercent} %`]
      : [];
  return [...colour, ...problems].map((problem) => `${where}: ${problem}`);
}

function describe(pictures: readonly Picture[]): string {
  const of = (state: string) =>
    pictures.filter((picture) => picture.state === state).map(({ saturated }) => `${saturated.toFixed(2)} %`);
  return `saturated while calm ${of('calm').join(' and ')}, with a region down ${of('one region down').join(' and ')}`;
}

/** The sheet as a page to open, and as one picture. */
async function writeSheet(
  browser: Browser,
  page: SheetPage,
  pictures: readonly Picture[],
  { folder }: SheetOptions,
): Promise<string> {
  const html = path.join(folder, `${page}.html`);
  await writeFile(html, sheetHtml(page, pictures));
  const tab = await browser.newPage({ viewport: { width: 1980, height: 1000 } });
  await tab.goto(pathToFileURL(html).href);
  await tab.screenshot({ path: path.join(folder, `${page}.png`), fullPage: true });
  await tab.close();
  if ((await readFile(html)).length === 0) throw new Error(`${html} is empty.`);
  return html;
}

function sheetHtml(page: SheetPage, pictures: readonly Picture[]): string {
  const rows = sheetStates.map(({ name }) => {
    const find = (theme: Picture['theme']) =>
      pictures.find((picture) => picture.state === name && picture.theme === theme);
    const cell = (picture: Picture | undefined, look: string) =>
      picture === undefined
        ? '<td>not drawn</td>'
        : `<td><a href="${picture.file}"><img src="${picture.file}" class="${look}" alt="${page}, ${name}, ${look}"></a>` +
          `<p>${look}, ${picture.saturated.toFixed(2)} % saturated${picture.problems.map((problem) => `; <b>${problem}</b>`).join('')}</p></td>`;
    return `<tr><th>${name}</th>${cell(find('dark'), 'dark')}${cell(find('light'), 'light')}${cell(find('light'), 'greyscale')}</tr>`;
  });
  return `<!doctype html><meta charset="utf-8"><title>${page}</title><style>
body{margin:0;background:#777;font:14px system-ui}th{writing-mode:vertical-rl;padding:4px}
img{width:620px;max-height:700px;object-fit:cover;object-position:top;display:block}.greyscale{filter:grayscale(1)}
td{vertical-align:top}p{margin:2px 0 8px}</style><h1>${page}</h1><table>${rows.join('')}</table>`;
}
