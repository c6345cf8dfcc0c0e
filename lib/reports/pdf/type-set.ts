import { firstPageGaps, firstPageType, markType } from '@/lib/format/executive-report/first-page/type';
import type { TypeStyle } from './paper';

/** How a kind of page is set: its letters, the space between its parts, and where the numbers of notes stand. */
export interface TypeSet {
  readonly styles: Readonly<Record<StyleName, TypeStyle>>;
  readonly gaps: {
    readonly afterTitle: number;
    readonly afterLead: number;
    readonly afterFigures: number;
    readonly beforeHeading: number;
    readonly afterHeading: number;
    /** What has to fit on the page below a heading. */
    readonly withHeading: number;
    readonly afterParagraph: number;
    readonly afterItem: number;
    readonly afterFact: number;
    readonly afterFacts: number;
    readonly afterTable: number;
    /** Above and below the words of a row. */
    readonly row: number;
    /** Between cells. */
    readonly cell: number;
    readonly notes: number;
  };
  /** `inline`: as words in brackets; `raised`: small, and beside figures rather than between them. */
  readonly marks: 'inline' | 'raised';
  /** Each note on a line of its own, or one after the other. */
  readonly notes: 'lines' | 'run-in';
}

const record = {
  title: { face: 'bold', size: 18, lineHeight: 23, ink: 'text' },
  subtitle: { face: 'regular', size: 11, lineHeight: 15, ink: 'text' },
  lead: { face: 'bold', size: 11.5, lineHeight: 15, ink: 'text' },
  heading: { face: 'bold', size: 11.5, lineHeight: 16, ink: 'text' },
  body: { face: 'regular', size: 9, lineHeight: 12.5, ink: 'text' },
  strong: { face: 'bold', size: 9, lineHeight: 12.5, ink: 'text' },
  small: { face: 'regular', size: 6.8, lineHeight: 8.8, ink: 'muted' },
  figure: { face: 'bold', size: 14, lineHeight: 18, ink: 'text' },
  label: { face: 'regular', size: 7.6, lineHeight: 10, ink: 'muted' },
  cell: { face: 'regular', size: 7.6, lineHeight: 10, ink: 'text' },
  strongCell: { face: 'bold', size: 7.6, lineHeight: 10, ink: 'text' },
  head: { face: 'bold', size: 7.6, lineHeight: 10, ink: 'muted' },
  note: { face: 'regular', size: 6.8, lineHeight: 8.8, ink: 'muted' },
  mark: { face: 'regular', ...markType, ink: 'muted' },
} as const satisfies Readonly<Record<string, TypeStyle>>;

export type StyleName = keyof typeof record;

/** Records that are read line by line. */
export const recordSet: TypeSet = {
  styles: record,
  gaps: {
    afterTitle: 4,
    afterLead: 4,
    afterFigures: 4,
    beforeHeading: 12,
    afterHeading: 5,
    withHeading: 48,
    afterParagraph: 3,
    afterItem: 2,
    afterFact: 1.5,
    afterFacts: 0,
    afterTable: 5,
    row: 2.5,
    cell: 6,
    notes: 8,
  },
  marks: 'inline',
  notes: 'lines',
};

/** One page that holds everything: as its content was measured. */
export const firstPageSet: TypeSet = {
  styles: {
    title: { ...record.title, ...firstPageType.title },
    subtitle: { ...record.subtitle, ...firstPageType.subtitle, ink: 'muted' },
    lead: { ...record.lead, ...firstPageType.lead },
    heading: { ...record.heading, ...firstPageType.heading },
    body: { ...record.body, ...firstPageType.body },
    strong: { ...record.strong, ...firstPageType.body, face: 'bold' },
    small: { ...record.small, ...firstPageType.small },
    figure: { ...record.figure, ...firstPageType.figure },
    label: { ...record.label, ...firstPageType.label },
    cell: { ...record.cell, ...firstPageType.cell },
    strongCell: { ...record.strongCell, ...firstPageType.strongCell },
    head: { ...record.head, ...firstPageType.strongCell },
    note: { ...record.note, ...firstPageType.note },
    mark: record.mark,
  },
  // What is on it fits: nothing has to be moved.
  gaps: { ...recordSet.gaps, ...firstPageGaps, withHeading: 0 },
  marks: 'raised',
  notes: 'run-in',
};

/** What stands behind it: whole, and still close. */
export const appendixSet: TypeSet = {
  styles: {
    ...record,
    body: { ...record.body, size: 8.4, lineHeight: 11.6 },
    strong: { ...record.strong, size: 8.4, lineHeight: 11.6 },
    cell: { ...record.cell, size: 7.2, lineHeight: 9.3 },
    strongCell: { ...record.strongCell, size: 7.2, lineHeight: 9.3 },
    head: { ...record.head, size: 7.2, lineHeight: 9.3 },
    note: { ...record.note, size: 6.3, lineHeight: 7.9 },
  },
  gaps: { ...recordSet.gaps, afterFacts: 6 },
  marks: 'raised',
  notes: 'run-in',
};
