import type { ExecutiveReport, ReportedRecovery } from '@/lib/domain/reports/executive/report';
import { type Basis, fromMoment, type Moment } from '@/lib/domain/reports/figure';
import { wordsOf } from '../../report-figures';
import { shortNoteOn, shortNoteOnAll } from '../notes';
import { ageMethod, basisOf, dayWords } from '../report-words';
import type { SheetBlock, SheetPiece, SheetText } from '../sheet';
import { resultOf } from '../state-words';
import { fitTable, fitText } from './fit-text';
import { firstPage, firstPageType } from './type';
import { moreWords } from './workloads';

/** What moved in the month, the newest first, and how long ago it was last drilled. */
export function writeRecoveries(report: ExecutiveReport, count: number): readonly SheetBlock[] {
  const { recoveries } = report;
  const shown = recoveries.slice(0, count);
  const notesOn = (bases: readonly Basis[], lead: string) => (bases.length === 0 ? [] : [shortNoteOnAll(bases, lead)]);
  const durations = notesOn(
    shown.map(({ duration }) => duration),
    'Each over its own run',
  );
  const losses = notesOn(
    shown.map(({ loss }) => loss),
    'Each of its own run',
  );
  const table = fitTable(
    {
      kind: 'table',
      columns: [
        { head: 'Ended', share: 0.11 },
        { head: 'Kind', share: 0.06 },
        { head: 'Workload', share: 0.205 },
        { head: 'From → to', share: 0.25 },
        { head: { text: 'Outage', notes: durations }, share: 0.125, align: 'right' },
        { head: { text: 'Lost', notes: losses }, share: 0.125, align: 'right' },
        { head: 'Result', share: 0.125 },
      ],
      rows: shown.map(rowOf),
      empty: 'No run or drill that ended in the period is on record.',
    },
    [1, 1, 1, 1, 2, 2, 1],
  );
  return [
    { kind: 'heading', text: 'Drills and runs' },
    table,
    {
      kind: 'paragraph',
      text: fitText(closingOf(report, shown.length), firstPage.width, firstPageType.small, 1),
      small: true,
    },
  ];
}

/** How many more there are, and when it was last drilled. */
function closingOf(report: ExecutiveReport, shown: number): SheetPiece {
  const drill = lastDrillOf(report, shortNoteOn(basisOf(report, ageMethod)));
  const more = moreWords(report.recoveries.length - shown);
  return more === '' ? drill : { ...drill, text: `${more}. ${drill.text}` };
}

function rowOf(recovery: ReportedRecovery): readonly SheetText[] {
  return [
    dayWords(recovery.endedAt),
    recovery.by,
    recovery.workloadName,
    `${recovery.source} → ${recovery.target}`,
    wordsOf(recovery.duration),
    wordsOf(recovery.loss),
    resultOf(recovery.result),
  ];
}

/** Days since the last drill that the report knows of, rounded up, with the note that it is given. */
export function lastDrillOf(report: ExecutiveReport, note: string): SheetPiece {
  const [newest] = drillsOf(report).sort((a, b) => fromMoment(b.at) - fromMoment(a.at));
  if (newest === undefined) {
    return { text: 'Days since the last drill: not measured, since no drill is on record.', notes: [note] };
  }
  const { to } = report.period;
  if (to === 'unknown') return { text: 'Days since the last drill: not measured.', notes: [note] };
  const days = Math.max(0, Math.ceil((fromMoment(to) - fromMoment(newest.at)) / 86_400_000));
  return { text: `Days since the last drill: ${days} (${dayWords(newest.at)}, ${newest.name})`, notes: [note] };
}

function drillsOf({ recoveries, workloads }: ExecutiveReport): { readonly at: Moment; readonly name: string }[] {
  const ended = recoveries
    .filter(({ by }) => by === 'drill')
    .map((one) => ({ at: one.endedAt, name: one.workloadName }));
  const known = workloads.flatMap(({ name, recoveryTime }) =>
    recoveryTime.evidence.filter(({ by }) => by === 'drill').map(({ at }) => ({ at, name })),
  );
  return [...ended, ...known];
}
