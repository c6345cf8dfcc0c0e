import {
  buildCompliance,
  byKeeping,
  type ComplianceRecords,
  type RecordedWindow,
} from '../compliance/build-compliance';
import type { ComplianceReport } from '../compliance/types';
import type { Workload } from '../fleet';
import type { BucketRecord, HistoryLayout } from '../history/record';
import { bucketMsOf, ceilTo, floorTo, minuteMs, resolutionFor } from '../history/resolution';
import { noMinutes } from '../history/roll-up';
import type { MinuteCounts } from '../history/types';
import type { EpochMs } from '../time';
import { type TimeRange, toBounds } from '../time-range';
import { sampleFleet } from './sample-entities';

/** `young`: recorded for the last tenth of the range only. `empty`: nothing is on record. */
export type SampledPast = 'calm' | 'breached' | 'young' | 'empty';

/** A report on the sample fleet and one workload without an objective. Deterministic. */
export function sampleCompliance(range: TimeRange, past: SampledPast, now: EpochMs): ComplianceReport {
  const bounds = toBounds(range, now);
  const resolution = resolutionFor((bounds.endAt - bounds.startAt) / 1000);
  const startAt = floorTo(resolution, bounds.startAt);
  const endAt = ceilTo(resolution, now);
  const openFrom = floorTo('minute', now - 8 * minuteMs);
  const workloads = sampleFleet.workloads.flatMap((workload, index) => [
    workload,
    ...(index === 0 ? [{ ...workload, id: 'search', name: 'Search', objectives: [] }] : []),
  ]);
  const reports = workloads.map((workload, index) => {
    const records = recordsOf(workload, { past: index === 0 ? past : 'calm', startAt, endAt: openFrom, resolution });
    const all: ComplianceRecords = {
      workload,
      startAt,
      endAt,
      resolution,
      openFrom,
      records: past === 'empty' ? [] : records,
      burn: {
        hour: lately(workload, past, openFrom, 60),
        sixHours: lately(workload, past, openFrom, 360),
        threeDays: lately(workload, past, openFrom, 4320),
      },
      planned:
        past === 'breached' && index === 0
          ? [
              {
                startAt: startAt + 0.3 * (openFrom - startAt),
                endAt: startAt + 0.33 * (openFrom - startAt),
                reason: 'Aurora minor version upgrade',
                saidBy: 'fleet-file',
              },
            ]
          : [],
    };
    return buildCompliance(all);
  });
  return { range, now, startAt, endAt, resolution, workloads: reports.sort(byKeeping) };
}

/** The last minutes, all of them well; of a young past as many as there are. */
function lately(workload: Workload, past: SampledPast, endAt: EpochMs, minutes: number): RecordedWindow {
  const startAt = endAt - minutes * minuteMs;
  if (past === 'empty') return { startAt, records: [] };
  return { startAt, records: recordsOf(workload, { past: 'calm', startAt, endAt, resolution: 'minute' }) };
}

interface Sampled extends Pick<ComplianceRecords, 'startAt' | 'endAt' | 'resolution'> {
  readonly past: SampledPast;
}

function recordsOf({ id, objectives }: Workload, { past, startAt, endAt, resolution }: Sampled): BucketRecord[] {
  const layout: HistoryLayout = {
    links: [
      {
        linkId: `${id}/orders/us-east-1>us-west-2`,
        storeId: 'orders',
        source: 'us-east-1',
        target: 'us-west-2',
        objectiveSeconds: 60,
        decides: ['region-loss'],
      },
    ],
    objectives: objectives.map(({ scenario, rpoSeconds }) => ({ scenario, rpoSeconds })),
    signals: [],
  };
  const lengthMs = bucketMsOf(resolution);
  const count = Math.ceil((endAt - startAt) / lengthMs);
  return Array.from({ length: count }, (_, index): BucketRecord[] => {
    const at = startAt + index * lengthMs;
    const minutes = Math.round((Math.min(endAt, at + lengthMs) - at) / minuteMs);
    const share = index / count;
    if (past === 'young' && share < 0.9) return [];
    const counts = countsAt(past, share, minutes);
    if (counts === 'gap' || minutes <= 0) return [];
    const maxLagSeconds = counts.breached > 0 ? 412 : 2.4;
    return [
      { workloadId: id, at, layout, minutes, links: [{ counts, maxLagSeconds }], objectives: [counts], signals: [] },
    ];
  }).flat();
}

/** A breach, in part while work was planned, a stretch at risk, one not measured and one while the console was off. */
function countsAt(past: SampledPast, share: number, minutes: number): MinuteCounts | 'gap' {
  if (past === 'breached') {
    if (share >= 0.29 && share < 0.32) return { ...noMinutes, breached: minutes };
    if (share >= 0.5 && share < 0.53) return { ...noMinutes, atRisk: minutes, inside: minutes };
    if (share >= 0.6 && share < 0.66) return { ...noMinutes, notMeasured: minutes };
    if (share >= 0.8 && share < 0.84) return 'gap';
  }
  return { ...noMinutes, met: minutes, inside: minutes };
}
