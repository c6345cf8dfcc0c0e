import type { ExecutiveReport, ReportedRecovery } from '@/lib/domain/reports/executive/report';
import { formatCount } from '../../number';
import { stampOf } from '../../report-figures';
import { lastDrillOf } from '../first-page/recoveries';
import { columnOf, noteOn } from '../notes';
import { ageMethod, basisOf } from '../report-words';
import { sayFigure } from '../say-figure';
import type { SheetBlock, SheetText } from '../sheet';
import { resultOf } from '../state-words';
import { nameOf } from './objectives';

const notCounted = 'Not measured: drills alone write marked records and read them back, and this run counted none.';

/** Every run and drill that ended in the period. */
export function writeAllRecoveries(report: ExecutiveReport): readonly SheetBlock[] {
  const { recoveries } = report;
  const outage = columnOf(
    'Outage',
    recoveries.map(({ duration }) => sayFigure(duration)),
  );
  const lost = columnOf(
    'Lost',
    recoveries.map(({ loss }) => sayFigure(loss)),
  );
  return [
    { kind: 'heading', text: 'Drills and runs, all' },
    {
      kind: 'table',
      columns: [
        { head: 'Ended (UTC)', share: 0.09 },
        { head: 'Workload', share: 0.11 },
        { head: 'What', share: 0.15 },
        { head: outage.head, share: 0.13, align: 'right' },
        { head: lost.head, share: 0.105, align: 'right' },
        { head: { text: 'Lost writes', notes: [writesNote(report)] }, share: 0.105, align: 'right' },
        { head: 'Result', share: 0.105 },
        { head: 'Run and SHA-256 of its report', share: 0.205 },
      ],
      rows: recoveries.map((recovery, index) => [
        stampOf(recovery.endedAt),
        nameOf({ id: recovery.workloadId, name: recovery.workloadName }),
        `${recovery.by}: ${recovery.action}, ${recovery.mode}, ${recovery.source} → ${recovery.target}; ${recovery.outcome}`,
        outage.cells[index] ?? '',
        lost.cells[index] ?? '',
        writesOf(recovery),
        resultOf(recovery.result),
        `${recovery.runId}; ${recovery.reportSha256 === 'not-made' ? 'no report was made' : recovery.reportSha256}`,
      ]),
      empty: 'No run or drill that ended in the period is on record.',
    },
    { kind: 'paragraph', text: lastDrillOf(report, noteOn(basisOf(report, ageMethod))) },
  ];
}

function writesOf({ lostWrites }: ReportedRecovery): SheetText {
  if (lostWrites === 'not-counted') return { text: 'not measured', notes: [notCounted] };
  return `${formatCount(lostWrites.lost)} of ${formatCount(lostWrites.of)}`;
}

function writesNote(report: ExecutiveReport): string {
  return noteOn(basisOf(report, 'acknowledged writes of a drill that could not be read back, of all that it made'));
}
