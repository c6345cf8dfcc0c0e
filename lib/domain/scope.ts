import type { AccountId, RegionCode, WorkloadId } from './fleet';

/** The part of the fleet that may be seen; `all` or a closed list per label. */
export interface Scope {
  readonly accounts: 'all' | readonly AccountId[];
  readonly regions: 'all' | readonly RegionCode[];
  readonly workloads: 'all' | readonly WorkloadId[];
}

/** Whether one scope shows nothing that the other hides. */
export function isWithin(inner: Scope, outer: Scope): boolean {
  return (
    holds(outer.accounts, inner.accounts) &&
    holds(outer.regions, inner.regions) &&
    holds(outer.workloads, inner.workloads)
  );
}

function holds(outer: 'all' | readonly string[], inner: 'all' | readonly string[]): boolean {
  if (outer === 'all') return true;
  return inner !== 'all' && inner.every((label) => outer.includes(label));
}
