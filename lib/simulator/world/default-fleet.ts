import type { SimulatedRegion } from './types';

/** The account everything of the default fleet lives in. */
export const defaultAccountId = '111122223333';

export const hostedZoneName = 'acme.example';
export const hostedZoneId = 'Z0ACMEEXAMPLE01';

export const defaultRegions: readonly SimulatedRegion[] = [
  { code: 'us-east-1', short: 'use1', longitude: -77.4, latitude: 38.9 },
  { code: 'us-west-2', short: 'usw2', longitude: -119.7, latitude: 45.8 },
  { code: 'eu-central-1', short: 'euc1', longitude: 8.7, latitude: 50.1 },
  { code: 'ap-southeast-1', short: 'apse1', longitude: 103.8, latitude: 1.35 },
  { code: 'eu-west-1', short: 'euw1', longitude: -6.3, latitude: 53.3 },
];

/** Users who resolve names near one region and live by one clock. */
export interface UserPopulation {
  readonly id: string;
  /** Region their resolvers stand near. */
  readonly resolverRegion: string;
  /** Hours ahead of UTC, for the daily curve. */
  readonly utcOffsetHours: number;
  /** Requests per second at the height of the day. */
  readonly peakRequestsPerSecond: number;
}

export interface RegionCapacity {
  readonly region: string;
  readonly desired: number;
  readonly max: number;
  /** Instances that really serve; fewer than desired where the region lacks capacity. */
  readonly inService: number;
}

export interface WorkloadDeclaration {
  readonly id: string;
  readonly capacity: readonly RegionCapacity[];
  readonly requestsPerSecondPerInstance: number;
  readonly populations: readonly UserPopulation[];
  /** Writes committed to the store per request served. */
  readonly writesPerRequest: number;
  readonly store: StoreDeclaration;
  /** Name users type, relative to the zone. */
  readonly hostLabel: string;
}

export type StoreDeclaration =
  | {
      readonly kind: 'aurora-global';
      readonly id: string;
      readonly resource: string;
      readonly writer: string;
      readonly secondaries: readonly string[];
      readonly instances: Readonly<Record<string, number>>;
    }
  | {
      readonly kind: 'dynamodb-global-table';
      readonly id: string;
      readonly resource: string;
      readonly replicas: readonly string[];
    };

export const checkout: WorkloadDeclaration = {
  id: 'checkout',
  hostLabel: 'checkout',
  capacity: [
    { region: 'us-east-1', desired: 6, max: 12, inService: 6 },
    { region: 'us-west-2', desired: 2, max: 12, inService: 2 },
  ],
  requestsPerSecondPerInstance: 45,
  populations: [
    { id: 'america', resolverRegion: 'us-east-1', utcOffsetHours: -6, peakRequestsPerSecond: 70 },
    { id: 'europe', resolverRegion: 'eu-west-1', utcOffsetHours: 1, peakRequestsPerSecond: 35 },
    { id: 'asia', resolverRegion: 'ap-southeast-1', utcOffsetHours: 8, peakRequestsPerSecond: 25 },
  ],
  writesPerRequest: 0.35,
  store: {
    kind: 'aurora-global',
    id: 'orders',
    resource: 'checkout-global',
    writer: 'us-east-1',
    secondaries: ['us-west-2'],
    instances: { 'us-east-1': 2, 'us-west-2': 1 },
  },
};

export const storefront: WorkloadDeclaration = {
  id: 'storefront',
  hostLabel: 'www',
  capacity: [
    { region: 'us-east-1', desired: 8, max: 16, inService: 8 },
    { region: 'us-west-2', desired: 4, max: 16, inService: 4 },
    { region: 'eu-central-1', desired: 4, max: 16, inService: 4 },
    // Short of capacity: the third instance has been pending since it was asked for.
    { region: 'ap-southeast-1', desired: 3, max: 16, inService: 2 },
  ],
  requestsPerSecondPerInstance: 140,
  populations: [
    { id: 'america-east', resolverRegion: 'us-east-1', utcOffsetHours: -5, peakRequestsPerSecond: 380 },
    { id: 'america-west', resolverRegion: 'us-west-2', utcOffsetHours: -8, peakRequestsPerSecond: 190 },
    { id: 'europe', resolverRegion: 'eu-west-1', utcOffsetHours: 1, peakRequestsPerSecond: 240 },
    { id: 'asia', resolverRegion: 'ap-southeast-1', utcOffsetHours: 8, peakRequestsPerSecond: 150 },
  ],
  writesPerRequest: 0.5,
  store: {
    kind: 'dynamodb-global-table',
    id: 'sessions',
    resource: 'user-sessions',
    replicas: ['us-east-1', 'us-west-2', 'eu-central-1', 'ap-southeast-1'],
  },
};

export const defaultWorkloads: readonly WorkloadDeclaration[] = [checkout, storefront];

/** Short code of a region, as it stands in names; throws for a region outside the fleet. */
export function shortCode(region: string): string {
  return findRegion(region).short;
}

/** The region of that code; throws for a region outside the fleet. */
export function findRegion(code: string): SimulatedRegion {
  const region = defaultRegions.find((each) => each.code === code);
  if (region === undefined) throw new Error(`Region ${code} is not part of the simulated fleet.`);
  return region;
}
