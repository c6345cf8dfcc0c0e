import type { ExecutionEntity, LinkEntity } from './entities';
import type { RegionCode, Workload } from './fleet';
import { ageSeconds } from './freshness';
import type { Protection } from './judge-protection';
import { newestValue } from './observe';
import type { RpoVerdict } from './overview/types';
import { promotedBy } from './recovery/promoted-store';
import type { EpochMs, Seconds } from './time';
import { formatDuration } from './wording/duration';
import { formatList } from './wording/list';
import { formatMoment } from './wording/moment';

/** A change of writers after which no copy has reported yet. */
export interface UnreportedPromotion {
  /** When the first of the stores that still wait was promoted. */
  readonly at: EpochMs;
  /** Where they are written now. */
  readonly region: RegionCode;
  readonly storeIds: readonly string[];
}

/**
 * What a workload's runs have promoted and no link has reported on since: whatever is known of its copies is from
 * before, and says nothing of the new writer. `none` where every promoted store has a copy that reports again.
 */
export function findUnreportedPromotion(
  workload: Workload,
  executions: readonly ExecutionEntity[],
  links: readonly LinkEntity[],
): UnreportedPromotion | 'none' {
  const waiting = workload.stores.flatMap(({ id, resource, kind }) => {
    if (kind !== 'aurora-global' && kind !== 'rds-replica' && kind !== 'elasticache-global') return [];
    const newest = promotionsOf(workload.id, resource, executions).sort((a, b) => b.at - a.at)[0];
    const own = links.filter(({ workloadId, storeId }) => workloadId === workload.id && storeId === id);
    return newest === undefined || own.some((link) => reports(link, newest)) ? [] : [{ ...newest, id }];
  });
  const [first] = waiting.sort((a, b) => a.at - b.at);
  if (first === undefined) return 'none';
  return { at: first.at, region: first.region, storeIds: waiting.map(({ id }) => id) };
}

interface Promotion {
  readonly at: EpochMs;
  readonly region: RegionCode;
}

function promotionsOf(workloadId: string, resource: string, executions: readonly ExecutionEntity[]): Promotion[] {
  return executions
    .filter(({ execution }) => execution.workloadId === workloadId && !execution.dryRun)
    .flatMap(({ execution: { route, steps } }) =>
      route.workflows
        .flatMap((workflow) => workflow.steps)
        .flatMap(({ id, spec }): readonly Promotion[] => {
          const promoted = promotedBy(spec);
          if (promoted === 'none' || !promoted.resources.includes(resource)) return [];
          const done = steps.find(({ stepId, state }) => stepId === id && state === 'done');
          if (done === undefined || done.endedAt === 'not-yet') return [];
          return [{ at: done.endedAt, region: promoted.to }];
        }),
    );
}

/** Its copy was seen replicating from the new writer, and its lag was measured, both after the promotion. */
function reports(link: LinkEntity, { at, region }: Promotion): boolean {
  const copy = newestValue(link.copyState);
  const lag = newestValue(link.lag);
  return (
    link.source === region &&
    copy !== 'none' &&
    copy.value === 'replicating' &&
    copy.measuredAt > at &&
    lag !== 'none' &&
    lag.measuredAt > at
  );
}

/** The loss of the new writer could not be survived, as far as anybody knows. */
export function unprotectedSince({ at, region, storeIds }: UnreportedPromotion): Protection {
  const sentence = `Unprotected since ${formatList(storeIds)} was promoted in ${region}: no copy has reported since`;
  return { state: 'unprotected', sentence, since: at };
}

/** An objective is never met in that time: breached once it lasts longer than the objective. */
export function withoutReport(
  verdict: RpoVerdict,
  { at }: UnreportedPromotion,
  rpoSeconds: Seconds,
  now: EpochMs,
): RpoVerdict {
  if (verdict.state === 'breached') return verdict;
  const age = ageSeconds(at, now);
  const words = `unprotected since the promotion at ${formatMoment(at, now, 'second')}`;
  const isBreached = age > rpoSeconds;
  const sentence = isBreached ? `Breached by ${formatDuration(age - rpoSeconds)}: ${words}` : `At risk: ${words}`;
  return { state: isBreached ? 'breached' : 'at-risk', asOf: now, provableNow: false, sentence };
}
