import type { FindingEntity } from '../entities';
import type { EpochMs } from '../time';

/**
 * Why a finding is over. `cleared`: its end was seen. `superseded`: another finding says the same and more, e.g. a region
 * that is down and not only unreachable. `withdrawn`: what it was about is no longer there.
 */
export const findingEnds = ['cleared', 'superseded', 'withdrawn'] as const;
export type FindingEnd = (typeof findingEnds)[number];

/** What history keeps of a finding: it was raised, became worse than ever since, or is over. */
export type FindingTransition = {
  /** Fleet time. */
  readonly at: EpochMs;
  /** As it was just then; of one that is over, as it was seen last. */
  readonly finding: FindingEntity;
} & ({ readonly change: 'opened' | 'worsened' } | { readonly change: 'closed'; readonly by: FindingEnd });
