import type { Month } from '@/lib/domain/costs/report/choose-month';
import type { ExecutiveMonth, ExecutiveReading } from '@/lib/domain/reports/executive/reading';
import { formatMonth } from '@/lib/format';
import { toSheet } from '@/lib/format/executive-report/to-sheet';
import type { ClockReading } from '../shell/browser-clock';
import { PrintFrame } from './print-frame';
import { ReportBar } from './report-bar';
import { ReportFrame } from './report-frame';
import { type MissingReport, ReportMissing } from './report-missing';
import { ReportSheet } from './report-sheet';
import { ReportTitle } from './report-title';
import { ReportWaiting } from './report-waiting';

/** What an address names, or that it names nothing. */
export type ExecutiveShown = Extract<ExecutiveReading, { state: 'made' | 'being-made' }> | MissingReport;

export interface ExecutiveReportPageProps {
  readonly month: Month;
  readonly months: readonly ExecutiveMonth[];
  readonly shown: ExecutiveShown;
  readonly clock: ClockReading;
  /** Whether a person looks, and not a screen by a read-only link. */
  readonly isSignedIn: boolean;
  /** A fixed picture, for the gallery. */
  readonly still?: boolean;
}

/** The executive report of a month, as it is read and as it is printed; or why there is none to read. */
export function ExecutiveReportPage(props: ExecutiveReportPageProps) {
  const { month, shown, still = false } = props;
  const isSimulated = shown.state === 'made' && shown.report.simulated;
  return (
    <ReportFrame>
      <ReportTitle title={`${isSimulated ? 'SIMULATED · ' : ''}Executive report, ${formatMonth(month)} · Antipode`} />
      <ReportBar {...props} shown={shown.state === 'made' ? shown : 'none'} />
      <main className="px-0 py-0 sm:px-6 sm:py-6 print:p-0">
        <Shown month={month} shown={shown} still={still} />
      </main>
    </ReportFrame>
  );
}

function Shown({ month, shown, still }: Required<Pick<ExecutiveReportPageProps, 'month' | 'shown' | 'still'>>) {
  if (shown.state === 'being-made')
    return <ReportWaiting month={month} trouble={shown.trouble ?? 'none'} still={still} />;
  if (shown.state !== 'made') return <ReportMissing missing={shown} />;
  const sheet = toSheet(shown.report, shown.sha256);
  return (
    <>
      <PrintFrame title={sheet.title} bands={sheet.bands} footer={sheet.footer} seal={sheet.seal} />
      <ReportSheet sheet={sheet} />
    </>
  );
}
