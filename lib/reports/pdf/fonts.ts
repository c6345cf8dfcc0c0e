import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/**
 * The faces that documents are set in and carry with them: DejaVu Sans Condensed (free licence of Bitstream Vera), for Latin,
 * Greek, Cyrillic, Armenian and Georgian. They are files of a package, found from the sources and from any bundle inside the
 * checkout.
 */
const files = {
  regular: 'dejavu-fonts-ttf/ttf/DejaVuSansCondensed.ttf',
  bold: 'dejavu-fonts-ttf/ttf/DejaVuSansCondensed-Bold.ttf',
} as const;

export type Face = keyof typeof files;
export const faces = Object.keys(files) as readonly Face[];

const read = new Map<Face, Buffer>();

/** The bytes of a face, read once. Throws where the package is not installed. */
export function readFace(face: Face): Buffer {
  const known = read.get(face);
  if (known !== undefined) return known;
  const bytes = readFileSync(createRequire(import.meta.url).resolve(files[face]));
  read.set(face, bytes);
  return bytes;
}
