import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { checkout } from './checkout.mjs';

/**
 * Loads one of the product's own TypeScript modules into this process, bundled for it.
 *
 * @param {string} file relative to the checkout
 * @returns {Promise<Record<string, any>>} what it exports
 */
export async function loadModule(file) {
  const { build } = await import('esbuild');
  // Inside the checkout, so that the bundle finds its packages.
  const folder = path.join(checkout, 'node_modules', '.cache', `antipode-${path.parse(file).name}-${process.pid}`);
  const outfile = path.join(folder, 'module.mjs');
  mkdirSync(folder, { recursive: true });
  try {
    await build({
      entryPoints: [path.join(checkout, file)],
      outfile,
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node20',
      packages: 'external',
      logLevel: 'warning',
    });
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
