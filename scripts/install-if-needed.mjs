import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { checkout } from './checkout.mjs';
import { runProgram } from './run-program.mjs';

/**
 * Installs the packages of the lock file when they are not there, or other ones are. What is installed is told from its
 * record, not from dates, which copies and checkouts change.
 */
export async function installIfNeeded() {
  if (!isInstallNeeded(checkout)) return;
  console.log('Installing packages (npm ci) …');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const { status, output } = await runProgram(npm, ['ci', '--no-audit', '--no-fund'], { quiet: true });
  if (status === 0) return;
  process.stderr.write(output);
  console.error('The packages could not be installed: see above, and run "npm ci" to try again.');
  process.exit(1);
}

/** @param {string} root */
export function isInstallNeeded(root) {
  const installedFile = path.join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installedFile)) return true;
  const wanted = readPackages(path.join(root, 'package-lock.json'));
  const installed = readPackages(installedFile);
  return Object.entries(wanted).some(([name, entry]) => {
    if (name === '') return false;
    const found = installed[name];
    // Packages of other platforms are left out.
    if (found === undefined) return entry.optional !== true && entry.devOptional !== true;
    return found.version !== entry.version || found.integrity !== entry.integrity;
  });
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, integrity?: string, optional?: boolean, devOptional?: boolean }>}
 */
function readPackages(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages;
}
