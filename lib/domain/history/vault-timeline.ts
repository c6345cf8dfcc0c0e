import type { EpochMs } from '../time';
import type { VaultPoint } from './judge-vault-minute';

/** A recovery point as a vault lists it. */
export interface ListedPoint {
  readonly resourceArn: string;
  readonly status: 'completed' | 'other';
  /** The moment whose data it holds. */
  readonly createdAt: EpochMs;
  /** In a vault of copies the moment the copy was complete. */
  readonly completedAt: EpochMs | 'unknown';
}

/** From when on a vault could bring back which moment, oldest first. */
export type VaultTimeline = readonly { readonly from: EpochMs; readonly pointAt: EpochMs }[];

/**
 * What the points a vault lists today tell of its past. A point counts from its completion on, and one whose completion
 * has no date not at all. Of each resource the newest counts, of the resources the one furthest back. Before every
 * resource has a point nothing is told: what was there earlier may have been deleted since.
 */
export function toVaultTimeline(points: readonly ListedPoint[]): VaultTimeline {
  const complete = points.filter(({ status }) => status === 'completed');
  const resources = new Set(complete.map(({ resourceArn }) => resourceArn));
  const newest = new Map<string, EpochMs>();
  const timeline: { from: EpochMs; pointAt: EpochMs }[] = [];
  const dated = complete.flatMap(({ resourceArn, createdAt, completedAt: from }) =>
    from === 'unknown' ? [] : [{ resourceArn, createdAt, from }],
  );
  for (const { resourceArn, createdAt, from } of dated.sort((a, b) => a.from - b.from)) {
    const before = newest.get(resourceArn);
    newest.set(resourceArn, before === undefined ? createdAt : Math.max(before, createdAt));
    if (newest.size === resources.size) timeline.push({ from, pointAt: Math.min(...newest.values()) });
  }
  return timeline;
}

/** What a vault could bring back during the minute that starts at `at`; a point completed within it does not count yet. */
export function vaultPointAt(timeline: VaultTimeline, at: EpochMs): VaultPoint {
  return timeline.findLast(({ from }) => from <= at)?.pointAt ?? 'unknown';
}
