import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const folders = ['app', 'components', 'lib', 'public'];
const files = ['package-lock.json', 'package.json', 'scripts/build.mjs', 'tsconfig.json'];

/**
 * SHA-256 of everything a build is made from: names and contents, not dates. Tests are left out.
 *
 * @param {string} root
 */
export function hashSources(root) {
  const hash = createHash('sha256');
  const top = readdirSync(root).filter(
    (name) => /\.(c|m)?(js|ts)$/.test(name) && !/^(next-env|vitest|playwright)/.test(name),
  );
  const all = [...folders.flatMap((folder) => filesUnder(root, folder)), ...files, ...top];
  for (const file of all.filter((name) => !isTest(name)).sort()) {
    if (!existsSync(path.join(root, file))) continue;
    hash.update(`${file}\0`);
    hash.update(
      createHash('sha256')
        .update(readFileSync(path.join(root, file)))
        .digest(),
    );
  }
  return hash.digest('hex');
}

/**
 * @param {string} root
 * @param {string} folder
 * @returns {string[]}
 */
function filesUnder(root, folder) {
  if (!existsSync(path.join(root, folder))) return [];
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const name = `${folder}/${entry.name}`;
    return entry.isDirectory() ? filesUnder(root, name) : [name];
  });
}

/** @param {string} file */
function isTest(file) {
  return /\.(test|integration|spec)\.[cm]?tsx?$/.test(file) || file.includes('/testdata/');
}
