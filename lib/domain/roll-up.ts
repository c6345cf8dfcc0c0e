import { type HealthState, healthStates } from './vocabulary';

/** The worst state of several with the counts of all, so that the unknown are always listed beside the worst. */
export interface HealthRollUp {
  readonly state: HealthState;
  readonly counts: Readonly<Record<HealthState, number>>;
}

/** Rolls up health: the worst wins (down, degraded, unknown, healthy), and nothing at all is unknown. */
export function rollUpHealth(states: readonly HealthState[]): HealthRollUp {
  const counts = { down: 0, degraded: 0, unknown: 0, healthy: 0 };
  for (const state of states) counts[state] += 1;
  return { state: healthStates.find((state) => counts[state] > 0) ?? 'unknown', counts };
}

/** `1 down, 2 unknown, 3 healthy`; only what there is, worst first. `nothing is known` for an empty roll-up. */
export function formatHealthCounts(counts: Readonly<Record<HealthState, number>>): string {
  const parts = healthStates.filter((state) => counts[state] > 0).map((state) => `${counts[state]} ${state}`);
  return parts.length === 0 ? 'nothing is known' : parts.join(', ');
}
