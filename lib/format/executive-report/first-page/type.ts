import type { TextSize } from '../../paper/measure-text';

/*
 * How the first page is set, in points. What stands on it is chosen by these measures, and paper sets it by them: it fits
 * on A4 with margins of 48 at the sides, and on letter where a browser leaves 12 mm around it.
 */

/** Width that text may have, and height of everything between the head and the foot of the page, its notes too. */
export const firstPage = { width: 499.28, height: 705 } as const;

/** Letters with the height of their lines. */
export const firstPageType = {
  title: { face: 'bold', size: 17, lineHeight: 21 },
  subtitle: { face: 'regular', size: 9, lineHeight: 12 },
  lead: { face: 'bold', size: 11.5, lineHeight: 15 },
  heading: { face: 'bold', size: 9.4, lineHeight: 12 },
  body: { face: 'regular', size: 7.6, lineHeight: 10 },
  small: { face: 'regular', size: 6.8, lineHeight: 8.8 },
  label: { face: 'regular', size: 7.2, lineHeight: 9.2 },
  figure: { face: 'bold', size: 14.5, lineHeight: 18 },
  cell: { face: 'regular', size: 7.3, lineHeight: 9.3 },
  strongCell: { face: 'bold', size: 7.3, lineHeight: 9.3 },
  note: { face: 'regular', size: 6, lineHeight: 7.3 },
} as const satisfies Readonly<Record<string, TextSize>>;

export const firstPageGaps = {
  afterTitle: 5,
  afterLead: 5,
  beforeHeading: 6.5,
  afterHeading: 3,
  afterParagraph: 1.5,
  afterTable: 2,
  afterFigures: 2,
  /** Above and below the words of a row. */
  row: 1.6,
  /** Between cells, half of it on each side. */
  cell: 6,
  /** Between large figures. */
  figures: 10,
  /** Above the notes. */
  notes: 8,
} as const;

/** Letters of the numbers of notes, which are raised. */
export const markType = { size: 5.2, lineHeight: 7 } as const;

/** How far the word of a state stands behind the left edge of its shape. */
export function stateIndent({ size }: { readonly size: number }): number {
  return size * 1.25;
}
