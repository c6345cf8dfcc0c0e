import type { RegionCode, WorkloadId } from '../fleet';
import type { TimelineEvent } from './event';

/** What a chart is about: its marks are the events that may explain it. */
export type MarkSubject =
  | { readonly of: 'workload'; readonly workloadId: WorkloadId; readonly regions: readonly RegionCode[] }
  | { readonly of: 'region'; readonly region: RegionCode }
  | { readonly of: 'fleet' };

/** Whether an event is of the kinds that are drawn into charts: outages, runs, planned work, and what AWS says is wrong. */
export function isMark({ kind, severity }: Pick<TimelineEvent, 'kind' | 'severity'>): boolean {
  if (kind === 'finding') return severity === 'critical';
  if (kind === 'health') return severity !== 'notice';
  return kind === 'run' || kind === 'planned-work';
}

/**
 * Whether an event may explain what a chart of the subject shows: it is about the subject itself, about a region the
 * workload is in, or about no region or workload in particular.
 */
export function concerns(event: Pick<TimelineEvent, 'region' | 'otherRegion' | 'workloadId'>, subject: MarkSubject) {
  const { region, otherRegion, workloadId } = event;
  if (subject.of === 'fleet') return true;
  if (region === 'none' && workloadId === 'none') return true;
  if (subject.of === 'region') return region === subject.region || otherRegion === subject.region;
  if (workloadId !== 'none') return workloadId === subject.workloadId;
  return subject.regions.includes(region);
}
