import type { RegionCode } from '../../domain/fleet';

/** An endpoint group of Global Accelerator: the endpoints of one region. */
export interface EndpointGroupReading {
  readonly arn: string;
  readonly region: RegionCode | 'unknown';
  /** Percent of the traffic meant for the group that it gets, 0…100; `unknown` where AWS does not say. */
  readonly dialPercent: number | 'unknown';
  /** How many of its endpoints AWS calls healthy, and how many there are. */
  readonly healthy: number;
  readonly endpoints: number;
}
