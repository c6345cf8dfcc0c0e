import { type Fleet, isProtectedTier } from '@/lib/domain/fleet';
import type { Seconds } from '@/lib/domain/time';
import { metricPeriodSeconds } from '../../metric-cadence';
import { countBilledMetrics, packQueries } from '../../packing';
import { standingFor } from '../../polling/standing';
import { type BilledTurn, type SourcePlan, type SourceSettings, toSourceId } from '../../source';
import { globalServicesRegion, type Place, runsIn } from '../places';
import type { MetricScope } from './metric-part';
import { planQueries } from './plan-queries';

/** Metrics of a place that are polled together. */
export interface MetricPoll {
  readonly id: string;
  readonly scope: MetricScope;
  readonly pollSeconds: Seconds;
}

/** How a place's metrics are polled: all at once, or each part at its own period where a budget sets them apart. */
export function toPolls(place: Place, fleet: Fleet, settings: SourceSettings): readonly MetricPoll[] {
  const { whole, apart } = turnIdsOf(place);
  const protectedSeconds = settings.periodOf(whole, metricPeriodSeconds);
  const unprotectedSeconds = settings.periodOf(apart, metricPeriodSeconds);
  const tiersHere = tiersIn(place, fleet);
  const [only] = tiersHere;
  if (protectedSeconds === unprotectedSeconds || (only !== undefined && tiersHere.length === 1)) {
    const pollSeconds = only === 'unprotected' && tiersHere.length === 1 ? unprotectedSeconds : protectedSeconds;
    return [{ id: whole, scope: place, pollSeconds }];
  }
  return [
    { id: whole, scope: { ...place, tiers: 'protected' }, pollSeconds: protectedSeconds },
    { id: apart, scope: { ...place, tiers: 'unprotected' }, pollSeconds: unprotectedSeconds },
  ];
}

/** The two parts of a place's metrics that may have different periods. */
function turnIdsOf({ accountId, region }: Place): { readonly whole: string; readonly apart: string } {
  return {
    whole: toSourceId(accountId, region, 'cloudwatch'),
    apart: toSourceId(accountId, region, 'cloudwatch-unprotected'),
  };
}

/** Where Route 53 publishes, every workload may have something. */
function tiersIn({ accountId, region }: Place, { workloads }: Fleet): readonly ('protected' | 'unprotected')[] {
  const here = workloads.filter(
    (workload) => region === globalServicesRegion || (workload.accountId === accountId && runsIn(workload, region)),
  );
  const tiers = here.map((workload) => (isProtectedTier(workload) ? ('protected' as const) : ('unprotected' as const)));
  return [...new Set(tiers)];
}

/** What a turn of each part is billed; while both are asked together, what they share is the protected part's. */
export function billTurns(
  place: Place,
  plan: SourcePlan,
  billed: 'both' | 'protected' | 'unprotected',
): readonly BilledTurn[] {
  const ids = turnIdsOf(place);
  const shielded = planQueries({ ...place, tiers: 'protected' }, plan);
  const others = planQueries({ ...place, tiers: 'unprotected' }, plan);
  const all = [...new Map([...shielded, ...others].map((query) => [query.key, query])).values()];
  const shared =
    billed === 'both' ? countBilledMetrics(shielded) + countBilledMetrics(others) - countBilledMetrics(all) : 0;
  const turns: BilledTurn[] = [];
  if (billed !== 'unprotected' && shielded.length > 0) {
    turns.push({
      ...standingFor([{ tier: 0 }]),
      id: ids.whole,
      usualSeconds: metricPeriodSeconds,
      requests: packQueries(shielded).length,
      units: { 'cloudwatch-metrics': countBilledMetrics(shielded) },
    });
  }
  if (billed !== 'protected' && others.length > 0) {
    turns.push({
      ...standingFor([]),
      id: ids.apart,
      usualSeconds: metricPeriodSeconds,
      requests: billed === 'both' && shielded.length > 0 ? 0 : packQueries(others).length,
      units: { 'cloudwatch-metrics': countBilledMetrics(others) - shared },
    });
  }
  return turns;
}
