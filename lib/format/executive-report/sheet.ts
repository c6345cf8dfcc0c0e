import type { ComplianceState, Severity } from '@/lib/domain/vocabulary';

/*
 * A report as it is worded and laid out, once for paper and screen: what a browser prints and what the PDF says are the same
 * words by construction. Nothing in it is a look: a state is a state, and each of both has its own shapes for it.
 */

/** States that are shown by shape and word. */
export type SheetState = ComplianceState | Severity | 'gap' | 'open' | 'failed' | 'no-outage';

export interface SheetPiece {
  readonly text: string;
  /** Sentences; each is a footnote, numbered in the order in which they are first named. */
  readonly notes?: readonly string[];
  readonly strong?: boolean;
  /** Its shape stands before the text, which has the word. */
  readonly state?: SheetState;
}
export type SheetText = string | SheetPiece;

export interface SheetColumn {
  readonly head: SheetText;
  /** Share of the width; those of a table add up to 1. */
  readonly share: number;
  readonly align?: 'left' | 'right';
}

export type SheetBlock =
  /** The one sentence that whoever reads nothing else has read. */
  | { readonly kind: 'lead'; readonly text: SheetPiece }
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: SheetText; readonly small?: true }
  /** Large figures beside each other, four at most. */
  | {
      readonly kind: 'figures';
      readonly items: readonly { readonly label: string; readonly value: SheetPiece; readonly detail: SheetText }[];
    }
  | { readonly kind: 'facts'; readonly rows: readonly (readonly [name: string, value: SheetText])[] }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly SheetText[] }
  | {
      readonly kind: 'table';
      readonly columns: readonly SheetColumn[];
      readonly rows: readonly (readonly SheetText[])[];
      /** Stands instead of a table without rows. */
      readonly empty: string;
    }
  /** One row of days, each by the shape of its state; the legend is the renderer's. */
  | {
      readonly kind: 'days';
      readonly rows: readonly {
        readonly label: string;
        readonly days: readonly { readonly day: string; readonly state: SheetState }[];
      }[];
    };

export interface Sheet {
  readonly title: string;
  readonly subtitle: string;
  /** Words that every page is banded with, such as `SIMULATED`. */
  readonly bands: readonly string[];
  /** Before the number of each page. */
  readonly footer: string;
  /** Below it: what the report can be verified by. */
  readonly seal: string;
  /** Fits on one page of A4 whatever the fleet is like: what is more is counted, and told in the appendix. */
  readonly first: readonly SheetBlock[];
  readonly appendix: readonly SheetBlock[];
}
