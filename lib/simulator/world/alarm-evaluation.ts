import type { AlarmDeclaration } from './fleet-alarms';
import { statisticOf } from './metrics/digest';
import type { MetricBook } from './metrics/metric-reader';
import type { EpochMs } from './types';
import type { AlarmStanding, WorldState } from './world-state';

/** Minutes after its end by which every point of a minute is published. */
const publishedAfterMinutes = 2;

interface Datapoint {
  readonly at: EpochMs;
  readonly value: number | undefined;
}

/** Evaluates alarms minute by minute, remembering the window of each so that a minute is read once. */
export interface AlarmEvaluator {
  /**
   * Evaluates every alarm at a whole minute, each in its own region and from published points only. Alarms of a failed
   * region are not evaluated: they keep their state.
   */
  evaluate(state: WorldState, failed: ReadonlySet<string>): void;
}

export function openAlarmEvaluator(alarms: readonly AlarmDeclaration[], metrics: MetricBook): AlarmEvaluator {
  const windows = new Map<string, { newest: number; readonly points: Datapoint[] }>();
  const readPoint = (alarm: AlarmDeclaration, minute: number): Datapoint => {
    const digest = metrics.digestOf(alarm, minute);
    return { at: minute * 60_000, value: digest && statisticOf(digest, alarm.statistic) };
  };
  const windowUpTo = (alarm: AlarmDeclaration, newest: number): readonly Datapoint[] => {
    const known = windows.get(alarm.arn);
    if (known?.newest === newest - 1) {
      known.newest = newest;
      known.points.shift();
      known.points.push(readPoint(alarm, newest));
      return known.points;
    }
    const points: Datapoint[] = [];
    for (let minute = newest - alarm.evaluationPeriods + 1; minute <= newest; minute += 1) {
      points.push(readPoint(alarm, minute));
    }
    windows.set(alarm.arn, { newest, points });
    return points;
  };
  return {
    evaluate(state, failed) {
      const newest = state.second / 60 - 1 - publishedAfterMinutes;
      for (const alarm of alarms) {
        const standing = state.alarms[alarm.arn];
        if (standing === undefined || failed.has(alarm.region)) continue;
        const next = judgeAlarm(alarm, standing, windowUpTo(alarm, newest), state.second * 1000);
        if (next !== standing) state.alarms[alarm.arn] = next;
      }
    },
  };
}

/** The state of an alarm after a look at its newest periods; the same object when nothing changed. */
export function judgeAlarm(
  alarm: AlarmDeclaration,
  standing: AlarmStanding,
  points: readonly Datapoint[],
  now: EpochMs,
): AlarmStanding {
  const state = stateFrom(alarm, standing.state, points);
  if (state === standing.state) return standing;
  return { state, stateReason: explain(alarm, state, points), transitionedAt: now, updatedAt: now };
}

function stateFrom(
  alarm: AlarmDeclaration,
  current: AlarmStanding['state'],
  points: readonly Datapoint[],
): AlarmStanding['state'] {
  let missing = 0;
  let breaching = 0;
  for (const { value } of points) {
    if (value === undefined) missing += 1;
    else if (breaches(alarm, value)) breaching += 1;
  }
  if (missing === points.length) {
    if (alarm.treatMissingData === 'missing') return 'INSUFFICIENT_DATA';
    if (alarm.treatMissingData === 'ignore') return current;
  }
  const counted = breaching + (alarm.treatMissingData === 'breaching' ? missing : 0);
  return counted >= alarm.datapointsToAlarm ? 'ALARM' : 'OK';
}

function breaches(alarm: AlarmDeclaration, value: number): boolean {
  switch (alarm.comparison) {
    case 'GreaterThanThreshold':
      return value > alarm.threshold;
    case 'GreaterThanOrEqualToThreshold':
      return value >= alarm.threshold;
    case 'LessThanThreshold':
      return value < alarm.threshold;
    case 'LessThanOrEqualToThreshold':
      return value <= alarm.threshold;
  }
}

const comparisons: Readonly<Record<AlarmDeclaration['comparison'], string>> = {
  GreaterThanThreshold: 'greater than',
  GreaterThanOrEqualToThreshold: 'greater than or equal to',
  LessThanThreshold: 'less than',
  LessThanOrEqualToThreshold: 'less than or equal to',
};

/** The reason in CloudWatch's words. */
function explain(alarm: AlarmDeclaration, state: AlarmStanding['state'], points: readonly Datapoint[]): string {
  if (state === 'INSUFFICIENT_DATA') {
    return `Insufficient Data: ${points.length} datapoints were unknown.`;
  }
  const shown = points
    .filter((point) => point.value !== undefined)
    .map(
      (point) =>
        `${Number(point.value?.toFixed(3))} (${new Date(point.at).toISOString().slice(0, 19).replace('T', ' ')})`,
    );
  const missing = points.length - shown.length;
  if (shown.length === 0) {
    return `Threshold Crossed: no datapoints were received for ${missing} periods and ${missing} missing datapoints were treated as [${alarm.treatMissingData === 'breaching' ? 'Breaching' : 'NonBreaching'}].`;
  }
  const verb = state === 'ALARM' ? 'were' : 'were not';
  return `Threshold Crossed: ${shown.length} out of the last ${points.length} datapoints [${shown.join(', ')}] ${verb} ${comparisons[alarm.comparison]} the threshold (${alarm.threshold}) (minimum ${alarm.datapointsToAlarm} datapoints for ${state === 'ALARM' ? 'OK -> ALARM' : 'ALARM -> OK'} transition).`;
}

/** The standings a new world is born with: calm, except alarms on metrics that nobody publishes. */
export function bornStandings(
  alarms: readonly AlarmDeclaration[],
  metrics: MetricBook,
  createdAt: EpochMs,
  newestMinute: number,
): Record<string, AlarmStanding> {
  const standings: Record<string, AlarmStanding> = {};
  for (const alarm of alarms) {
    const initial: AlarmStanding = {
      state: 'INSUFFICIENT_DATA',
      stateReason: 'Unchecked: Initial alarm creation',
      transitionedAt: createdAt,
      updatedAt: createdAt,
    };
    const points: Datapoint[] = [];
    for (let minute = newestMinute - alarm.evaluationPeriods + 1; minute <= newestMinute; minute += 1) {
      const digest = metrics.digestOf(alarm, minute);
      points.push({ at: minute * 60_000, value: digest && statisticOf(digest, alarm.statistic) });
    }
    standings[alarm.arn] = judgeAlarm(alarm, initial, points, createdAt + 5 * 60_000);
  }
  return standings;
}
