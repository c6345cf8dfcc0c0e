import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/**
 * The faces that documents are set in and carry with them. They are files of packages, found from the sources and from any
 * bundle inside the checkout.
 *
 * - `plain`: DejaVu Sans Condensed (free licence of Bitstream Vera), for Latin, Greek, Cyrillic, Armenian, Georgian, Hebrew;
 * - `arabic`: Noto Naskh Arabic, with the letters of Persian and Urdu, which the plain face has not all of;
 * - `chinese`: Noto Sans Hans, which has kana too and nearly every Han character, in the shapes that China writes;
 * - `japanese`: Noto Sans JP, for the shapes that Japan writes them in;
 * - `korean`: Noto Sans KR, for Hangul, which no other has (all Noto: SIL Open Font License 1.1).
 */
const families = {
  plain: {
    within: 'dejavu-fonts-ttf/package.json',
    regular: 'ttf/DejaVuSansCondensed.ttf',
    bold: 'ttf/DejaVuSansCondensed-Bold.ttf',
  },
  arabic: {
    within: '@embedpdf/fonts-arabic',
    regular: '../fonts/NotoNaskhArabic-Regular.ttf',
    bold: '../fonts/NotoNaskhArabic-Bold.ttf',
  },
  chinese: {
    within: '@embedpdf/fonts-sc',
    regular: '../fonts/NotoSansHans-Regular.otf',
    bold: '../fonts/NotoSansHans-Bold.otf',
  },
  japanese: {
    within: '@embedpdf/fonts-jp',
    regular: '../fonts/NotoSansJP-Regular.otf',
    bold: '../fonts/NotoSansJP-Bold.otf',
  },
  korean: {
    within: '@embedpdf/fonts-kr',
    regular: '../fonts/NotoSansKR-Regular.otf',
    bold: '../fonts/NotoSansKR-Bold.otf',
  },
} as const;

export type Face = 'regular' | 'bold';
export const faces: readonly Face[] = ['regular', 'bold'];
export type Family = keyof typeof families;

/**
 * How a face is set beside the plain one: Naskh is drawn small, and writes on a line that stands above its base line. In ems
 * of the text around it.
 */
export const fitOf: Readonly<Record<Family, { readonly scale: number; readonly drop: number }>> = {
  plain: { scale: 1, drop: 0 },
  arabic: { scale: 1.2, drop: 0.09 },
  chinese: { scale: 1, drop: 0 },
  japanese: { scale: 1, drop: 0 },
  korean: { scale: 1, drop: 0 },
};

const read = new Map<string, Buffer>();

/** The bytes of a face, read once, when a document first needs it. Throws where its package is not installed. */
export function readFace(family: Family, face: Face): Buffer {
  const { within, [face]: file } = families[family];
  const known = read.get(file);
  if (known !== undefined) return known;
  // A package of fonts may name nothing but its entry to others: its files are found beside that.
  const entry = createRequire(import.meta.url).resolve(within);
  const bytes = readFileSync(path.join(path.dirname(entry), file));
  read.set(file, bytes);
  return bytes;
}
