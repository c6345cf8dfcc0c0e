import { type Month, shiftMonth } from '../../costs/report/choose-month';
import type { EpochMs } from '../../time';
import { formatMonth } from '../../wording/month';
import { type Basis, type Moment, type Period, toMoment } from '../figure';
import type { ExecutiveEvidence } from './evidence';
import type { ExecutiveReport } from './report';

const dayMs = 86_400_000;

/** The time that a report is about. No figure knows another one: what became of it later is not in the report. */
export interface ReportFrame {
  readonly month: Month;
  /** `October 2026`, with `so far` behind it while it goes on. */
  readonly monthWords: string;
  readonly startAt: EpochMs;
  readonly endAt: EpochMs;
  readonly period: Period;
  readonly endMoment: Moment;
  /** The period ends before its month does. */
  readonly goesOn: boolean;
  readonly findingsSince: ExecutiveReport['findingsSince'];
}

export function toFrame({
  month,
  startAt,
  endAt,
  findingsSince,
}: Pick<ExecutiveEvidence, 'month' | 'startAt' | 'endAt' | 'findingsSince'>): ReportFrame {
  const goesOn = endAt < Date.parse(`${shiftMonth(month, 1)}-01T00:00:00Z`);
  return {
    ...{ month, startAt, endAt, goesOn },
    monthWords: `${formatMonth(month)}${goesOn ? ' so far' : ''}`,
    period: { from: toMoment(startAt), to: toMoment(endAt) },
    endMoment: toMoment(endAt),
    findingsSince: findingsSince === 'never' || findingsSince >= endAt ? 'after-the-period' : toMoment(findingsSince),
  };
}

/** What a figure rests on that is about the whole period and of its end. */
export function basisOf({ period, endMoment }: ReportFrame, method: string): Basis {
  return { period, asOf: endMoment, method };
}

/** Whole days from a moment to the end of the period, rounded up: nothing reads younger than it is. */
export function daysToEnd(at: EpochMs, { endAt }: ReportFrame): number {
  return Math.max(0, Math.ceil((endAt - at) / dayMs));
}
