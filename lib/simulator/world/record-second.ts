import type { Arrival } from './commit-log';
import type { WorkloadService } from './serving';
import type { MinuteFacts, WorldState } from './world-state';

export interface SecondOfLife {
  readonly flows: { readonly services: ReadonlyMap<string, WorkloadService> };
  /** Writes committed, by commit log. */
  readonly commits: ReadonlyMap<string, number>;
  /** By link whose ends are both up. */
  readonly arrivals: ReadonlyMap<string, Arrival>;
  readonly failed: ReadonlySet<string>;
  /** Share of passing checkers of a health check. */
  passing(check: string): number;
}

/** Adds the second that ended at `state.second` to the facts of its minute. */
export function addSecond(state: WorldState, second: SecondOfLife): void {
  const facts = state.minute;
  for (const region of second.failed) if (!facts.lost.includes(region)) facts.lost.push(region);
  for (const [workload, service] of second.flows.services) {
    for (const each of service.regions) {
      const place = `${workload}/${each.region}`;
      facts.requests[place] = (facts.requests[place] ?? 0) + each.requests / 60;
      facts.errors[place] = (facts.errors[place] ?? 0) + each.errors / 60;
    }
  }
  for (const [log, count] of second.commits) facts.commits[log] = (facts.commits[log] ?? 0) + count;
  for (const [link, arrival] of second.arrivals) addArrival(facts, link, arrival, state.second - arrival.position);
  for (const check of Object.keys(state.opinions)) addHealth(facts, check, second.passing(check));
  for (const check of Object.keys(state.routingControls)) addHealth(facts, check, second.passing(check));
}

function addArrival(facts: MinuteFacts, link: string, arrival: Arrival, lagSeconds: number): void {
  const arrived = facts.arrivals[link] ?? { count: 0, latencySum: 0, latencyMax: 0 };
  arrived.count += arrival.count;
  arrived.latencySum += arrival.latencySum;
  arrived.latencyMax = Math.max(arrived.latencyMax, arrival.latencyMax);
  facts.arrivals[link] = arrived;
  const lag = facts.lag[link] ?? { samples: 0, sum: 0, min: lagSeconds, max: lagSeconds };
  lag.samples += 1;
  lag.sum += lagSeconds;
  lag.min = Math.min(lag.min, lagSeconds);
  lag.max = Math.max(lag.max, lagSeconds);
  facts.lag[link] = lag;
}

function addHealth(facts: MinuteFacts, check: string, share: number): void {
  const health = facts.health[check] ?? { samples: 0, sum: 0, min: share, minStatus: 1 };
  health.samples += 1;
  health.sum += share;
  health.min = Math.min(health.min, share);
  if (share <= 0.18) health.minStatus = 0;
  facts.health[check] = health;
}
