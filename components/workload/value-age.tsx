import { newestValue } from '@/lib/domain/observe';
import type { EpochMs } from '@/lib/domain/time';
import type { SignalView } from '@/lib/domain/workload-page/types';
import { formatAge } from '@/lib/format';

export type ValueAgeProps<T> = SignalView<T> & { readonly now: EpochMs };

/** A live figure is not marked, but on a page of detail its age is not left to a hover. */
export function ValueAge<T>({ observation, freshness, now }: ValueAgeProps<T>) {
  const newest = newestValue(observation);
  if (freshness !== 'live' || newest === 'none') return null;
  return <span className="block whitespace-nowrap text-ink-faint text-note">{formatAge(newest.measuredAt, now)}</span>;
}
