import './require-node.mjs';

/**
 * `npm run guide-pictures`: the pictures of the guides in docs/, taken from the product itself. Starts the build with a
 * simulated fleet and a data folder of its own, plays the scenes of scripts/guide-pictures/scenes.ts in their order, and
 * writes docs/images/guide-*.png. Takes some minutes. Ends with 1, and the name of the scene, where one cannot be played;
 * what it started is stopped in any case.
 */
const { checkout } = await import('./checkout.mjs');
process.chdir(checkout);
const { installIfNeeded } = await import('./install-if-needed.mjs');
await installIfNeeded();

const { findChromium, howToGetChromium } = await import('./testing/find-chromium.mjs');
const chromium = findChromium();
if (chromium === undefined) {
  console.error(howToGetChromium);
  process.exit(1);
}

const { buildIfStale } = await import('./build.mjs');
if (!(await buildIfStale({ quiet: true }))) process.exit(1);

const { loadModule } = await import('./load-module.mjs');
const { startConsole } = await loadModule('e2e/running-console.ts');
const { takePictures } = await loadModule('scripts/guide-pictures/take-pictures.ts');

/** Fleet seconds per second: as fast as two vantages may be told apart by which is first. */
const product = await startConsole({ speed: 4, seed: 1 });
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
  process.once(signal, async () => {
    await product.stop();
    process.exit(1);
  });
}
try {
  const { executablePath } = chromium;
  await takePictures({ product, executablePath, folder: checkout, say: console.log });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await product.stop();
}
