import type { Scenario, Strategy } from '@/lib/domain/fleet';
import type { ExecutiveReport, ReportedRecoveryPoint, ReportedWorkload } from '@/lib/domain/reports/executive/report';
import { formatDuration } from '../../duration';
import { formatCount, formatPercent } from '../../number';
import { columnOf, noteOn } from '../notes';
import { basisOf, sentenceOf } from '../report-words';
import { type Said, sayFigure, sayPercentage } from '../say-figure';
import type { SheetBlock, SheetPiece } from '../sheet';
import { stateOf } from '../state-words';

const strategyWords: Readonly<Record<Strategy, string>> = {
  'backup-restore': 'backup and restore',
  'pilot-light': 'pilot light',
  'warm-standby': 'warm standby',
  'active-active': 'active/active',
};

export const scenarioWords: Readonly<Record<Scenario, string>> = {
  'region-loss': 'loss of a region',
  'data-loss': 'loss of data',
};

/** Every objective of every workload: what was promised, how it was kept, and what proves it. */
export function writeObjectives(report: ExecutiveReport): readonly SheetBlock[] {
  return [
    { kind: 'heading', text: 'Recovery time, all workloads' },
    writeTimes(report),
    { kind: 'heading', text: 'Recovery points, all objectives' },
    writePoints(report),
  ];
}

/** A name with the id, where the one does not tell the other. */
export function nameOf({ id, name }: Pick<ReportedWorkload, 'id' | 'name'>): string {
  const plain = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
  return plain === id ? name : `${name} (${id})`;
}

const promisedMethod = 'as the fleet file declares it';

function writeTimes(report: ExecutiveReport): SheetBlock {
  const { workloads } = report;
  const promised = columnOf(
    'Promised',
    workloads.map(({ recoveryTime }) => promise(report, recoveryTime.promisedSeconds)),
  );
  const proven = columnOf(
    'Proven',
    workloads.map(({ recoveryTime }) => sayFigure(recoveryTime.proven)),
  );
  return {
    kind: 'table',
    columns: [
      { head: 'Workload', share: 0.16 },
      { head: 'Tier, strategy, owner, account', share: 0.19 },
      { head: promised.head, share: 0.11, align: 'right' },
      { head: proven.head, share: 0.13, align: 'right' },
      { head: 'State', share: 0.13 },
      { head: 'Regions proven', share: 0.08, align: 'right' },
      { head: 'Why', share: 0.2 },
    ],
    rows: workloads.map((workload, index) => [
      nameOf(workload),
      `tier ${workload.tier}, ${strategyWords[workload.strategy]}, ${workload.owner}, ${workload.accountId}`,
      promised.cells[index] ?? '',
      proven.cells[index] ?? '',
      stateOf(workload.recoveryTime.state),
      `${workload.recoveryTime.provenRegions.proven} of ${workload.recoveryTime.provenRegions.of}`,
      sentenceOf(workload.recoveryTime.sentence),
    ]),
    empty: 'No workload is declared.',
  };
}

function promise(report: ExecutiveReport, seconds: number | 'none'): Said {
  const text = seconds === 'none' ? 'none' : formatDuration(seconds, 'down');
  return { text, basis: basisOf(report, promisedMethod), because: 'known' };
}

function writePoints(report: ExecutiveReport): SheetBlock {
  const lines = report.workloads.flatMap((workload) => workload.recoveryPoints.map((point) => ({ workload, point })));
  const column = (head: string, say: (point: ReportedRecoveryPoint) => Said) =>
    columnOf(
      head,
      lines.map(({ point }) => say(point)),
    );
  const promised = column('Promised', ({ promisedSeconds }) => promise(report, promisedSeconds));
  const attained = column('Attained', ({ attainment }) => sayPercentage(attainment));
  const coverage = column('Coverage', (point) => sayPercentage(point.coverage));
  const breached = column('Minutes breached', sayMinutes);
  const worst = column('Worst', (point) => sayFigure(point.worst));
  const proven = column('Proven loss', (point) => sayFigure(point.proven));
  const rights: readonly (readonly [column: { readonly head: SheetPiece }, share: number])[] = [
    [promised, 0.085],
    [attained, 0.11],
    [coverage, 0.1],
    [breached, 0.11],
    [worst, 0.085],
    [proven, 0.108],
  ];
  return {
    kind: 'table',
    columns: [
      { head: 'Workload', share: 0.11 },
      { head: 'Scenario', share: 0.095 },
      { head: { text: 'Target', notes: [targetNote(report)] }, share: 0.07, align: 'right' as const },
      ...rights.map(([{ head }, share]) => ({ head, share, align: 'right' as const })),
      { head: 'State', share: 0.127 },
    ],
    rows: lines.map(({ workload, point }, index) => [
      nameOf(workload),
      scenarioWords[point.scenario],
      formatPercent(point.targetPercent, 'up'),
      ...[promised, attained, coverage, breached, worst, proven].map(({ cells }) => cells[index] ?? ''),
      stateOf(point.state),
    ]),
    empty: 'No recovery-point objective is declared.',
  };
}

function targetNote(report: ExecutiveReport): string {
  return noteOn(basisOf(report, promisedMethod));
}

/** Where nothing was measured, no minute is known to be breached, and none is known not to be. */
function sayMinutes({ attainment, minutesBreached }: ReportedRecoveryPoint): Said {
  const basis = {
    period: attainment.period,
    asOf: attainment.asOf,
    method: 'minutes measured that were not inside the objective',
  };
  if (attainment.state === 'not-measured' && minutesBreached === 0) {
    return { text: 'not measured', basis, because: attainment.because };
  }
  return { text: formatCount(minutesBreached), basis, because: 'known' };
}
