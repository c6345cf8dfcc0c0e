import type { EpochMs } from '../time';

/** What is told of an edition of a report, without its content. */
export interface EditionLine {
  readonly edition: number;
  readonly madeAt: EpochMs;
  readonly sha256: string;
  /** Why there is no PDF of it; `made` where there is one. */
  readonly pdf: 'made' | { readonly because: string };
  /** Whether the line of the audit trail that has its hash is sealed. */
  readonly isSealed: boolean;
}

/** How far the report of a run is. */
export type ReportState =
  /** The run goes on: it has none before its end. */
  | { readonly state: 'run-goes-on' }
  | { readonly state: 'being-made'; readonly since: EpochMs }
  /** The first edition first. */
  | { readonly state: 'made'; readonly editions: readonly EditionLine[] };
