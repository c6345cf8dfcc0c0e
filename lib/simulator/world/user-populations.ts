import type { Shares } from './traffic';

/**
 * Where the users of one population are, as shares of the whole population. Followers take a new DNS answer within its
 * TTL; the stubborn keep what they once resolved far longer (pinned connections, resolvers that ignore TTLs).
 */
export interface UserPlaces {
  readonly followers: Shares;
  readonly stubborn: Shares;
}

const stubbornShare = 0.03;
const stubbornSeconds = 2400;

/** The whole population where DNS sends it. */
export function placeUsers(target: Shares): UserPlaces {
  return { followers: scale(target, 1 - stubbornShare), stubborn: scale(target, stubbornShare) };
}

/** Where the users are one second later when DNS sends them to `goal` with that TTL. */
export function moveUsers(places: UserPlaces, goal: UserPlaces, ttlSeconds: number): UserPlaces {
  return {
    followers: approach(places.followers, goal.followers, (1 - stubbornShare) / Math.max(1, ttlSeconds)),
    stubborn: approach(places.stubborn, goal.stubborn, stubbornShare / stubbornSeconds),
  };
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
