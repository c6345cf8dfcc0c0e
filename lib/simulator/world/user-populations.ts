import type { Range } from './store-declarations';
import type { Shares } from './traffic';

/**
 * Where the users of one population are, as shares of the whole population. Followers take a new DNS answer within its
 * TTL; the stubborn keep what they once resolved far longer (pinned connections, resolvers that ignore TTLs).
 */
export interface UserPlaces {
  readonly followers: Shares;
  readonly stubborn: Shares;
  /** Seconds for which the stubborn have held an answer that is no longer given; absent while they hold none. */
  readonly heldSeconds?: number;
}

/** How the resolvers of users deal with answers. */
export interface Resolvers {
  /** Share of the users whose resolvers hold answers too long, 0…1. */
  readonly stubbornShare: number;
  /** How long beyond the TTL those hold an answer, in seconds: evenly between least and most. */
  readonly holdSeconds: Range;
}

export const usualResolvers: Resolvers = { stubbornShare: 0.03, holdSeconds: [300, 900] };

/** The whole population where DNS sends it. */
export function placeUsers(target: Shares, { stubbornShare }: Resolvers): UserPlaces {
  return { followers: scale(target, 1 - stubbornShare), stubborn: scale(target, stubbornShare) };
}

/** Where the users are one second later when DNS sends them to `goal` with that TTL. */
export function moveUsers(
  places: UserPlaces,
  goal: UserPlaces,
  ttlSeconds: number,
  { stubbornShare, holdSeconds: [least, most] }: Resolvers,
): UserPlaces {
  const followers = approach(places.followers, goal.followers, (1 - stubbornShare) / Math.max(1, ttlSeconds));
  if (equalShares(places.stubborn, goal.stubborn)) return { followers, stubborn: places.stubborn };
  const heldSeconds = (places.heldSeconds ?? 0) + 1;
  if (heldSeconds <= ttlSeconds + least) return { followers, stubborn: places.stubborn, heldSeconds };
  const stubborn = approach(places.stubborn, goal.stubborn, stubbornShare / Math.max(1, most - least));
  return equalShares(stubborn, goal.stubborn) ? { followers, stubborn } : { followers, stubborn, heldSeconds };
}

/** Whether everybody is where DNS sends them. */
export function usersArrived(places: UserPlaces, goal: UserPlaces): boolean {
  return equalShares(places.followers, goal.followers) && equalShares(places.stubborn, goal.stubborn);
}

function scale(shares: Shares, factor: number): Shares {
  const scaled: Shares = {};
  for (const region of Object.keys(shares)) scaled[region] = (shares[region] ?? 0) * factor;
  return scaled;
}

function approach(current: Shares, goal: Shares, most: number): Shares {
  if (equalShares(current, goal)) return current;
  let excess = 0;
  for (const region of Object.keys(current)) excess += Math.max(0, (current[region] ?? 0) - (goal[region] ?? 0));
  // The last step lands exactly on the goal, so that a settled world is recognised by equality.
  if (excess <= most * 1.000001) return goal;
  const part = most / excess;
  const moved: Shares = {};
  for (const region of new Set([...Object.keys(current), ...Object.keys(goal)])) {
    const from = current[region] ?? 0;
    moved[region] = from + ((goal[region] ?? 0) - from) * part;
  }
  return moved;
}

function equalShares(left: Shares, right: Shares): boolean {
  for (const region of Object.keys(left)) if ((left[region] ?? 0) !== (right[region] ?? 0)) return false;
  for (const region of Object.keys(right)) if ((left[region] ?? 0) !== (right[region] ?? 0)) return false;
  return true;
}
