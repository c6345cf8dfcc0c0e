import type { EndpointEntity } from '../entities';
import { judgeEndpoint } from '../judge-endpoint';
import { newestValue } from '../observe';
import type { EpochMs, Seconds } from '../time';
import type { RecoveryResult } from './recovery-result';

/** How long users of the same workload in that one region would have been without it; rounded down, against the move. */
export type SingleRegionOutage =
  /** It is not back yet. */
  | { readonly state: 'so-far'; readonly seconds: Seconds }
  /** It is back; a short failure after its return would have begun the count of its good time anew. */
  | { readonly state: 'at-most'; readonly seconds: Seconds }
  | { readonly state: 'unknown' };

/** A region that has passed only since so long after the impact was away for another reason as well. */
const longestOutageMs = 7 * 86_400_000;

/**
 * Compares a recovery with no recovery at all: from the same impact until the endpoints of the lost region passed again.
 * `unknown` where the evidence does not reach back to the outage: nothing is claimed for the move then.
 *
 * @param endpoints of the workload, in whichever region
 */
export function judgeSingleRegion(
  { impactAt, at, source }: Pick<RecoveryResult, 'impactAt' | 'at' | 'source'>,
  endpoints: readonly EndpointEntity[],
  now: EpochMs,
): SingleRegionOutage {
  const own = endpoints.filter((endpoint) => endpoint.region === source && !isEmpty(endpoint));
  if (own.length === 0) return { state: 'unknown' };
  const readings = own.map((endpoint) => ({ endpoint, health: judgeEndpoint(endpoint, now).health.state }));
  const since = own.map(({ probeStreakStartedAt }) => probeStreakStartedAt);
  if (readings.every(({ health }) => health === 'healthy')) return backSince(since, impactAt);
  const isStillAway = readings.some(
    ({ endpoint: { probeStreakStartedAt: from }, health }) => health === 'down' && from !== undefined && from <= at,
  );
  if (!isStillAway) return { state: 'unknown' };
  return { state: 'so-far', seconds: Math.max(0, Math.floor((now - impactAt) / 1000)) };
}

function backSince(since: readonly (EpochMs | undefined)[], impactAt: EpochMs): SingleRegionOutage {
  const known = since.filter((each) => each !== undefined);
  const from = Math.max(...known);
  if (known.length < since.length || from <= impactAt || from - impactAt > longestOutageMs) return { state: 'unknown' };
  return { state: 'at-most', seconds: Math.floor((from - impactAt) / 1000) };
}

/** An endpoint without an instance has nothing to pass with. */
function isEmpty({ capacity }: EndpointEntity): boolean {
  const newest = newestValue(capacity);
  return newest !== 'none' && newest.value.inService === 0;
}
