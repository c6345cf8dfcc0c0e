import type { RegionCode, WorkloadId } from '../fleet';
import type { Severity } from '../vocabulary';
import type { EventKind, TimelineEvent } from './event';

/** Which events are asked for; an empty list is no filter. */
export interface EventFilter {
  readonly kinds: readonly EventKind[];
  readonly severities: readonly Severity[];
  readonly regions: readonly RegionCode[];
  readonly workloads: readonly WorkloadId[];
}

export const noFilter: EventFilter = { kinds: [], severities: [], regions: [], workloads: [] };

export function isFiltered({ kinds, severities, regions, workloads }: EventFilter): boolean {
  return kinds.length + severities.length + regions.length + workloads.length > 0;
}

/** Whether an event is asked for. One of two regions is found by either. */
export function matchesFilter(event: TimelineEvent, filter: EventFilter): boolean {
  const { kinds, severities, regions, workloads } = filter;
  return (
    admits(kinds, event.kind) &&
    admits(severities, event.severity) &&
    (admits(regions, event.region) || admits(regions, event.otherRegion)) &&
    admits(workloads, event.workloadId)
  );
}

function admits(asked: readonly string[], value: string): boolean {
  return asked.length === 0 || asked.includes(value);
}
