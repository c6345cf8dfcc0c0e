import type { Month } from '../../costs/report/choose-month';
import type { EpochMs } from '../../time';
import type { EditionLine } from '../report-state';
import type { ExecutiveReport } from './report';

/** The id of the one executive report, as links and addresses name it: `/reports/executive`. */
export const executiveReportId = 'executive';

/** What a page gets of the executive report of a month. */
export type ExecutiveReading =
  | {
      readonly state: 'made';
      readonly report: ExecutiveReport;
      /** Of the report as canonical JSON. */
      readonly sha256: string;
      readonly pdf: 'made' | { readonly because: string };
      /** All that were frozen, the first one first; empty while the month goes on. */
      readonly editions: readonly EditionLine[];
      /** A newer one of a month that goes on was asked for. */
      readonly isBeingMadeAnew: boolean;
    }
  /** It was asked of the engine at this moment of fleet time. */
  | {
      readonly state: 'being-made';
      readonly since: EpochMs;
      /** Why it could not be made last time and what follows, in sentences; absent while nothing failed. */
      readonly trouble?: string;
    }
  | { readonly state: 'not-to-be-made'; readonly because: string }
  | { readonly state: 'no-such-edition'; readonly newest: number };

/** One month in the list of reports. */
export interface ExecutiveMonth {
  readonly month: Month;
  readonly state: 'goes-on' | 'awaits-its-end' | 'closed';
  /** The newest edition; `none` before the first. */
  readonly newest: EditionLine | 'none';
}

export const reportFileKinds = ['json', 'pdf', 'csv'] as const;
export type ReportFileKind = (typeof reportFileKinds)[number];
