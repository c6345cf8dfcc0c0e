import type { ExecutiveReport, ReportedRecoveryPoint, ReportedWorkload } from '@/lib/domain/reports/executive/report';
import { type Basis, fromMoment } from '@/lib/domain/reports/figure';
import { complianceStates } from '@/lib/domain/vocabulary';
import { formatDuration } from '../../duration';
import { shortenText, widthOf } from '../../paper/measure-text';
import { wordsOf } from '../../report-figures';
import { shortNoteOn, shortNoteOnAll } from '../notes';
import { ageMethod, basisOf } from '../report-words';
import type { SheetBlock, SheetColumn, SheetText } from '../sheet';
import { stateOf } from '../state-words';
import { fitTable } from './fit-text';
import { behindOf, cellWidth } from './height-of-blocks';
import { firstPageType } from './type';

/** The worst first, then by tier: whoever reads the first lines alone has read what matters. */
export function worstFirst(workloads: readonly ReportedWorkload[]): readonly ReportedWorkload[] {
  return [...workloads].sort((a, b) => rankOf(a) - rankOf(b) || a.tier - b.tier);
}

function rankOf({ recoveryTime, recoveryPoints }: ReportedWorkload): number {
  return Math.min(...[recoveryTime, ...recoveryPoints].map(({ state }) => complianceStates.indexOf(state)));
}

const nameColumn: SheetColumn = { head: 'Workload, tier', share: 0.19 };

/** What was promised and what is proven, for so many workloads. */
export function writeWorkloads(report: ExecutiveReport, count: number): readonly SheetBlock[] {
  const workloads = worstFirst(report.workloads);
  const shown = workloads.slice(0, count);
  const promised = shortNoteOn(basisOf(report, 'as the fleet file declares it'));
  const table = fitTable(
    {
      kind: 'table',
      columns: [
        nameColumn,
        { head: { text: 'RTO promised', notes: [promised] }, share: 0.1, align: 'right' },
        { head: { text: 'RTO proven', notes: timeNotes(shown) }, share: 0.12, align: 'right' },
        { head: 'RTO state', share: 0.125 },
        { head: { text: 'RPO promised', notes: [promised] }, share: 0.1, align: 'right' },
        { head: { text: 'RPO proven', notes: lossNotes(shown) }, share: 0.12, align: 'right' },
        { head: { text: 'RPO state', notes: keptNotes(shown) }, share: 0.125 },
        {
          head: { text: 'Evidence age', notes: [shortNoteOn(basisOf(report, ageMethod))] },
          share: 0.12,
          align: 'right',
        },
      ],
      rows: shown.map(rowOf),
      empty: 'No workload is declared.',
    },
    [1, 1, 2, 1, 1, 2, 1, 1],
  );
  return [{ kind: 'heading', text: 'Workloads, the worst first' }, table, ...moreOf(workloads.length - shown.length)];
}

/** How many there are that the appendix alone has. */
export function moreOf(count: number): readonly SheetBlock[] {
  return count <= 0 ? [] : [{ kind: 'paragraph', text: moreWords(count), small: true }];
}

export function moreWords(count: number): string {
  return count <= 0 ? '' : `+${count} more in the appendix`;
}

function rowOf(workload: ReportedWorkload): readonly SheetText[] {
  const { name, tier, recoveryTime, recoveryPoints } = workload;
  const point = worstPointOf(recoveryPoints);
  const time = recoveryTime.promisedSeconds;
  return [
    fitName(name, `, tier ${tier}`),
    time === 'none' ? 'none' : formatDuration(time, 'down'),
    wordsOf(recoveryTime.proven),
    stateOf(recoveryTime.state),
    point === 'none' ? 'none' : formatDuration(point.promisedSeconds, 'down'),
    point === 'none' ? 'not measured' : wordsOf(point.proven),
    stateOf(point === 'none' ? 'no-objective' : point.state),
    evidenceWords(workload),
  ];
}

/** A long name leaves room for what stands behind it. */
function fitName(name: string, behind: string): string {
  const { cell } = firstPageType;
  return `${shortenText(name, cellWidth(nameColumn), cell, 1, widthOf(behind, cell) + behindOf(name))}${behind}`;
}

/** Of several objectives the one that is kept worst; the order of the report decides between equals. */
export function worstPointOf(points: readonly ReportedRecoveryPoint[]): ReportedRecoveryPoint | 'none' {
  const rank = ({ state }: ReportedRecoveryPoint) => complianceStates.indexOf(state);
  return [...points].sort((a, b) => rank(a) - rank(b))[0] ?? 'none';
}

/** The oldest of what proves it counts. */
function evidenceWords({ recoveryTime }: ReportedWorkload): string {
  const [oldest] = [...recoveryTime.evidence].sort((a, b) => fromMoment(a.at) - fromMoment(b.at));
  const { proven, of } = recoveryTime.provenRegions;
  return `${oldest === undefined ? 'none' : `${oldest.ageDays} d`}, ${proven} of ${of}`;
}

function timeNotes(workloads: readonly ReportedWorkload[]): readonly string[] {
  const bases = workloads.map(({ recoveryTime }) => recoveryTime.proven);
  return notesOn(bases, 'By runs and drills');
}

function lossNotes(workloads: readonly ReportedWorkload[]): readonly string[] {
  const bases = pointsOf(workloads).map(({ proven }) => proven);
  return notesOn(bases, 'Of the worst objective');
}

function keptNotes(workloads: readonly ReportedWorkload[]): readonly string[] {
  const bases = pointsOf(workloads).map(({ attainment }) => attainment);
  return notesOn(bases, 'Over the period');
}

function pointsOf(workloads: readonly ReportedWorkload[]): readonly ReportedRecoveryPoint[] {
  return workloads.map(({ recoveryPoints }) => worstPointOf(recoveryPoints)).filter((point) => point !== 'none');
}

function notesOn(bases: readonly Basis[], lead: string): readonly string[] {
  return bases.length === 0 ? [] : [shortNoteOnAll(bases, lead)];
}
