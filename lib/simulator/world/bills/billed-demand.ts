/** What a region's users cost in an average hour. */
export interface BilledDemand {
  readonly workload: string;
  readonly region: string;
  /** Requests an hour. */
  readonly requests: number;
  /** Of those, writes an hour that start in this region. */
  readonly writes: number;
  readonly utcOffsetHours: number;
}

/** Where the users of each workload are served when nothing has failed. */
export const billedDemand: readonly BilledDemand[] = [
  { workload: 'checkout', region: 'us-east-1', requests: 310_000, writes: 108_000, utcOffsetHours: -5 },
  { workload: 'storefront', region: 'us-east-1', requests: 905_000, writes: 452_000, utcOffsetHours: -5 },
  { workload: 'storefront', region: 'us-west-2', requests: 450_000, writes: 225_000, utcOffsetHours: -8 },
  { workload: 'storefront', region: 'eu-central-1', requests: 570_000, writes: 285_000, utcOffsetHours: 1 },
  { workload: 'storefront', region: 'ap-southeast-1', requests: 356_000, writes: 178_000, utcOffsetHours: 8 },
  { workload: 'eu-accounts', region: 'eu-central-1', requests: 190_000, writes: 38_000, utcOffsetHours: 1 },
  { workload: 'catalog', region: 'us-east-1', requests: 420_000, writes: 21_000, utcOffsetHours: -5 },
  { workload: 'catalog', region: 'eu-west-1', requests: 260_000, writes: 13_000, utcOffsetHours: 0 },
  { workload: 'media', region: 'us-east-1', requests: 166_000, writes: 12_000, utcOffsetHours: -5 },
];

/** The demand of a workload in a region; undefined where it serves nobody. */
export function demandIn(workload: string, region: string): BilledDemand | undefined {
  return billedDemand.find((each) => each.workload === workload && each.region === region);
}

/** All users of a workload together, by the clock of its busiest region; undefined for a workload without users. */
export function demandOf(workload: string): BilledDemand | undefined {
  const parts = billedDemand.filter((each) => each.workload === workload);
  const busiest = parts[0];
  if (busiest === undefined) return undefined;
  return {
    ...busiest,
    requests: parts.reduce((sum, each) => sum + each.requests, 0),
    writes: parts.reduce((sum, each) => sum + each.writes, 0),
  };
}
