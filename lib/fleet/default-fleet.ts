import type { EntryPoint, Fleet, FleetRegion, RegionCode, Workload } from '../domain/fleet';

/** The account, in the simulated fleet, that owns every default workload. */
export const defaultAccountId = '111122223333';

const zoneName = 'acme.example';

const regions: readonly (FleetRegion & { readonly short: string })[] = [
  { code: 'us-east-1', short: 'use1', place: 'N. Virginia', latitude: 38.9, longitude: -77.4 },
  { code: 'us-west-2', short: 'usw2', place: 'Oregon', latitude: 45.8, longitude: -119.7 },
  { code: 'eu-central-1', short: 'euc1', place: 'Frankfurt', latitude: 50.1, longitude: 8.7 },
  { code: 'ap-southeast-1', short: 'apse1', place: 'Singapore', latitude: 1.35, longitude: 103.8 },
  { code: 'eu-west-1', short: 'euw1', place: 'Ireland', latitude: 53.3, longitude: -6.3 },
];

/** Short code of a region as resource names carry it; throws on a region the fleet does not have. */
export function shortRegionName(code: RegionCode): string {
  const region = regions.find((candidate) => candidate.code === code);
  if (!region) throw new Error(`Region ${code} is not part of the default fleet`);
  return region.short;
}

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
  stores: [{ id: 'orders', kind: 'aurora-global', resource: 'checkout-global' }],
  entryPoints: [entryPoint('checkout', `checkout.${zoneName}`, checkoutRegions)],
  capacity: capacityOf('checkout', checkoutRegions),
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
  stores: [{ id: 'sessions', kind: 'dynamodb-global-table', resource: 'user-sessions' }],
  entryPoints: [entryPoint('storefront', `www.${zoneName}`, storefrontRegions)],
  capacity: capacityOf('storefront', storefrontRegions),
};

/**
 * The fleet the console watches unless told otherwise. It declares what exists and what is promised; what replicates
 * where and which records route users is discovered.
 */
export const defaultFleet: Fleet = {
  name: 'acme',
  accounts: [{ id: defaultAccountId, name: 'production' }],
  regions: regions.map(({ code, place, latitude, longitude }) => ({ code, place, latitude, longitude })),
  hostedZoneName: zoneName,
  workloads: [checkout, storefront],
};
