import type { BillingDeclaration } from './bills/billing';
import type { FleetDeclaration, WorkloadDeclaration } from './fleet-declaration';

/** The account everything of the default fleet lives in. */
export const defaultAccountId = '111122223333';

const checkout: WorkloadDeclaration = {
  id: 'checkout',
  accountId: defaultAccountId,
  profile: {
    name: 'Checkout',
    tier: 0,
    strategy: 'warm-standby',
    owner: 'payments',
    regions: ['us-east-1', 'us-west-2'],
    objectives: [{ scenario: 'region-loss', rtoSeconds: 300, rpoSeconds: 60 }],
  },
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
      marked: true,
      pace: { failoverSeconds: [60, 120] },
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
  queue: { store: 'events', name: 'checkout-events', regions: ['us-east-1', 'us-west-2'] },
  api: { name: 'checkout-partners', stage: 'live', requestShare: 0.12 },
  secrets: [
    {
      name: 'checkout/database',
      description: 'Master credentials of checkout-global.',
      primaryRegion: 'us-east-1',
      replicas: [{ region: 'us-west-2', status: 'InSync', statusMessage: null }],
    },
    // Never replicated since it was created: a failover would find no such secret.
    {
      name: 'checkout/payment-api',
      description: 'Key of the payment provider.',
      primaryRegion: 'us-east-1',
      replicas: [
        {
          region: 'us-west-2',
          status: 'Failed',
          statusMessage: 'Replication failed: Access to KMS is not allowed',
        },
      ],
    },
  ],
  keys: [
    {
      alias: 'alias/checkout',
      description: 'Encrypts the data of checkout in both of its regions.',
      primaryRegion: 'us-east-1',
      replicaRegions: ['us-west-2'],
    },
  ],
  billedDemand: [{ region: 'us-east-1', requests: 310_000, writes: 108_000, utcOffsetHours: -5 }],
  errorAlarmThreshold: 100,
  misplacedLagAlarm: true,
};

const storefront: WorkloadDeclaration = {
  id: 'storefront',
  accountId: defaultAccountId,
  profile: {
    name: 'Storefront',
    tier: 0,
    strategy: 'active-active',
    owner: 'shop',
    regions: ['us-east-1', 'us-west-2', 'eu-central-1', 'ap-southeast-1'],
    objectives: [{ scenario: 'region-loss', rtoSeconds: 0, shiftSeconds: 120, rpoSeconds: 60 }],
  },
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
      rebuildable: true,
      writer: 'us-east-1',
      secondaries: ['us-west-2', 'eu-central-1'],
      writes: { perRequest: 0.3 },
    },
  ],
  // The static files and pictures, from the edge; Oregon answers what Virginia cannot.
  distribution: { id: 'E1STOREFRONT01', hostLabel: 'static', origins: ['us-east-1', 'us-west-2'] },
  billedDemand: [
    { region: 'us-east-1', requests: 905_000, writes: 452_000, utcOffsetHours: -5 },
    { region: 'us-west-2', requests: 450_000, writes: 225_000, utcOffsetHours: -8 },
    { region: 'eu-central-1', requests: 570_000, writes: 285_000, utcOffsetHours: 1 },
    { region: 'ap-southeast-1', requests: 356_000, writes: 178_000, utcOffsetHours: 8 },
  ],
  errorAlarmThreshold: 300,
};

const euAccounts: WorkloadDeclaration = {
  id: 'eu-accounts',
  accountId: defaultAccountId,
  profile: {
    name: 'EU accounts',
    tier: 1,
    strategy: 'warm-standby',
    owner: 'accounts',
    regions: ['eu-central-1', 'eu-west-1'],
    objectives: [{ scenario: 'region-loss', rtoSeconds: 1800, rpoSeconds: 300 }],
    gdpr: true,
    lawfulRegions: ['eu-central-1', 'eu-west-1'],
  },
  entry: { hostLabel: 'accounts', routing: { policy: 'failover' } },
  capacity: [
    { region: 'eu-central-1', desired: 4, max: 8, inService: 4 },
    { region: 'eu-west-1', desired: 2, max: 8, inService: 2 },
  ],
  nodeGroups: [
    {
      cluster: 'eu-accounts',
      name: 'workers',
      sizes: { 'eu-central-1': { min: 2, max: 8, desired: 3 }, 'eu-west-1': { min: 1, max: 6, desired: 1 } },
    },
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
      usersShare: 0.95,
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
      stays: true,
      usersShare: 0.05,
    },
  ],
  billedDemand: [{ region: 'eu-central-1', requests: 190_000, writes: 38_000, utcOffsetHours: 1 }],
};

const catalog: WorkloadDeclaration = {
  id: 'catalog',
  accountId: defaultAccountId,
  profile: {
    name: 'Catalog',
    tier: 1,
    strategy: 'active-active',
    owner: 'catalog',
    regions: ['us-east-1', 'eu-west-1'],
    objectives: [{ scenario: 'region-loss', rtoSeconds: 0, shiftSeconds: 120, rpoSeconds: 900 }],
  },
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
  accelerated: true,
  billedDemand: [
    { region: 'us-east-1', requests: 420_000, writes: 21_000, utcOffsetHours: -5 },
    { region: 'eu-west-1', requests: 260_000, writes: 13_000, utcOffsetHours: 0 },
  ],
};

const media: WorkloadDeclaration = {
  id: 'media',
  accountId: defaultAccountId,
  profile: {
    name: 'Media',
    tier: 2,
    strategy: 'pilot-light',
    owner: 'media',
    regions: ['us-east-1', 'us-west-2'],
    objectives: [{ scenario: 'region-loss', rtoSeconds: 14_400, rpoSeconds: 900 }],
  },
  entry: { hostLabel: 'media', routing: { policy: 'failover' } },
  capacity: [
    { region: 'us-east-1', desired: 2, max: 8, inService: 2 },
    { region: 'us-west-2', desired: 1, max: 8, inService: 1 },
  ],
  containers: [{ cluster: 'media', name: 'media-transcoder', tasks: { 'us-east-1': 4, 'us-west-2': 1 } }],
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
      accessPoint: 'acme-media',
      writer: 'us-east-1',
      secondaries: ['us-west-2'],
      ruleId: 'rtc',
      timeControl: true,
      metrics: true,
      bytesPerObject: 2_400_000,
      billed: { storedGb: 18_400, writtenGbPerHour: 21, putsPerHour: 5_200 },
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
      billed: { storedGb: 2_300, writtenGbPerHour: 2.6, putsPerHour: 31_000 },
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
  billedDemand: [{ region: 'us-east-1', requests: 166_000, writes: 12_000, utcOffsetHours: -5 }],
};

/** Records kept because the law asks for them; nobody is served from here. */
const archive: WorkloadDeclaration = {
  id: 'archive',
  accountId: defaultAccountId,
  profile: {
    name: 'Archive',
    tier: 3,
    strategy: 'backup-restore',
    owner: 'records',
    regions: ['us-east-1', 'us-west-2'],
    objectives: [
      { scenario: 'region-loss', rtoSeconds: 86_400, rpoSeconds: 86_400 },
      { scenario: 'data-loss', rtoSeconds: 86_400, rpoSeconds: 86_400 },
    ],
  },
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
      billed: { storedGb: 9_700, writtenGbPerHour: 3.4, putsPerHour: 900 },
      writes: { perMinute: 40 },
    },
  ],
  backup: {
    store: 'ledger',
    source: { region: 'us-east-1', vault: 'archive' },
    copy: { region: 'us-west-2', vault: 'archive-copy' },
    resourceName: 'ledger',
    sizeBytes: 38_204_612_608,
    idPrefix: '',
  },
};

/** A discount, a reservation that a lost region leaves unused, a plan that does not mind where its instances run. */
const billing: BillingDeclaration = {
  discountShare: 0.04,
  reservations: [
    { id: 'r-0checkout001', workload: 'checkout', region: 'us-east-1', instances: 4, saves: 0.37 },
    {
      ...{ id: 'r-0media000001', workload: 'media', region: 'us-east-1', instances: 1, saves: 0.4 },
      paidAheadOn: '2026-02-01',
    },
  ],
  savingsPlans: [
    {
      id: 'sp-0storefront01',
      covers: [
        { workload: 'storefront', region: 'us-east-1', instances: 5 },
        { workload: 'storefront', region: 'eu-central-1', instances: 2 },
      ],
      saves: 0.28,
    },
  ],
  refunds: [{ day: '2026-09-14', service: 'Amazon Relational Database Service', usd: 41.37 }],
  taxUsd: 7.25,
};

/** The fleet that is simulated unless another one is asked for. */
export const defaultFleet: FleetDeclaration = {
  name: 'default',
  title: 'acme',
  regions: ['us-east-1', 'us-west-2', 'eu-central-1', 'ap-southeast-1', 'eu-west-1'],
  regionProfiles: {
    'us-east-1': { role: 'primary' },
    'us-west-2': { role: 'standby' },
    'eu-central-1': { role: 'active', gdpr: true },
    'ap-southeast-1': { role: 'active' },
    'eu-west-1': { role: 'active', gdpr: true },
  },
  jurisdictions: [{ id: 'eu', name: 'European Union', regions: ['eu-central-1', 'eu-west-1'] }],
  accounts: [{ id: defaultAccountId, name: 'production', billing }],
  organizationId: 'o-acme000001',
  hostedZone: { id: 'Z0ACMEEXAMPLE01', name: 'acme.example' },
  workloads: [checkout, storefront, euAccounts, catalog, media, archive],
};
