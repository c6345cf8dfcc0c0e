import type { Objective, Workload } from '../fleet';
import { attainmentOf, defaultTargetPercent } from '../history/attainment';
import { knownMinutes } from '../history/find-blind-spots';
import { type GridRange, gather, toGrid, toHistoryBucket } from '../history/grid';
import type { BucketRecord } from '../history/record';
import { minuteMs } from '../history/resolution';
import { addCounts, noMinutes } from '../history/roll-up';
import type { Attainment, MinuteCounts } from '../history/types';
import type { EpochMs } from '../time';
import { type BurnWindow, judgeBurn } from './burn';
import { planCost } from './planned';
import {
  type Burn,
  type KeepingState,
  keepingStates,
  type ObjectiveCompliance,
  type PlannedWindow,
  type WorkloadCompliance,
  type WorstFigure,
} from './types';

/** A window that ends where minutes are open, with what is on record of it. */
export interface RecordedWindow {
  readonly startAt: EpochMs;
  readonly records: readonly BucketRecord[];
}

/** What is on record of a workload for a range. */
export interface ComplianceRecords extends GridRange {
  readonly workload: Workload;
  /** Buckets of the range in its resolution. */
  readonly records: readonly BucketRecord[];
  /** The windows in which the burn of the budget is looked at. */
  readonly burn: {
    readonly hour: RecordedWindow;
    readonly sixHours: RecordedWindow;
    readonly threeDays: RecordedWindow;
  };
  /** Planned work that touches the range. */
  readonly planned: readonly PlannedWindow[];
}

/** Share of a range, in percent, that must be measured before its objective can be called met. */
export const metCoveragePercent = 99;

/**
 * How the objectives of a workload were kept over a range. Minutes were judged when they closed; here they are counted.
 * Trouble of several links in one minute is one minute of trouble, planned work counts, a gap is inside nothing.
 */
export function buildCompliance(records: ComplianceRecords): WorkloadCompliance {
  const { id, name, tier, regions, objectives } = records.workload;
  return {
    workloadId: id,
    name,
    tier,
    regions: regions.map(({ region }) => region),
    objectives: objectives.map((objective) => buildObjective(objective, records)),
  };
}

function buildObjective(objective: Objective, all: ComplianceRecords): ObjectiveCompliance {
  const { startAt, openFrom, records, resolution, burn: windows } = all;
  const targetPercent = objective.targetPercent ?? defaultTargetPercent;
  const countsOf = findCounts(objective);
  const byBucket = gather(records, countsOf, addCounts);
  const timeline = toGrid(all).map((place) => toHistoryBucket(place, byBucket.get(place.at)));
  const attainment = attainmentOf(
    sum(records, countsOf),
    { startAt, endAt: openFrom },
    { targetPercent, unwatchedMinutes: unwatchedMinutes(objective, all) },
  );
  const toWindow = (window: RecordedWindow): BurnWindow => ({
    counts: sum(window.records, countsOf),
    minutesAll: minutesBetween(window.startAt, openFrom),
  });
  const burn = judgeBurn(
    {
      hour: toWindow(windows.hour),
      sixHours: toWindow(windows.sixHours),
      threeDays: toWindow(windows.threeDays),
    },
    targetPercent,
  );
  return {
    scenario: objective.scenario,
    rpoSeconds: objective.rpoSeconds,
    state: judgeKeeping(attainment, burn),
    attainment,
    burn,
    worst: findWorst(objective, records),
    planned: planCost(all.planned, timeline, resolution, { startAt, endAt: openFrom }),
    timeline,
    recordedFrom: byBucket.size === 0 ? 'never' : Math.min(...byBucket.keys()),
  };
}

/** Breached outranks what is not known; met needs nearly all of the time measured. */
function judgeKeeping({ budget, coveragePercent, minutesMeasured }: Attainment, burn: Burn): KeepingState {
  if (budget.leftMinutes < 0) return 'breached';
  if (minutesMeasured > 0 && (burn.state === 'fast' || burn.state === 'slow')) return 'at-risk';
  return minutesMeasured > 0 && coveragePercent >= metCoveragePercent ? 'met' : 'not-measured';
}

function findCounts({ scenario }: Objective): (record: BucketRecord) => MinuteCounts | undefined {
  return ({ layout, objectives }) => objectives[layout.objectives.findIndex((one) => one.scenario === scenario)];
}

function sum(records: readonly BucketRecord[], countsOf: (record: BucketRecord) => MinuteCounts | undefined) {
  return records
    .map(countsOf)
    .filter((counts) => counts !== undefined)
    .reduce(addCounts, noMinutes);
}

/** Minutes in which nobody looked at a link that has no lag by design; the link least looked at counts. */
function unwatchedMinutes({ scenario }: Objective, { records, startAt, openFrom }: ComplianceRecords): number {
  const newest = records.reduce<BucketRecord | undefined>(
    (a, b) => (a === undefined || b.at >= a.at ? b : a),
    undefined,
  );
  const links = (newest?.layout.links ?? []).filter(
    ({ lagByDesign, decides }) => lagByDesign === true && decides?.includes(scenario) === true,
  );
  const all = minutesBetween(startAt, openFrom);
  const unwatched = links.map(
    ({ linkId }) => all - records.reduce((known, record) => known + knownMinutes(record, linkId), 0),
  );
  return Math.max(0, ...unwatched);
}

/** Layouts that do not tell what decides keep their links out: a figure that decided nothing is not its worst. */
function findWorst({ scenario }: Objective, records: readonly BucketRecord[]): WorstFigure | 'none' {
  let worst: WorstFigure | 'none' = 'none';
  for (const { at, layout, links } of records) {
    layout.links.forEach(({ linkId, decides }, index) => {
      const seconds = links[index]?.maxLagSeconds ?? 'none';
      if (seconds === 'none' || decides?.includes(scenario) !== true) return;
      if (worst === 'none' || seconds > worst.seconds || (seconds === worst.seconds && at < worst.at)) {
        worst = { seconds, at, linkId };
      }
    });
  }
  return worst;
}

function minutesBetween(startAt: EpochMs, endAt: EpochMs): number {
  return Math.max(0, Math.round((endAt - startAt) / minuteMs));
}

/** The worst first, then by tier and name; workloads without an objective last. */
export function byKeeping(a: WorkloadCompliance, b: WorkloadCompliance): number {
  const rank = ({ objectives }: WorkloadCompliance) =>
    Math.min(keepingStates.length, ...objectives.map(({ state }) => keepingStates.indexOf(state)));
  return rank(a) - rank(b) || a.tier - b.tier || (a.workloadId < b.workloadId ? -1 : 1);
}
