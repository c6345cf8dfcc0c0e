import type { BilledDemandDeclaration, WorkloadDeclaration } from '../fleet-declaration';

/** What a region's users cost in an average hour. */
export interface BilledDemand extends BilledDemandDeclaration {
  readonly workload: string;
  /** `${workload}/${region}`; `everywhere` for all users together, who are the same wherever they are served. */
  readonly place: string;
  /** What all users of the workload do in an average hour. */
  readonly all: { readonly requests: number; readonly writes: number };
}

/** Where the users of some workloads are served when nothing has failed. */
export interface DemandBook {
  readonly all: readonly BilledDemand[];
  /** The demand of a workload in a region; undefined where it never serves anybody. */
  in(workload: string, region: string): BilledDemand | undefined;
  /** All users of a workload together, by the clock of its busiest region; undefined for a workload without users. */
  of(workload: string): BilledDemand | undefined;
}

/** Opens the demand that bills follow. A region that only serves when others are lost has a demand of nothing. */
export function openDemand(workloads: readonly WorkloadDeclaration[]): DemandBook {
  const byWorkload = new Map(workloads.map((workload) => [workload.id, partsOf(workload)]));
  return {
    all: [...byWorkload.values()].flat(),
    in: (workload, region) => byWorkload.get(workload)?.find((each) => each.region === region),
    of(workload) {
      const [busiest] = byWorkload.get(workload) ?? [];
      return busiest === undefined ? undefined : { ...busiest, ...busiest.all, place: 'everywhere' };
    },
  };
}

function partsOf({ id, billedDemand = [], capacity }: WorkloadDeclaration): BilledDemand[] {
  const [busiest] = billedDemand;
  if (busiest === undefined) return [];
  const all = {
    requests: billedDemand.reduce((sum, each) => sum + each.requests, 0),
    writes: billedDemand.reduce((sum, each) => sum + each.writes, 0),
  };
  const idle = capacity.filter(({ region }) => !billedDemand.some((each) => each.region === region));
  return [
    ...billedDemand,
    ...idle.map(({ region }) => ({ region, requests: 0, writes: 0, utcOffsetHours: busiest.utcOffsetHours })),
  ].map((part) => ({ ...part, workload: id, place: `${id}/${part.region}`, all }));
}
