/** A row of the sample table: one direction of replication, as a fleet of any size would have thousands. */
export interface SampleLink {
  readonly id: string;
  readonly store: string;
  readonly region: string;
  readonly account: string;
  readonly tier: number;
  /** `unknown`: nobody measured it. */
  readonly lagSeconds: number | 'unknown';
  readonly state: 'breached' | 'at-risk' | 'not-measured' | 'met';
}

const regions = ['us-east-1', 'us-west-2', 'eu-west-1', 'eu-central-1', 'ap-southeast-1'] as const;
const states = ['met', 'met', 'met', 'at-risk', 'met', 'not-measured', 'met', 'breached'] as const;

/** The same rows each time: every figure follows from its number. */
export function sampleLinks(count: number): readonly SampleLink[] {
  return Array.from({ length: count }, (_, index) => {
    const state = states[(index * 7) % states.length] ?? 'met';
    return {
      id: `link-${index}`,
      store: `store-${index}`,
      region: regions[index % regions.length] ?? 'us-east-1',
      account: `11112222${String(3333 + (index % 12))}`,
      tier: index % 4,
      lagSeconds: state === 'not-measured' ? 'unknown' : ((index * 37) % 900) / 10,
      state,
    };
  });
}
