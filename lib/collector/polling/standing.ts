import { isProtectedTier, type Workload } from '@/lib/domain/fleet';
import type { PollPurpose } from '@/lib/domain/polling/polled-item';
import type { Seconds } from '@/lib/domain/time';

/**
 * What always runs for some workloads: protected as soon as one of them is. A budget stretches it to a quarter of an hour
 * at most, since an outage that is over before it is seen was not watched; for the other tiers to an hour.
 */
export function standingFor(workloads: readonly Pick<Workload, 'tier'>[]): {
  readonly purpose: PollPurpose;
  readonly longestSeconds: Seconds;
} {
  return workloads.some(isProtectedTier)
    ? { purpose: 'standing-protected', longestSeconds: 900 }
    : { purpose: 'standing-unprotected', longestSeconds: 3600 };
}

/** What nobody waits for, and how seldom it may be looked at. */
export const background = { purpose: 'background', longestSeconds: 86_400 } as const satisfies {
  readonly purpose: PollPurpose;
  readonly longestSeconds: Seconds;
};
