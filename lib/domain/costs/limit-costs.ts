import type { Observation } from '../observation';
import { mapObservation } from '../observe';
import { totalOfLines } from './sum-lines';
import type {
  Bill,
  BilledPeriod,
  Commitments,
  CostAnomaly,
  CostCut,
  CostForecast,
  CostReadings,
  CutLines,
  RightsizingAdvice,
} from './types';

/** What somebody may see of an account's costs. What belongs to no region or workload is common to all. */
export interface CostSight {
  /** `all`, or whether a region may be seen. */
  readonly regions: 'all' | ((region: string) => boolean);
  readonly workloads: 'all' | ((workload: string) => boolean);
}

/** Readings of which some parts may not be seen at all, because nothing tells whose they are. */
export interface VisibleCosts {
  readonly accountId: CostReadings['accountId'];
  /** Totals are those of the lines that may be seen. */
  readonly bill: Observation<Bill>;
  /** Cuts that do not tell what somebody may see of them; they have no lines here. */
  readonly hiddenCuts: readonly CostCut[];
  readonly forecast: Observation<CostForecast> | 'out-of-scope';
  readonly anomalies: Observation<readonly CostAnomaly[]> | 'out-of-scope';
  readonly commitments: Observation<Commitments> | 'out-of-scope';
  readonly rightsizing: Observation<readonly RightsizingAdvice[]>;
}

/** Leaves what may be seen. Every cut that is left has the same total, whatever was taken away. */
export function limitCosts(readings: CostReadings, sight: CostSight): VisibleCosts {
  const { accountId, bill, forecast, anomalies, commitments, rightsizing } = readings;
  const hiddenCuts = hiddenFrom(sight);
  const seesAll = sight.regions === 'all' && sight.workloads === 'all';
  return {
    accountId,
    hiddenCuts,
    bill: seesAll ? bill : mapObservation(bill, (value) => limitBill(value, sight, hiddenCuts)),
    forecast: seesAll ? forecast : 'out-of-scope',
    // An anomaly names regions and no workload.
    anomalies:
      sight.workloads === 'all'
        ? mapObservation(anomalies, (all) => all.filter((one) => isSeenAnomaly(one, sight)))
        : 'out-of-scope',
    commitments: seesAll ? commitments : 'out-of-scope',
    rightsizing: mapObservation(rightsizing, (all) =>
      all.filter(({ region, workload }) => sees(sight.regions, region) && sees(sight.workloads, workload)),
    ),
  };
}

/** A cut can be limited by what its lines tell, and by nothing else. */
function hiddenFrom({ regions, workloads }: CostSight): readonly CostCut[] {
  const byRegion: readonly CostCut[] = workloads === 'all' ? [] : ['region-record-type', 'region-service'];
  const byUsage: readonly CostCut[] = regions === 'all' ? [] : ['workload-usage-type'];
  return [...byRegion, ...byUsage];
}

function limitBill(bill: Bill, sight: CostSight, hidden: readonly CostCut[]): Bill {
  const limit = (period: BilledPeriod) => limitPeriod(period, sight, hidden);
  return { ...bill, days: bill.days.map(limit), months: bill.months.map(limit) };
}

function limitPeriod(period: BilledPeriod, sight: CostSight, hidden: readonly CostCut[]): BilledPeriod {
  const inRegion = ({ region }: { readonly region: string }) => sees(sight.regions, region);
  const ofWorkload = ({ workload }: { readonly workload: string }) => sees(sight.workloads, workload);
  const { lines: all } = period;
  const left = <T>(cut: CostCut, lines: readonly T[]): readonly T[] => (hidden.includes(cut) ? [] : lines);
  const lines: CutLines = {
    'region-record-type': left('region-record-type', all['region-record-type'].filter(inRegion)),
    'region-service': left('region-service', all['region-service'].filter(inRegion)),
    'workload-region': all['workload-region'].filter((line) => inRegion(line) && ofWorkload(line)),
    'workload-usage-type': left('workload-usage-type', all['workload-usage-type'].filter(ofWorkload)),
  };
  // The one cut that tells both, and is never hidden.
  return { ...period, lines, total: totalOfLines(lines['workload-region']) };
}

function sees(allowed: CostSight['regions'], name: string): boolean {
  return allowed === 'all' || commonNames.includes(name) || allowed(name);
}

/** AWS's words, and ours, for what belongs to no region or workload. */
const commonNames = ['global', 'NoRegion', '', 'untagged', 'not-told'];

function isSeenAnomaly({ rootCauses }: CostAnomaly, { regions }: CostSight): boolean {
  return rootCauses.every(({ region }) => sees(regions, region));
}
