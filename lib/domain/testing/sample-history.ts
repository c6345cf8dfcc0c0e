import type { WorkloadEntity } from '../entities';
import type {
  Attainment,
  AttainmentWindow,
  HistoryBucket,
  LinkHistory,
  LinkHistoryBucket,
  MinuteCounts,
  SignalHistory,
  WorkloadHistory,
} from '../history/types';
import type { EpochMs } from '../time';
import { calmFleetEntities } from './sample-entities';

/** A day in five minutes: mostly calm, one breach, one stretch not measured, one gap while the console was off. */
const bucketSeconds = 300;
const count = 288;
const none: MinuteCounts = { breached: 0, atRisk: 0, notMeasured: 0, met: 0, noObjective: 0, inside: 0 };

function stateAt(index: number): HistoryBucket['state'] {
  if (index >= 286) return 'open';
  if (index >= 90 && index < 96) return 'breached';
  if (index >= 150 && index < 158) return 'not-measured';
  if (index >= 200 && index < 224) return 'gap';
  return 'met';
}

function bucketAt(startAt: EpochMs, index: number): HistoryBucket {
  const state = stateAt(index);
  const minutes: Record<HistoryBucket['state'], MinuteCounts> = {
    breached: { ...none, breached: 5 },
    'at-risk': { ...none, atRisk: 5, inside: 5 },
    'not-measured': { ...none, notMeasured: 5 },
    met: { ...none, met: 5, inside: 5 },
    'no-objective': { ...none, noObjective: 5 },
    gap: none,
    open: none,
  };
  return {
    at: startAt + index * bucketSeconds * 1000,
    state,
    minutes: minutes[state],
    missingMinutes: state === 'gap' ? 5 : 0,
  };
}

/** A wave of a series' own, without chance: pictures must not differ. */
function waveAt(index: number, seed: number): number {
  return 1 + 0.35 * Math.sin(index / 17 + seed) + 0.2 * Math.sin(index / 5 + seed * 3);
}

function linkOf(
  workloadId: string,
  storeId: string,
  source: string,
  target: string,
  startAt: EpochMs,
  seed: number,
): LinkHistory {
  const buckets = Array.from({ length: count }, (_, index): LinkHistoryBucket => {
    const bucket = bucketAt(startAt, index);
    const measured = bucket.state === 'met' || bucket.state === 'breached';
    const lag = bucket.state === 'breached' ? 70 + 40 * Math.sin((index - 90) / 2) : 8 * waveAt(index, seed);
    return { ...bucket, maxLagSeconds: measured ? lag : 'none' };
  });
  const peak = [...buckets].sort((a, b) => lagOf(b) - lagOf(a))[0];
  return {
    linkId: `${workloadId}/${storeId}/${source}>${target}`,
    storeId,
    source,
    target,
    objectiveSeconds: 60,
    buckets,
    peak:
      peak === undefined || peak.maxLagSeconds === 'none' ? 'none' : { lagSeconds: peak.maxLagSeconds, at: peak.at },
  };
}

function lagOf({ maxLagSeconds }: LinkHistoryBucket): number {
  return maxLagSeconds === 'none' ? -1 : maxLagSeconds;
}

function signalsOf(workloadId: string, region: string, startAt: EpochMs, seed: number): SignalHistory {
  return {
    endpointId: `${workloadId}/web/${region}`,
    region,
    buckets: Array.from({ length: count }, (_, index) => {
      const { at, state } = bucketAt(startAt, index);
      if (state === 'gap' || state === 'open' || state === 'not-measured') {
        const nothing = { maxErrorPercent: 'none', maxLatencyP95Ms: 'none', minHealthyHosts: 'none' } as const;
        return { at, state, maxRequestsPerSecond: 'none', ...nothing };
      }
      const wave = waveAt(index, seed);
      return {
        at,
        state: 'measured',
        maxRequestsPerSecond: (420 / (seed + 1)) * wave,
        maxErrorPercent: 0.04 * wave,
        maxLatencyP95Ms: 90 * wave,
        minHealthyHosts: 4,
      };
    }),
  };
}

function attainmentOf(endAt: EpochMs, days: number): Attainment {
  const minutesAll = days * 1440;
  const minutesMeasured = minutesAll - 160;
  const minutesBreached = 30;
  const allowedMinutes = Math.floor(minutesMeasured * 0.001);
  return {
    startAt: endAt - minutesAll * 60_000,
    endAt,
    minutesAll,
    minutesMeasured,
    minutesInside: minutesMeasured - minutesBreached,
    minutesBreached,
    attainmentPercent: Math.floor(((minutesMeasured - minutesBreached) / minutesMeasured) * 10_000) / 100,
    coveragePercent: Math.floor((minutesMeasured / minutesAll) * 10_000) / 100,
    budget: {
      targetPercent: 99.9,
      allowedMinutes,
      spentMinutes: minutesBreached,
      leftMinutes: allowedMinutes - minutesBreached,
    },
  };
}

/** The last 24 hours before `now` of a workload of the default fleet. Deterministic. */
export function sampleWorkloadHistory(workloadId: string, now: EpochMs): WorkloadHistory {
  const entities = calmFleetEntities(now);
  const owner = entities.find((one): one is WorkloadEntity => one.kind === 'workload' && one.id === workloadId);
  const endAt = Math.ceil(now / (bucketSeconds * 1000)) * bucketSeconds * 1000;
  const startAt = endAt - count * bucketSeconds * 1000;
  const links = entities.flatMap((one) => (one.kind === 'link' && one.workloadId === workloadId ? [one] : []));
  const windows: Record<AttainmentWindow, Attainment> = {
    '24h': attainmentOf(endAt, 1),
    '7d': attainmentOf(endAt, 7),
    '30d': attainmentOf(endAt, 30),
  };
  return {
    workloadId,
    startAt,
    endAt,
    resolution: 'five-minutes',
    bucketSeconds,
    closedThrough: endAt - 10 * 60_000,
    openFrom: endAt - 10 * 60_000,
    recordedSince: startAt - 86_400_000,
    links: links.map(({ storeId, source, target }, seed) => linkOf(workloadId, storeId, source, target, startAt, seed)),
    signals: (owner?.workload.regions ?? []).map(({ region }, seed) => signalsOf(workloadId, region, startAt, seed)),
    objectives: [
      {
        scenario: 'region-loss',
        rpoSeconds: 60,
        buckets: Array.from({ length: count }, (_, index) => bucketAt(startAt, index)),
        attainment: windows,
        blindSpots: [
          {
            linkId: `${workloadId}/ledger-copy/us-east-1>us-west-2`,
            lagByDesign: true,
            knownSince: endAt - 3_600_000,
            minutesKnown: { '24h': 60, '7d': 60, '30d': 60 },
          },
        ],
      },
    ],
    backfill: {
      state: 'running',
      reachedBackTo: startAt - 86_400_000,
      goesBackTo: startAt - 14 * 86_400_000,
      percent: 14,
      sentence: 'Filling the past from CloudWatch: 14 % of 15 days',
    },
  };
}
