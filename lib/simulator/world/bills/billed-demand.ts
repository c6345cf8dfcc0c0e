import type { BilledDemandDeclaration, WorkloadDeclaration } from '../fleet-declaration';

/** What a region's users cost in an average hour. */
export interface BilledDemand extends BilledDemandDeclaration {
  readonly workload: string;
}

/** Where the users of some workloads are served when nothing has failed. */
export interface DemandBook {
  readonly all: readonly BilledDemand[];
  /** The demand of a workload in a region; undefined where it serves nobody. */
  in(workload: string, region: string): BilledDemand | undefined;
  /** All users of a workload together, by the clock of its busiest region; undefined for a workload without users. */
  of(workload: string): BilledDemand | undefined;
}

/** Opens the demand that bills follow. */
export function openDemand(workloads: readonly WorkloadDeclaration[]): DemandBook {
  const partsOf = ({ id, billedDemand = [] }: WorkloadDeclaration) =>
    billedDemand.map(({ region, requests, writes, utcOffsetHours }) => ({
      workload: id,
      region,
      requests,
      writes,
      utcOffsetHours,
    }));
  const byWorkload = new Map(workloads.map((workload) => [workload.id, partsOf(workload)]));
  return {
    all: [...byWorkload.values()].flat(),
    in: (workload, region) => byWorkload.get(workload)?.find((each) => each.region === region),
    of(workload) {
      const parts = byWorkload.get(workload) ?? [];
      const busiest = parts[0];
      if (busiest === undefined) return undefined;
      return {
        ...busiest,
        requests: parts.reduce((sum, each) => sum + each.requests, 0),
        writes: parts.reduce((sum, each) => sum + each.writes, 0),
      };
    },
  };
}
