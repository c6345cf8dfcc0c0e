import type { Arrival } from './commit-log';
import { type Conditions, slownessOf } from './conditions';
import type { WorkloadService } from './serving';
import type { MinuteFacts } from './world-state';

/** Adds a second in which users were served so. */
export function addService(facts: MinuteFacts, services: ReadonlyMap<string, WorkloadService>): void {
  for (const service of services.values()) {
    for (const { place, requests, errors } of service.regions) {
      facts.requests[place] = (facts.requests[place] ?? 0) + requests / 60;
      facts.errors[place] = (facts.errors[place] ?? 0) + errors / 60;
    }
  }
}

/** Adds a second in which these regions answered nobody. */
export function addLost(facts: MinuteFacts, failed: ReadonlySet<string>): void {
  for (const region of failed) if (!facts.lost.includes(region)) facts.lost.push(region);
}

/** Adds a second in which answers of these places took so many times as long. */
export function addSlowness(
  facts: MinuteFacts,
  conditions: Conditions,
  services: ReadonlyMap<string, WorkloadService>,
): void {
  if (conditions.slow.length === 0) return;
  facts.slow ??= {};
  for (const [workload, { regions }] of services) {
    for (const { place, region } of regions) {
      const times = slownessOf(conditions, workload, region);
      if (times > 1) facts.slow[place] = Math.max(facts.slow[place] ?? 1, times);
    }
  }
}

/** Adds writes committed in a log. */
export function addCommits(facts: MinuteFacts, log: string, count: number): void {
  facts.commits[log] = (facts.commits[log] ?? 0) + count;
}

/** Adds what arrived in a second over a link whose ends are both up, and its lag at the end of that second. */
export function addArrival(facts: MinuteFacts, link: string, arrival: Arrival, lagSeconds: number): void {
  let arrived = facts.arrivals[link];
  if (arrived === undefined) {
    arrived = { count: 0, latencySum: 0, latencyMax: 0 };
    facts.arrivals[link] = arrived;
  }
  arrived.count += arrival.count;
  arrived.latencySum += arrival.latencySum;
  arrived.latencyMax = Math.max(arrived.latencyMax, arrival.latencyMax);
  addLag(facts, link, lagSeconds);
}

/** Adds the lag of a link at the end of a second. */
export function addLag(facts: MinuteFacts, link: string, lagSeconds: number): void {
  let lag = facts.lag[link];
  if (lag === undefined) {
    lag = { samples: 0, sum: 0, min: lagSeconds, max: lagSeconds };
    facts.lag[link] = lag;
  }
  lag.samples += 1;
  lag.sum += lagSeconds;
  lag.min = Math.min(lag.min, lagSeconds);
  lag.max = Math.max(lag.max, lagSeconds);
}

/** Adds a second in which a database replica heard its source or not. */
export function addHearing(facts: MinuteFacts, link: string, heard: boolean): void {
  if (!heard) facts.deaf[link] = (facts.deaf[link] ?? 0) + 1;
  else if (facts.deaf[link] !== undefined) facts.deaf[link] = 0;
}

/** Adds a second in which that share of the checkers passed an endpoint. */
export function addHealth(facts: MinuteFacts, check: string, share: number): void {
  let health = facts.health[check];
  if (health === undefined) {
    health = { samples: 0, sum: 0, min: share, minStatus: 1 };
    facts.health[check] = health;
  }
  health.samples += 1;
  health.sum += share;
  health.min = Math.min(health.min, share);
  if (share <= 0.18) health.minStatus = 0;
}
