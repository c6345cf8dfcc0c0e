import path from 'node:path';

const endings = ['', '.ts', '.tsx', '.mts', '.mjs', '.js', '/index.ts', '/index.tsx', '/index.js'];

/**
 * The file of ours that an import means, as a path from the root; undefined for a package.
 *
 * @param {string} specifier
 * @param {string} from file that imports, as a path from the root
 * @param {(file: string) => boolean} exists
 * @returns {string | undefined} the unresolved path when no such file exists, so that its area still counts
 */
export function resolveImport(specifier, from, exists) {
  const bare = specifier.startsWith('@/')
    ? path.posix.normalize(specifier.slice(2))
    : specifier.startsWith('.')
      ? path.posix.join(path.posix.dirname(from), specifier)
      : undefined;
  if (bare === undefined) return undefined;
  return endings.map((ending) => `${bare}${ending}`).find(exists) ?? bare;
}
