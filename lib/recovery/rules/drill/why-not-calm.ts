import type { Entity, WorkloadEntity } from '@/lib/domain/entities';
import type { RegionCode } from '@/lib/domain/fleet';
import type { FleetOverview } from '@/lib/domain/overview/types';
import { formatClock } from '@/lib/domain/wording/moment';

/** What is known of the fleet at a moment; `overview` is that of `entities`. */
export interface SeenFleet {
  readonly entities: readonly Entity[];
  readonly overview: Pick<FleetOverview, 'workloads'>;
}

/**
 * Why a region is left alone now: a drill in the middle of trouble would measure the trouble. Whoever is not known to be
 * well counts as not well; `none` where nothing speaks against it. The engine asks before it breaks anything, and the page
 * before anybody presses.
 */
export function whyNotCalm(
  { entities, overview }: SeenFleet,
  chosen: readonly WorkloadEntity[],
  region: RegionCode,
): string | 'none' {
  for (const { id, workload, outage } of chosen) {
    if (outage.state === 'running') {
      const since = formatClock(outage.startedAt, 'second');
      return `Users of ${workload.name} are without service since ${since}: ${region} is left alone.`;
    }
    const health = overview.workloads.find((each) => each.id === id)?.userHealth;
    if (health?.state !== 'healthy') {
      const reason = health === undefined ? 'nothing is known of it' : `${health.state}, ${health.reason}`;
      return `${workload.name} is not well before the drill (${reason}): ${region} is left alone.`;
    }
    if (hasLiveRun(entities, id)) return `A run of ${workload.name} is under way: ${region} is left alone.`;
  }
  return 'none';
}

function hasLiveRun(entities: readonly Entity[], workloadId: string): boolean {
  return entities.some(
    (entity) =>
      entity.kind === 'execution' && entity.workloadId === workloadId && entity.execution.endedAt === 'not-yet',
  );
}
