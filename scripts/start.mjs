import './require-node.mjs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * `npm start`: installs and builds what is missing, then becomes the supervisor: the same process, so that a signal
 * reaches it and nothing stands between.
 */
const { checkout } = await import('./checkout.mjs');
process.chdir(checkout);

// npm runs us under a shell; when somebody ends npm, the shell goes without telling us.
if (process.env.npm_lifecycle_event === 'start') {
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && process.kill(process.pid, 'SIGTERM'), 500).unref();
}

const { holdLock } = await import('./hold-lock.mjs');
const { installIfNeeded } = await import('./install-if-needed.mjs');
const lock = path.join(checkout, 'dist', 'install-lock');
await holdLock(lock, installIfNeeded, () => console.log('Another start is installing; waiting for it …'));

const { buildIfStale } = await import('./build.mjs');
if (!(await buildIfStale({ quiet: true }))) {
  console.error('The build failed: see above.');
  process.exit(1);
}

await import(pathToFileURL(path.join(checkout, 'dist', 'supervisor.mjs')).href);
