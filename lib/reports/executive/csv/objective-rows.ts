import type { Cell } from '@/lib/domain/costs/export/write-csv';
import type {
  ExecutiveReport,
  ReportedDay,
  ReportedRecoveryPoint,
  ReportedWorkload,
} from '@/lib/domain/reports/executive/report';
import type { Basis } from '@/lib/domain/reports/figure';
import { ageMethod, basisOf } from '@/lib/format/executive-report/report-words';
import { type Subject, type Told, tellFigure, tellNumber, tellPercentage, tellVerdict, toRow } from './row';

type Rows = readonly (readonly Cell[])[];

const wholeReport: Subject = { section: 'objectives', id: 'all', name: '' };

/** How many objectives there are, by state, and how much of them was measured. */
export function totalRows({ objectives }: ExecutiveReport): Rows {
  const { total, met, atRisk, breached, notMeasured, coverage, provenLosses } = objectives;
  const counts: readonly (readonly [figure: string, value: number, unit: string])[] = [
    ['objectives', total, 'objectives'],
    ['objectives met', met, 'objectives'],
    ['objectives at risk', atRisk, 'objectives'],
    ['objectives breached', breached, 'objectives'],
    ['objectives not measured', notMeasured, 'objectives'],
    ['losses of a region proven', provenLosses.proven, 'regions'],
    ['regions that serve', provenLosses.of, 'regions'],
  ];
  const told = counts.map(([figure, value, unit]) => tellNumber(figure, value, unit, objectives));
  return [...told, tellPercentage('coverage', coverage)].map((one) => toRow(wholeReport, one));
}

/** Every figure of every workload. */
export function workloadRows(report: ExecutiveReport): Rows {
  return report.workloads.flatMap((workload) => [
    ...timeRows(report, workload),
    ...workload.recoveryPoints.flatMap((point) => pointRows(report, workload, point)),
  ]);
}

function timeRows(report: ExecutiveReport, { id, name, recoveryTime }: ReportedWorkload): Rows {
  const { promisedSeconds, proven, provenRegions, evidence, state } = recoveryTime;
  const subject: Subject = { section: 'recovery time', id, name, evidence: evidence[0] ?? 'none' };
  const told: readonly Told[] = [
    promise(report, 'recovery time promised', promisedSeconds),
    tellVerdict('recovery time', state, recoveryTime.sentence, proven),
    tellFigure('recovery time proven', proven),
    tellNumber('losses of a region proven', provenRegions.proven, 'regions', proven),
    tellNumber('regions that serve', provenRegions.of, 'regions', proven),
  ];
  const age = basisOf(report, ageMethod);
  return [
    ...told.map((one) => toRow(subject, one)),
    ...evidence.map((one) =>
      toRow(
        { ...subject, evidence: one },
        tellNumber(`age of the ${one.by} from ${one.source} to ${one.target}`, one.ageDays, 'days', age),
      ),
    ),
  ];
}

function pointRows(report: ExecutiveReport, { id, name }: ReportedWorkload, point: ReportedRecoveryPoint): Rows {
  const { attainment, coverage, minutesBreached, worst, proven, evidence, state, targetPercent } = point;
  const subject: Subject = { section: `recovery point, ${point.scenario}`, id, name };
  const minutes: Basis = { ...attainment, method: 'minutes measured that were not inside the objective' };
  const breached: Told =
    attainment.state === 'not-measured' && minutesBreached === 0
      ? { ...tellPercentage('minutes breached', attainment), unit: 'minutes' }
      : tellNumber('minutes breached', minutesBreached, 'minutes', minutes);
  return [
    ...[
      promise(report, 'recovery point promised', point.promisedSeconds),
      tellVerdict('recovery point', state, keptBecause(point), attainment),
      tellNumber('share of minutes promised', targetPercent, 'percent', declared(report), 'declared'),
      tellPercentage('attainment', attainment),
      tellPercentage('coverage', coverage),
      breached,
      tellFigure('worst', worst),
    ].map((told) => toRow(subject, told)),
    toRow({ ...subject, evidence }, tellFigure('loss proven', proven)),
  ];
}

function keptBecause({ attainment }: ReportedRecoveryPoint): string {
  return attainment.state === 'measured' ? 'by its attainment and coverage' : attainment.because;
}

function promise(report: ExecutiveReport, figure: string, seconds: number | 'none'): Told {
  const basis = declared(report);
  if (seconds !== 'none') return tellNumber(figure, seconds, 'seconds', basis, 'declared');
  return { figure, state: 'no-objective', value: 'none', unit: 'seconds', basis, because: 'none is declared' };
}

function declared(report: ExecutiveReport): Basis {
  return basisOf(report, 'as the fleet file declares it');
}

/** Minutes measured of every day: of all of the report, and of each workload. */
export function dayRows(report: ExecutiveReport): Rows {
  const rowsOf = (id: string, name: string, days: readonly ReportedDay[]) =>
    days.flatMap((day) => {
      const basis: Basis = {
        period: { from: `${day.day}T00:00:00.000Z`, to: endOf(day.day) },
        asOf: report.asOf,
        method: 'minutes of its recovery-point objectives, those that were measured and all',
      };
      const subject: Subject = { section: 'days', id, name };
      return [
        tellVerdict('day', day.state, 'worst of its recovery-point objectives in any part of the day', basis),
        tellNumber('minutes measured', day.minutesMeasured, 'minutes', basis),
        tellNumber('minutes of the day', day.minutesAll, 'minutes', basis),
      ].map((told) => toRow(subject, told));
    });
  return [
    ...rowsOf('all', '', report.days),
    ...report.workloads.flatMap(({ id, name, days }) => rowsOf(id, name, days)),
  ];
}

function endOf(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00.000Z`) + 86_400_000).toISOString();
}
