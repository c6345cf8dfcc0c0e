import type { EpochMs } from '../time';
import type { BucketRecord, MinuteRecord, SignalBucket, SignalMinute } from './record';
import { floorTo } from './resolution';
import { type HistoryResolution, type MinuteCounts, type MinuteState, minuteStates } from './types';

export const noMinutes: MinuteCounts = { breached: 0, atRisk: 0, notMeasured: 0, met: 0, noObjective: 0, inside: 0 };

/** The name under which minutes of a state are counted. */
export const countOf = {
  breached: 'breached',
  'at-risk': 'atRisk',
  'not-measured': 'notMeasured',
  met: 'met',
  'no-objective': 'noObjective',
} as const satisfies Record<MinuteState, keyof MinuteCounts>;

/** One minute, counted. It is inside only if it is met or at risk and nothing beside it was unmeasured. */
export function countMinute(state: MinuteState, unmeasured = 0): MinuteCounts {
  const inside = (state === 'met' || state === 'at-risk') && unmeasured === 0 ? 1 : 0;
  return { ...noMinutes, [countOf[state]]: 1, inside };
}

/** Minutes of two sets that do not overlap. */
export function addCounts(a: MinuteCounts, b: MinuteCounts): MinuteCounts {
  return {
    breached: a.breached + b.breached,
    atRisk: a.atRisk + b.atRisk,
    notMeasured: a.notMeasured + b.notMeasured,
    met: a.met + b.met,
    noObjective: a.noObjective + b.noObjective,
    inside: a.inside + b.inside,
  };
}

/** The worst state that any minute had; `none` without minutes. */
export function worstState(counts: MinuteCounts): MinuteState | 'none' {
  return minuteStates.find((state) => counts[countOf[state]] > 0) ?? 'none';
}

/** A minute as a bucket of one. */
export function toBucket({ workloadId, at, layout, links, objectives, signals }: MinuteRecord): BucketRecord {
  return {
    workloadId,
    at,
    layout,
    minutes: 1,
    links: links.map(({ state, lagSeconds }) => ({ counts: countMinute(state), maxLagSeconds: lagSeconds })),
    objectives: objectives.map(({ state, unmeasured }) => countMinute(state, unmeasured)),
    signals: signals.map(toSignalBucket),
  };
}

/**
 * Gathers records of finer buckets into coarser ones: minutes per state are added, of figures the worst stays. Records
 * of different workloads or layouts stay apart. Gathering in steps gives the same as gathering at once.
 */
export function rollUp(records: readonly BucketRecord[], resolution: HistoryResolution): readonly BucketRecord[] {
  const layouts = new Map<object, number>();
  const buckets = new Map<string, BucketRecord>();
  for (const record of records) {
    if (!layouts.has(record.layout)) layouts.set(record.layout, layouts.size);
    const at: EpochMs = floorTo(resolution, record.at);
    const key = `${record.workloadId} ${at} ${layouts.get(record.layout)}`;
    const before = buckets.get(key);
    buckets.set(key, before === undefined ? { ...record, at } : merge(before, record));
  }
  return [...buckets.values()];
}

function merge(a: BucketRecord, b: BucketRecord): BucketRecord {
  return {
    ...a,
    minutes: a.minutes + b.minutes,
    links: pair(a.links, b.links, (x, y) => ({
      counts: addCounts(x.counts, y.counts),
      maxLagSeconds: largest(x.maxLagSeconds, y.maxLagSeconds),
    })),
    objectives: pair(a.objectives, b.objectives, addCounts),
    signals: pair(a.signals, b.signals, mergeSignals),
  };
}

function pair<T>(a: readonly T[], b: readonly T[], join: (x: T, y: T) => T): readonly T[] {
  return a.map((x, index) => {
    const y = b[index];
    return y === undefined ? x : join(x, y);
  });
}

/** The worst of both; minutes are added because the sets do not overlap. */
export function mergeSignals(a: SignalBucket, b: SignalBucket): SignalBucket {
  return {
    measuredMinutes: a.measuredMinutes + b.measuredMinutes,
    maxRequestsPerSecond: largest(a.maxRequestsPerSecond, b.maxRequestsPerSecond),
    maxErrorPercent: largest(a.maxErrorPercent, b.maxErrorPercent),
    maxLatencyP95Ms: largest(a.maxLatencyP95Ms, b.maxLatencyP95Ms),
    minHealthyHosts: fewest(a.minHealthyHosts, b.minHealthyHosts),
  };
}

function toSignalBucket(minute: SignalMinute): SignalBucket {
  const measured = Object.values(minute).some((value) => value !== 'none');
  return {
    measuredMinutes: measured ? 1 : 0,
    maxRequestsPerSecond: minute.requestsPerSecond,
    maxErrorPercent: minute.errorPercent,
    maxLatencyP95Ms: minute.latencyP95Ms,
    minHealthyHosts: minute.healthyHosts,
  };
}

/** The larger of two figures; what is not known never hides one that is. */
export function largest(a: number | 'none', b: number | 'none'): number | 'none' {
  if (a === 'none') return b;
  return b === 'none' ? a : Math.max(a, b);
}

function fewest(a: number | 'none', b: number | 'none'): number | 'none' {
  if (a === 'none') return b;
  return b === 'none' ? a : Math.min(a, b);
}
