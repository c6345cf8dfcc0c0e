import './require-node.mjs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/**
 * `npm run contact-sheet`: every page in every state, dark, light and in greyscale, one sheet per page, for looking at.
 * Ends with 1 when a page is wider than its window, something of a wall does not fit into its box, a figure is none, or a
 * calm page is too colourful.
 *
 *   npm run contact-sheet -- [page …] [folder=/tmp/…] [width=1440] [url=http://…]
 *
 * `url` draws a console that runs already, with ANTIPODE_GALLERY=on, instead of starting one.
 */
const { checkout } = await import('./checkout.mjs');
process.chdir(checkout);
const { installIfNeeded } = await import('./install-if-needed.mjs');
await installIfNeeded();

const words = process.argv.slice(2);
/** @param {string} name @param {string} usual */
const setting = (name, usual) => words.find((word) => word.startsWith(`${name}=`))?.slice(name.length + 1) ?? usual;
const folder = path.resolve(setting('folder', path.join(tmpdir(), 'antipode-contact-sheet')));
const width = Number(setting('width', '1440'));
const pages = words.filter((word) => !word.includes('='));

const { loadModule } = await import('./load-module.mjs');
const { sheetPages } = await loadModule('scripts/contact-sheet/sheet-pictures.ts');
const known = [...sheetPages, 'wall'];
const unknown = pages.filter((page) => !known.includes(page));
if (unknown.length > 0 || !(width >= 320)) {
  console.error(`Usage: npm run contact-sheet -- [${known.join('|')} …] [folder=…] [width=1440] [url=…]`);
  process.exit(2);
}

const { findChromium, howToGetChromium } = await import('./testing/find-chromium.mjs');
const chromium = findChromium();
if (chromium === undefined) {
  console.error(howToGetChromium);
  process.exit(1);
}

/** @returns {Promise<{ url: string, stop: () => Promise<unknown> }>} */
async function openConsole() {
  const given = setting('url', '');
  if (given !== '') return { url: given, stop: async () => undefined };
  const { buildIfStale } = await import('./build.mjs');
  if (!(await buildIfStale({ quiet: true }))) process.exit(1);
  const { startConsole } = await loadModule('e2e/running-console.ts');
  return startConsole({ speed: 1, environment: { ANTIPODE_GALLERY: 'on' } });
}

const { drawSheets } = await loadModule('scripts/contact-sheet/draw-sheets.ts');
const running = await openConsole();
try {
  const { executablePath } = chromium;
  const problems = await drawSheets({ url: running.url, folder, width, pages, executablePath, say: console.log });
  for (const problem of problems) console.error(problem);
  process.exitCode = problems.length === 0 ? 0 : 1;
} finally {
  await running.stop();
}
