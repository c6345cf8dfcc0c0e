'use client';

import type { Month } from '@/lib/domain/costs/report/choose-month';
import type { ExecutiveMonth } from '@/lib/domain/reports/executive/reading';
import { fromMoment } from '@/lib/domain/reports/figure';
import type { EpochMs } from '@/lib/domain/time';
import { formatAge, formatUtc } from '@/lib/format';
import type { ClockReading } from '../shell/browser-clock';
import { EditionChooser, Restatement } from './edition-chooser';
import { MonthChooser } from './month-chooser';
import { NewerReport } from './newer-report';
import { ReportFiles } from './report-files';
import type { ShownReport } from './shown-report';
import { useFleetClock } from './use-fleet-clock';

export interface ReportBarProps {
  readonly month: Month;
  /** The newest first. */
  readonly months: readonly ExecutiveMonth[];
  /** What the page shows; `none` where there is no report to show. */
  readonly shown: ShownReport['shown'] | 'none';
  readonly clock: ClockReading;
  /** Whether a person looks: whoever looks by a link has no console to go back to. */
  readonly isSignedIn: boolean;
  /** A fixed picture, for the gallery. */
  readonly still?: boolean;
}

/** What is done with the report, and never printed: another month or edition, files of it, how old it is. */
export function ReportBar({ month, months, shown, clock, isSignedIn, still = false }: ReportBarProps) {
  const now = useFleetClock(clock, still);
  return (
    <div
      className="sticky top-0 z-10 flex flex-wrap items-center gap-x-4 gap-y-1.5 border-line border-b bg-surface px-4 py-1.5 text-ink text-table print:hidden"
      data-testid="report-bar"
    >
      {isSignedIn && (
        <a href="/reports" className="font-medium text-link underline">
          Reports
        </a>
      )}
      <MonthChooser month={month} months={months} />
      {shown !== 'none' && <EditionChooser month={month} shown={shown} />}
      {shown !== 'none' && <Restatement month={month} shown={shown} />}
      {shown !== 'none' && <ReportFiles month={month} shown={shown} />}
      {shown !== 'none' && (
        <span
          className="ml-auto flex flex-wrap items-center gap-x-3 gap-y-1 text-ink-muted text-note"
          data-testid="report-age"
        >
          <span className="whitespace-nowrap">{ageWords(fromMoment(shown.report.asOf), now)}</span>
          {isSignedIn && shown.report.standing.state === 'so-far' && (
            <NewerReport month={month} sha256={shown.sha256} isBeingMade={shown.isBeingMadeAnew} still={still} />
          )}
        </span>
      )}
    </div>
  );
}

/** `As of 29 Nov 2026, 17:30 UTC, 3 m ago`; after a day the date alone. */
export function ageWords(asOf: EpochMs, now: EpochMs): string {
  const date = formatUtc(asOf, 'date');
  const age = formatAge(asOf, now);
  return age === date ? `As of ${date}` : `As of ${date}, ${age}`;
}
