import type { PlanMode, PlanRoute } from '@/lib/domain/recovery/plan';

/** Ids of stores whose copy a run of a route builds anew, and promotes without loss; only a graceful one does. */
export function rebuiltBy(route: PlanRoute | 'none', mode: PlanMode): readonly string[] {
  return mode === 'graceful' && route !== 'none' ? (route.rebuilds ?? []) : [];
}
