import { type EntryPoint, type Fleet, type RegionCode, usualMarkerPath, type Workload } from '../domain/fleet';
import { usualRolesOf } from './account-roles';
import { routingOf, transaction } from './default-recovery';
import { defaultRegions, shortRegionName } from './default-regions';

/** The account, in the simulated fleet, that owns every default workload; the keys the engine is given there are its. */
export const defaultAccountId = '111122223333';

const zoneName = 'acme.example';

function entryPoint(workloadId: string, hostname: string, regionCodes: readonly RegionCode[]): EntryPoint {
  return {
    id: 'web',
    hostname,
    path: '/healthz',
    endpoints: regionCodes.map((region) => {
      const regional = `${shortRegionName(region)}.${workloadId}.${zoneName}`;
      return { region, hostname: regional, statusHostname: `status.${regional}` };
    }),
  };
}

function capacityOf(workloadId: string, regionCodes: readonly RegionCode[]): Workload['capacity'] {
  return regionCodes.map((region) => {
    const name = `${workloadId}-${shortRegionName(region)}`;
    return { region, loadBalancerName: name, autoScalingGroupName: name };
  });
}

const checkoutRegions = ['us-east-1', 'us-west-2'];
const storefrontRegions = ['us-east-1', 'us-west-2', 'eu-central-1', 'ap-southeast-1'];

const checkout: Workload = {
  id: 'checkout',
  name: 'Checkout',
  tier: 0,
  strategy: 'warm-standby',
  owner: 'payments',
  accountId: defaultAccountId,
  regions: [
    { region: 'us-east-1', role: 'primary' },
    { region: 'us-west-2', role: 'standby' },
  ],
  objectives: [{ scenario: 'region-loss', rtoSeconds: 300, rpoSeconds: 60 }],
  stores: [
    {
      id: 'orders',
      kind: 'aurora-global',
      resource: 'checkout-global',
      marker: { by: 'entry-point', entryPointId: 'web', path: usualMarkerPath },
    },
    { id: 'idempotency', kind: 'dynamodb-global-table', resource: 'checkout-idempotency' },
    // Unreplicated on purpose: what waits in it is out of reach while its region is lost.
    { id: 'events', kind: 'sqs-queue', resource: 'checkout-events' },
  ],
  entryPoints: [entryPoint('checkout', `checkout.${zoneName}`, checkoutRegions)],
  capacity: capacityOf('checkout', checkoutRegions),
  secrets: [{ name: 'checkout/database' }, { name: 'checkout/payment-api' }],
  keys: [{ alias: 'alias/checkout' }],
  functions: checkoutRegions.flatMap((region) =>
    ['notify', 'smoke-test'].map((task) => ({ region, name: `checkout-${task}-${shortRegionName(region)}` })),
  ),
  apis: checkoutRegions.map((region) => ({ region, name: 'checkout-partners', stage: 'live' })),
  recovery: { routing: routingOf(defaultAccountId, 'checkout', checkoutRegions), transaction },
};

const storefront: Workload = {
  id: 'storefront',
  name: 'Storefront',
  tier: 0,
  strategy: 'active-active',
  owner: 'shop',
  accountId: defaultAccountId,
  regions: storefrontRegions.map((region) => ({ region, role: 'active' as const })),
  objectives: [{ scenario: 'region-loss', rtoSeconds: 0, shiftSeconds: 120, rpoSeconds: 60 }],
  stores: [
    { id: 'sessions', kind: 'dynamodb-global-table', resource: 'user-sessions' },
    { id: 'cache', kind: 'elasticache-global', resource: 'storefront-cache', rebuildable: true },
  ],
  entryPoints: [entryPoint('storefront', `www.${zoneName}`, storefrontRegions)],
  capacity: capacityOf('storefront', storefrontRegions),
  distributions: [{ id: 'E1STOREFRONT01' }],
  // Its records follow the endpoints' own health checks: there is no switch to turn.
  recovery: { transaction },
};

const accountsRegions = ['eu-central-1', 'eu-west-1'];

/** Personal data, sharded by user: it may be in the EU only, and one shard is not. */
const euAccounts: Workload = {
  id: 'eu-accounts',
  name: 'EU accounts',
  tier: 1,
  strategy: 'warm-standby',
  owner: 'accounts',
  accountId: defaultAccountId,
  gdpr: true,
  regions: [
    { region: 'eu-central-1', role: 'primary' },
    { region: 'eu-west-1', role: 'standby' },
  ],
  objectives: [{ scenario: 'region-loss', rtoSeconds: 1800, rpoSeconds: 300 }],
  stores: [
    { id: 'accounts', kind: 'aurora-global', resource: 'eu-accounts-global' },
    { id: 'legacy-shard', kind: 'aurora-global', resource: 'eu-accounts-legacy-global', stays: true },
  ],
  entryPoints: [entryPoint('eu-accounts', `accounts.${zoneName}`, accountsRegions)],
  capacity: capacityOf('eu-accounts', accountsRegions),
  recovery: { transaction },
  lawfulRegions: accountsRegions,
};

const catalogRegions = ['us-east-1', 'eu-west-1'];

const catalog: Workload = {
  id: 'catalog',
  name: 'Catalog',
  tier: 1,
  strategy: 'active-active',
  owner: 'catalog',
  accountId: defaultAccountId,
  regions: catalogRegions.map((region) => ({ region, role: 'active' as const })),
  objectives: [{ scenario: 'region-loss', rtoSeconds: 0, shiftSeconds: 120, rpoSeconds: 900 }],
  stores: [{ id: 'items', kind: 'dynamodb-global-table', resource: 'catalog-items' }],
  entryPoints: [entryPoint('catalog', `catalog.${zoneName}`, catalogRegions)],
  capacity: capacityOf('catalog', catalogRegions),
  recovery: { transaction },
};

const mediaRegions = ['us-east-1', 'us-west-2'];

const media: Workload = {
  id: 'media',
  name: 'Media',
  tier: 2,
  strategy: 'pilot-light',
  owner: 'media',
  accountId: defaultAccountId,
  regions: [
    { region: 'us-east-1', role: 'primary' },
    { region: 'us-west-2', role: 'standby' },
  ],
  objectives: [{ scenario: 'region-loss', rtoSeconds: 14_400, rpoSeconds: 900 }],
  stores: [
    { id: 'originals', kind: 's3-replication', resource: 'acme-media-use1' },
    { id: 'thumbnails', kind: 's3-replication', resource: 'acme-thumbnails-use1' },
    { id: 'index', kind: 'rds-replica', resource: 'media-index-use1', copyResource: 'media-index-usw2' },
  ],
  entryPoints: [entryPoint('media', `media.${zoneName}`, mediaRegions)],
  capacity: capacityOf('media', mediaRegions),
  recovery: {
    accessPoints: [
      {
        id: 'originals',
        arn: `arn:aws:s3::${defaultAccountId}:accesspoint/m1ukt70c1uuss.mrap`,
        regions: mediaRegions,
      },
    ],
    transaction,
  },
};

/** Restored, never served: it has no entry point and no capacity. */
const archive: Workload = {
  id: 'archive',
  name: 'Archive',
  tier: 3,
  strategy: 'backup-restore',
  owner: 'records',
  accountId: defaultAccountId,
  regions: [
    { region: 'us-east-1', role: 'primary' },
    { region: 'us-west-2', role: 'standby' },
  ],
  objectives: [
    { scenario: 'region-loss', rtoSeconds: 86_400, rpoSeconds: 86_400 },
    { scenario: 'data-loss', rtoSeconds: 86_400, rpoSeconds: 86_400 },
  ],
  stores: [
    { id: 'audit-files', kind: 's3-replication', resource: 'acme-audit-use1' },
    {
      id: 'ledger',
      kind: 'backup',
      resource: 'archive',
      copyResource: 'archive-copy',
      restore: {
        roleArn: `arn:aws:iam::${defaultAccountId}:role/antipode-restore`,
        metadata: { newFileSystem: 'true' },
      },
    },
  ],
  entryPoints: [],
  capacity: [],
};

/**
 * The fleet the console watches unless told otherwise. It declares what exists and what is promised; what replicates
 * where and which records route users is discovered.
 */
export const defaultFleet: Fleet = {
  name: 'acme',
  accounts: [
    {
      id: defaultAccountId,
      name: 'production',
      assume: usualRolesOf(defaultAccountId, `antipode-${defaultAccountId}`),
    },
  ],
  jurisdictions: [{ id: 'eu', name: 'European Union', regions: accountsRegions }],
  regions: defaultRegions.map(({ short: _, ...region }) => region),
  hostedZoneName: zoneName,
  workloads: [checkout, storefront, euAccounts, catalog, media, archive],
};
