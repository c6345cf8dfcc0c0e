import type { Scenario, Workload } from '../fleet';
import { defaultTargetPercent } from '../history/attainment';

/** Target attainment of each objective of a workload in percent: as the fleet sets it, else the usual one. */
export function targetsOf({ objectives }: Pick<Workload, 'objectives'>): Readonly<Partial<Record<Scenario, number>>> {
  return Object.fromEntries(
    objectives.map(({ scenario, targetPercent }) => [scenario, targetPercent ?? defaultTargetPercent]),
  );
}
