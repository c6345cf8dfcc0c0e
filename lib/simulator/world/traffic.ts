import type { UserPopulation, WorkloadDeclaration } from './fleet-declaration';
import { streamKey, unitAt, waveAt } from './seeded-random';

/** Share of users of each region, by region code. */
export type Shares = Record<string, number>;

const secondsOfDay = 86_400;
const busiestLocalHour = 15;

const keys = new WeakMap<UserPopulation, Map<number, number>>();

/** Asked every minute of the world's life, so the key of each population is kept. */
function keyOf(seed: number, workload: WorkloadDeclaration, population: UserPopulation): number {
  let bySeed = keys.get(population);
  if (bySeed === undefined) {
    bySeed = new Map();
    keys.set(population, bySeed);
  }
  let key = bySeed.get(seed);
  if (key === undefined) {
    key = streamKey(seed, `demand:${workload.id}:${population.id}`);
    bySeed.set(seed, key);
  }
  return key;
}

/** Requests the users of a population send in a minute (minutes since 1970), whoever serves them. */
export function demandOfMinute(
  seed: number,
  workload: WorkloadDeclaration,
  population: UserPopulation,
  minute: number,
): number {
  const key = keyOf(seed, workload, population);
  const localHour = (((minute * 60) % secondsOfDay) / 3600 + population.utcOffsetHours + 24) % 24;
  const daily = 0.66 + 0.34 * Math.cos(((localHour - busiestLocalHour) / 24) * 2 * Math.PI);
  const noise = 1 + 0.04 * waveAt(key, minute, 9) + 0.03 * (unitAt(key, minute) - 0.5);
  return population.peakRequestsPerSecond * 60 * daily * noise;
}

/** Share of requests answered with a server error by targets that are loaded to `utilisation` of what they can do. */
export function errorShareOf(utilisation: number): number {
  const overload = Math.max(0, utilisation - 1);
  return Math.min(0.9, 0.0004 + overload * 0.08);
}

/** Median time a target takes to answer, in seconds, at a utilisation. */
export function responseSecondsOf(utilisation: number): number {
  const load = Math.min(utilisation, 1.6);
  return 0.034 * (1 + 0.5 * load * load + 3 * Math.max(0, load - 0.9));
}
