import { metCoveragePercent } from '../../compliance/build-compliance';
import type { ObjectiveCompliance } from '../../compliance/types';
import { addDays, dayOf, listDays, startOfDay } from '../../costs/days';
import { groupBy } from '../../costs/group-by';
import type { Day } from '../../costs/types';
import { addCounts, countOf, noMinutes } from '../../history/roll-up';
import { type HistoryBucket, minuteStates } from '../../history/types';
import type { ReportFrame } from './frame';
import type { ReportedDay } from './report';

const minutesOfDay = 1440;

/** The worst first: a part of which nothing is on record makes a day not measured, and never met. */
const worstFirst = ['breached', 'at-risk', 'not-measured', 'open', 'met', 'gap', 'no-objective'] as const;

/** Every day that has begun in the period. */
export function daysOf({ startAt, endAt }: ReportFrame): readonly Day[] {
  return endAt <= startAt ? [] : listDays(dayOf(startAt), addDays(dayOf(endAt - 1), 1));
}

/**
 * The days of a workload, each by the worst of its objectives.
 *
 * @param objectives one for each that is declared; `none` where nothing of it is on record
 */
export function buildDays(
  objectives: readonly (ObjectiveCompliance | 'none')[],
  frame: ReportFrame,
): readonly ReportedDay[] {
  const byDay = objectives.map((one) => groupBy(one === 'none' ? [] : one.timeline, ({ at }) => dayOf(at)));
  return daysOf(frame).map((day) =>
    worstOfDay(
      day,
      byDay.map((buckets) => judgeDay(day, buckets.get(day) ?? [], frame)),
    ),
  );
}

/** The days of several workloads as those of the worst of them. */
export function joinDays(all: readonly (readonly ReportedDay[])[], frame: ReportFrame): readonly ReportedDay[] {
  return daysOf(frame).map((day, index) =>
    worstOfDay(
      day,
      all.flatMap((days) => days[index] ?? []),
    ),
  );
}

function worstOfDay(day: Day, all: readonly ReportedDay[]): ReportedDay {
  const judged = all.filter(({ state }) => state !== 'no-objective');
  const isAllGap = judged.length > 0 && judged.every(({ state }) => state === 'gap');
  const worst = worstFirst.find((state) =>
    judged.some((one) => one.state === state || (state === 'not-measured' && one.state === 'gap')),
  );
  return {
    day,
    state: isAllGap ? 'gap' : (worst ?? 'no-objective'),
    minutesMeasured: judged.reduce((sum, { minutesMeasured }) => sum + minutesMeasured, 0),
    minutesAll: judged.reduce((sum, { minutesAll }) => sum + minutesAll, 0),
  };
}

/** One objective on one day. A breach stands even while the day goes on: nothing takes it back. */
function judgeDay(day: Day, buckets: readonly HistoryBucket[], { endAt }: ReportFrame): ReportedDay {
  const minutes = buckets.map((bucket) => bucket.minutes).reduce(addCounts, noMinutes);
  const recorded = minuteStates.reduce((sum, state) => sum + minutes[countOf[state]], 0);
  const hasEnded = startOfDay(addDays(day, 1)) <= endAt;
  // A day that is over and of which the timeline has nothing is a day without a record.
  const isUntold = buckets.length === 0 && hasEnded;
  const missing = isUntold ? minutesOfDay : buckets.reduce((sum, { missingMinutes }) => sum + missingMinutes, 0);
  const minutesAll = recorded + missing - minutes.noObjective;
  const minutesMeasured = minutes.inside + minutes.breached;
  const isClosed = hasEnded && recorded + missing >= minutesOfDay;
  const state = (): ReportedDay['state'] => {
    if (minutes.breached > 0) return 'breached';
    if (!isClosed) return 'open';
    if (recorded === 0) return 'gap';
    if (minutesAll === 0) return 'no-objective';
    if (minutes.atRisk > 0) return 'at-risk';
    return minutesMeasured * 100 >= minutesAll * metCoveragePercent ? 'met' : 'not-measured';
  };
  return { day, state: state(), minutesMeasured, minutesAll };
}
