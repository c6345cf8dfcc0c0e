import { activeFaults } from './faults';
import type { MetricTrouble } from './metrics/metric-reader';
import type { Fault } from './types';
import type { WorldState } from './world-state';

export type Surge = Omit<Extract<Fault, { kind: 'traffic-surge' }>, 'kind'>;
export type Slowness = Omit<Extract<Fault, { kind: 'grey-fault' }>, 'kind'>;

/** What faults do to the course of the world beside stopping regions and links. */
export interface Conditions {
  /** Regions that are alive and that nothing gets into or out of. */
  readonly cutOff: readonly string[];
  readonly surges: readonly Surge[];
  readonly slow: readonly Slowness[];
}

export const calmConditions: Conditions = { cutOff: [], surges: [], slow: [] };

/** The conditions that the faults in force make. */
export function conditionsOf(state: WorldState): Conditions {
  const cutOff: string[] = [];
  const surges: Surge[] = [];
  const slow: Slowness[] = [];
  for (const { fault } of activeFaults(state)) {
    if (fault.kind === 'region-cut-off') cutOff.push(fault.region);
    if (fault.kind === 'traffic-surge') surges.push(fault);
    if (fault.kind === 'grey-fault') slow.push(fault);
  }
  const calm = cutOff.length + surges.length + slow.length === 0;
  return calm ? calmConditions : { cutOff: cutOff.sort(), surges, slow };
}

/** How many times their usual requests the users of a population send; surges multiply. */
export function surgeOf({ surges }: Conditions, workload: string, population: string): number {
  return surges
    .filter((each) => (each.workload ?? workload) === workload && (each.population ?? population) === population)
    .reduce((product, { factor }) => product * factor, 1);
}

/** How many times the usual time the answers of a workload take in a region. */
export function slownessOf({ slow }: Conditions, workload: string, region: string): number {
  return slow
    .filter((each) => each.region === region && (each.workload ?? workload) === workload)
    .reduce((product, { factor }) => product * factor, 1);
}

/** What became of the metrics of a region's namespace in a minute (since 1970); undefined when nothing did. */
export function metricTroubleOf(state: WorldState) {
  return (region: string, namespace: string, minute: number): MetricTrouble | undefined => {
    let lateSeconds = 0;
    for (const { fault, startedAt, endedAt } of state.faults) {
      if (fault.kind !== 'metrics-lost' && fault.kind !== 'metrics-late') continue;
      if (fault.region !== region || (fault.namespace ?? namespace) !== namespace) continue;
      const touched = startedAt < (minute + 1) * 60_000 && (endedAt === null || endedAt > minute * 60_000);
      if (!touched) continue;
      if (fault.kind === 'metrics-lost') return { kind: 'lost' };
      lateSeconds = Math.max(lateSeconds, fault.minutes * 60);
    }
    return lateSeconds > 0 ? { kind: 'late', seconds: lateSeconds } : undefined;
  };
}
