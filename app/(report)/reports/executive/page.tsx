import type { Metadata } from 'next';
import { chooseReportMonth, readAsked } from '@/components/reports/asked-report';
import { ExecutiveReportPage, type ExecutiveShown } from '@/components/reports/executive-report-page';
import type { Actor } from '@/lib/access/actor';
import type { Month } from '@/lib/domain/costs/report/choose-month';
import { executiveReportId } from '@/lib/domain/reports/executive/reading';
import { readClock } from '@/lib/queries/fleet-clock';
import { listExecutiveMonths } from '@/lib/queries/list-executive-months';
import { readExecutiveReport } from '@/lib/queries/read-executive-report';
import { requireViewer } from '../../../find-viewer';

/** Until the report knows of which month it is. */
export const metadata: Metadata = { title: 'Executive report' };

interface Props {
  readonly searchParams: Promise<Readonly<Record<string, string | readonly string[] | undefined>>>;
}

/** The executive report: `?period=2026-10`, the newest month that has one without it; `&edition=1`, else the newest. */
export default async function ExecutiveReport({ searchParams }: Props) {
  const actor = await requireViewer({ opens: 'report', id: executiveReportId });
  const [asked, months] = await Promise.all([searchParams, listExecutiveMonths(actor)]);
  const usual = chooseReportMonth(months);
  const wanted = readAsked(asked, usual);
  const month = 'month' in wanted ? wanted.month : usual;
  const shown = wanted.state === 'asked' ? await readShown(actor, wanted.month, wanted.edition) : wanted;
  const isSignedIn = actor.accessLinkId === undefined;
  return <ExecutiveReportPage {...{ month, months, shown, isSignedIn }} clock={readClock()} />;
}

async function readShown(actor: Actor, month: Month, edition: number | 'newest'): Promise<ExecutiveShown> {
  const reading = await readExecutiveReport(actor, { month, edition });
  switch (reading.state) {
    case 'not-to-be-made':
      return { state: 'no-such-month', month, because: reading.because };
    case 'no-such-edition':
      return { state: 'no-such-edition', month, edition: edition === 'newest' ? 1 : edition, newest: reading.newest };
    default:
      return reading;
  }
}
