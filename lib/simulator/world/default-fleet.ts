import type { StoreDeclaration } from './store-declarations';
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

/** How the name users type leads to a region. */
export interface EntryDeclaration {
  /** Name users type, relative to the zone. */
  readonly hostLabel: string;
  /**
   * `routing-controls`: a failover pair that follows a person's switches. `failover`: a failover pair that follows the
   * endpoint health checks. `latency`: the nearest healthy region. `geolocation`: continents bound to regions, everybody
   * else to the nearest healthy region.
   */
  readonly routing:
    | { readonly policy: 'routing-controls' | 'failover' | 'latency' }
    | {
        readonly policy: 'geolocation';
        readonly continents: readonly { readonly code: string; readonly name: string; readonly region: string }[];
      };
}

export interface WorkloadDeclaration {
  readonly id: string;
  /** Primary first; empty for a workload that serves nobody. */
  readonly capacity: readonly RegionCapacity[];
  readonly requestsPerSecondPerInstance: number;
  readonly populations: readonly UserPopulation[];
  readonly stores: readonly StoreDeclaration[];
  readonly entry?: EntryDeclaration;
}

export const checkout: WorkloadDeclaration = {
  id: 'checkout',
  entry: { hostLabel: 'checkout', routing: { policy: 'routing-controls' } },
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
  stores: [
    {
      kind: 'aurora-global',
      id: 'orders',
      resource: 'checkout-global',
      clusterPrefix: 'checkout',
      writer: 'us-east-1',
      secondaries: ['us-west-2'],
      instances: { 'us-east-1': 2, 'us-west-2': 1 },
      writes: { perRequest: 0.35 },
    },
    {
      kind: 'dynamodb-global-table',
      id: 'idempotency',
      resource: 'checkout-idempotency',
      consistency: 'STRONG',
      replicas: ['us-east-1', 'us-west-2'],
      witness: 'us-east-2',
      itemCount: 918_233,
      sizeBytes: 201_772_512,
      writes: { perRequest: 0.35 },
    },
  ],
};

export const storefront: WorkloadDeclaration = {
  id: 'storefront',
  entry: {
    hostLabel: 'www',
    routing: { policy: 'geolocation', continents: [{ code: 'EU', name: 'europe', region: 'eu-central-1' }] },
  },
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
  stores: [
    {
      kind: 'dynamodb-global-table',
      id: 'sessions',
      resource: 'user-sessions',
      consistency: 'EVENTUAL',
      replicas: ['us-east-1', 'us-west-2', 'eu-central-1', 'ap-southeast-1'],
      itemCount: 4_812_906,
      sizeBytes: 3_946_582_920,
      writes: { perRequest: 0.5 },
    },
    {
      kind: 'elasticache-global',
      id: 'cache',
      resource: 'storefront-cache',
      groupPrefix: 'storefront-cache',
      writer: 'us-east-1',
      secondaries: ['us-west-2', 'eu-central-1'],
      writes: { perRequest: 0.3 },
    },
  ],
};

export const euAccounts: WorkloadDeclaration = {
  id: 'eu-accounts',
  entry: { hostLabel: 'accounts', routing: { policy: 'failover' } },
  capacity: [
    { region: 'eu-central-1', desired: 4, max: 8, inService: 4 },
    { region: 'eu-west-1', desired: 2, max: 8, inService: 2 },
  ],
  requestsPerSecondPerInstance: 40,
  populations: [
    { id: 'europe', resolverRegion: 'eu-west-1', utcOffsetHours: 1, peakRequestsPerSecond: 70 },
    { id: 'travellers', resolverRegion: 'us-east-1', utcOffsetHours: -5, peakRequestsPerSecond: 8 },
  ],
  stores: [
    {
      kind: 'aurora-global',
      id: 'accounts',
      resource: 'eu-accounts-global',
      clusterPrefix: 'eu-accounts',
      writer: 'eu-central-1',
      secondaries: ['eu-west-1'],
      instances: { 'eu-central-1': 2, 'eu-west-1': 1 },
      writes: { perRequest: 0.2 },
    },
    {
      kind: 'aurora-global',
      id: 'legacy-shard',
      resource: 'eu-accounts-legacy-global',
      clusterPrefix: 'eu-accounts-legacy',
      writer: 'eu-central-1',
      secondaries: ['ap-southeast-1'],
      instances: { 'eu-central-1': 1, 'ap-southeast-1': 1 },
      writes: { perRequest: 0.05 },
    },
  ],
};

export const catalog: WorkloadDeclaration = {
  id: 'catalog',
  entry: { hostLabel: 'catalog', routing: { policy: 'latency' } },
  capacity: [
    { region: 'us-east-1', desired: 3, max: 12, inService: 3 },
    { region: 'eu-west-1', desired: 3, max: 12, inService: 3 },
  ],
  requestsPerSecondPerInstance: 90,
  populations: [
    { id: 'america', resolverRegion: 'us-east-1', utcOffsetHours: -6, peakRequestsPerSecond: 120 },
    { id: 'europe', resolverRegion: 'eu-west-1', utcOffsetHours: 1, peakRequestsPerSecond: 95 },
  ],
  stores: [
    {
      kind: 'dynamodb-global-table',
      id: 'items',
      resource: 'catalog-items',
      consistency: 'EVENTUAL',
      replicas: ['us-east-1', 'eu-west-1'],
      itemCount: 1_204_377,
      sizeBytes: 2_118_405_164,
      writes: { perRequest: 0.08 },
    },
  ],
};

export const media: WorkloadDeclaration = {
  id: 'media',
  entry: { hostLabel: 'media', routing: { policy: 'failover' } },
  capacity: [
    { region: 'us-east-1', desired: 2, max: 8, inService: 2 },
    { region: 'us-west-2', desired: 1, max: 8, inService: 1 },
  ],
  requestsPerSecondPerInstance: 60,
  populations: [
    { id: 'america', resolverRegion: 'us-east-1', utcOffsetHours: -6, peakRequestsPerSecond: 45 },
    { id: 'europe', resolverRegion: 'eu-west-1', utcOffsetHours: 1, peakRequestsPerSecond: 25 },
  ],
  stores: [
    {
      kind: 's3-replication',
      id: 'originals',
      resource: 'acme-media-use1',
      targetBucket: 'acme-media-usw2',
      writer: 'us-east-1',
      secondaries: ['us-west-2'],
      ruleId: 'rtc',
      timeControl: true,
      metrics: true,
      bytesPerObject: 2_400_000,
      writes: { perRequest: 0.05 },
    },
    {
      kind: 's3-replication',
      id: 'thumbnails',
      resource: 'acme-thumbnails-use1',
      targetBucket: 'acme-thumbnails-usw2',
      writer: 'us-east-1',
      secondaries: ['us-west-2'],
      ruleId: 'plain',
      timeControl: false,
      metrics: false,
      bytesPerObject: 38_000,
      writes: { perRequest: 0.15 },
    },
    {
      kind: 'rds-replica',
      id: 'index',
      resource: 'media-index-use1',
      replica: 'media-index-usw2',
      writer: 'us-east-1',
      secondaries: ['us-west-2'],
      instanceClass: 'db.m6g.large',
      engine: 'mysql',
      engineVersion: '8.0.40',
      writes: { perRequest: 0.1 },
    },
  ],
};

/** Records kept because the law asks for them; nobody is served from here. */
export const archive: WorkloadDeclaration = {
  id: 'archive',
  capacity: [],
  requestsPerSecondPerInstance: 0,
  populations: [],
  stores: [
    {
      kind: 's3-replication',
      id: 'audit-files',
      resource: 'acme-audit-use1',
      targetBucket: 'acme-audit-usw2',
      writer: 'us-east-1',
      secondaries: ['us-west-2'],
      ruleId: 'audit',
      timeControl: false,
      metrics: true,
      bytesPerObject: 310_000,
      writes: { perMinute: 40 },
    },
  ],
};

export const defaultWorkloads: readonly WorkloadDeclaration[] = [
  checkout,
  storefront,
  euAccounts,
  catalog,
  media,
  archive,
];

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
