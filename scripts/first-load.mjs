import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import vm from 'node:vm';
import { gzipSync } from 'node:zlib';
import { checkout } from './checkout.mjs';

/**
 * `npm run first-load`: how much JavaScript each page needs before it works, gzipped, from the build as it is. Ends with 1
 * when a page is over its limit. Counted is what the document asks for at once; the polyfills for browsers without modules
 * and what comes after the first paint (charts, tables, the palette) are not.
 *
 * @typedef {{ route: string, bytes: number, limit: number }} PageWeight
 */
const build = path.join(checkout, '.next');

/** Of pages as they are, in kB of 1000 bytes. */
const limitKb = 200;
/** Of pages that bring analytic charts, before those load. */
const chartLimitKb = 230;
/** Pages with analytic charts, by their route. */
const chartRoutes = new Set(['/workloads/[workload]', '/regions/[region]']);

/** Next's own pages and what is closed in production. */
const uncounted = new Set(['/_not-found', '/_global-error', '/gallery']);

/** @param {string} file */
function readJson(file) {
  return JSON.parse(readFileSync(path.join(build, file), 'utf8'));
}

/**
 * What Next wrote down of a page's client code, `page_client-reference-manifest.js`: a script that assigns to a global.
 *
 * @param {string} page e.g. `/(console)/regions/page`
 * @returns {{ entryJSFiles: Record<string, string[]> }}
 */
function readClientManifest(page) {
  /** @type {{ __RSC_MANIFEST?: Record<string, { entryJSFiles: Record<string, string[]> }> }} */
  const world = {};
  const source = readFileSync(path.join(build, 'server', 'app', `${page}_client-reference-manifest.js`), 'utf8');
  vm.runInNewContext(source, { globalThis: world });
  const manifest = world.__RSC_MANIFEST?.[page];
  if (manifest === undefined) throw new Error(`The build says nothing of the client code of ${page}.`);
  return manifest;
}

/**
 * The files a page asks for at once: the framework's, and those of its layouts and of itself.
 *
 * @param {readonly string[]} rootFiles
 * @param {Record<string, string[]>} entries by module, e.g. `[project]/app/(console)/layout`
 * @param {string} page
 */
export function firstFiles(rootFiles, entries, page) {
  const folder = path.posix.dirname(`app${page}`);
  const own = Object.entries(entries).filter(([module]) => {
    const file = module.replace(/^\[project\]\//, '');
    const isOnTheWay = folder === path.posix.dirname(file) || folder.startsWith(`${path.posix.dirname(file)}/`);
    return isOnTheWay && /\/(layout|page|template)$/.test(file);
  });
  return new Set([...rootFiles, ...own.flatMap(([, files]) => files)]);
}

/**
 * The weight of every page of the console.
 *
 * @returns {PageWeight[]}
 */
export function weighPages() {
  const { rootMainFiles } = readJson('build-manifest.json');
  const routes = Object.entries(readJson('app-path-routes-manifest.json'));
  /** @type {Map<string, number>} */
  const weights = new Map();
  /** @param {string} file */
  const weightOf = (file) => {
    const known = weights.get(file) ?? gzipSync(readFileSync(path.join(build, file))).length;
    weights.set(file, known);
    return known;
  };
  return routes
    .filter(([page, route]) => page.endsWith('/page') && !uncounted.has(String(route)))
    .map(([page, route]) => {
      const files = firstFiles(rootMainFiles, readClientManifest(page).entryJSFiles, page);
      const bytes = [...files].reduce((sum, file) => sum + weightOf(file), 0);
      return { route: String(route), bytes, limit: (chartRoutes.has(String(route)) ? chartLimitKb : limitKb) * 1000 };
    })
    .sort((a, b) => b.bytes - a.bytes);
}

/**
 * Weighs all pages and prints them.
 *
 * @returns {{ passed: number, failed: number }} pages within and over their limit
 */
export function checkFirstLoad() {
  const pages = weighPages();
  for (const { route, bytes, limit } of pages) {
    const verdict = bytes > limit ? 'OVER  ' : 'ok    ';
    console.log(`${verdict} ${route}: ${kb(bytes)} of ${kb(limit)} first-load JavaScript, gzip`);
  }
  const failed = pages.filter(({ bytes, limit }) => bytes > limit).length;
  // A build without a page is a build that could not be read.
  return { passed: pages.length - failed, failed: pages.length === 0 ? 1 : failed };
}

/** @param {number} bytes */
function kb(bytes) {
  return `${(bytes / 1000).toFixed(1)} kB`;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    process.exitCode = checkFirstLoad().failed === 0 ? 0 : 1;
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error} Build first: npm run build.`);
    process.exitCode = 1;
  }
}
