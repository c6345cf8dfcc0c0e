import type { Month } from '@/lib/domain/costs/report/choose-month';
import { formatMonth } from '@/lib/format';
import { executiveReportAddress } from '../shell/addresses';
import { ReportMessage } from './report-message';

/** Why an address names no report. */
export type MissingReport =
  | { readonly state: 'no-such-month'; readonly month: Month; readonly because: string }
  | { readonly state: 'no-such-edition'; readonly month: Month; readonly edition: number; readonly newest: number }
  | { readonly state: 'malformed'; readonly name: 'period' | 'edition'; readonly value: string };

/** An address that names no report: what it names instead, and the way to one that there is. */
export function ReportMissing({ missing }: { readonly missing: MissingReport }) {
  switch (missing.state) {
    case 'no-such-month':
      return (
        <ReportMessage title={`There is no report of ${formatMonth(missing.month)}`} state="no-such-month">
          <p>{sentence(missing.because)}</p>
          <ToNewest />
        </ReportMessage>
      );
    case 'no-such-edition':
      return (
        <ReportMessage
          title={`The report of ${formatMonth(missing.month)} has no edition ${missing.edition}`}
          state="no-such-edition"
        >
          <p>
            {missing.newest === 0
              ? 'It has none yet: editions are frozen once the month has ended and all that belongs to it has arrived.'
              : `Its newest is edition ${missing.newest}; older ones stay as they were.`}{' '}
            <a className="text-link underline" href={executiveReportAddress(missing.month)}>
              Show the newest of {formatMonth(missing.month)}
            </a>
            .
          </p>
        </ReportMessage>
      );
    case 'malformed':
      return (
        <ReportMessage title={`“${missing.value}” is no ${names[missing.name]}`} state="malformed">
          <p>{howToWrite[missing.name]}</p>
          <ToNewest />
        </ReportMessage>
      );
  }
}

const names = { period: 'month', edition: 'edition' } as const;
const howToWrite = {
  period: 'The address names its month as ?period=2026-10, by year and number.',
  edition: 'The address names an edition by its number, as &edition=1; without one it is the newest.',
} as const;

function ToNewest() {
  return (
    <p>
      <a className="text-link underline" href="/reports/executive">
        Show the newest report
      </a>
    </p>
  );
}

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}
