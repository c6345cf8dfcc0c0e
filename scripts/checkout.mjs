import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Folder of the checkout that these scripts belong to, wherever they are called from. */
export const checkout = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
