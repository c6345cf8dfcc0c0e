import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { rules } from './checks/rules.mjs';

/** Holds the sources to the rules that no formatter or type checker knows. Ends with 1 when one is broken. */
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/**
 * @param {string} folder
 * @returns {string[]}
 */
function filesUnder(folder) {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const name = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) return filesUnder(name);
    return [name];
  });
}

/** Every violation in the checkout, as `file:line rule: message`. */
export function checkSources() {
  const rootFiles = readdirSync(root, { withFileTypes: true }).flatMap((entry) => (entry.isFile() ? [entry.name] : []));
  const files = [...['lib', 'app', 'components'].flatMap(filesUnder), ...rootFiles];
  /** @type {Map<string, string>} */
  const texts = new Map();
  /** @param {string} file */
  const read = (file) => {
    const known = texts.get(file);
    if (known !== undefined) return known;
    const text = readFileSync(path.join(root, file), 'utf8');
    texts.set(file, text);
    return text;
  };
  const found = Object.entries(rules).flatMap(([rule, check]) =>
    check({ files, read }).map(({ file, line, message }) => `${file}:${line} ${rule}: ${message}`),
  );
  return { files: files.length, found };
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { files, found } = checkSources();
  for (const line of found) console.error(line);
  console.log(found.length === 0 ? `${files} files keep the rules.` : `${found.length} broken rules.`);
  process.exitCode = found.length === 0 ? 0 : 1;
}
