import type { FleetDeclaration, WorkloadDeclaration } from '@/lib/simulator/world/fleet-declaration';

const accountId = '111122223333';

/** The one of its workloads that nobody moves alone. */
export const protectedShop = 'shop-1';

/**
 * So many workloads that are moved between two regions by switches, with as much capacity in either. Their databases change
 * roles in 5 to 15 seconds, where real ones take a minute or two; the first has a second person asked.
 */
export function chaosFleet(workloads: number): FleetDeclaration {
  return {
    name: 'chaos',
    title: 'chaos',
    regions: ['us-east-1', 'us-west-2', 'eu-west-1'],
    accounts: [{ id: accountId, name: 'production' }],
    organizationId: 'o-chaos00001',
    hostedZone: { id: 'Z0CHAOSEXAMPLE', name: 'acme.example' },
    workloads: Array.from({ length: workloads }, (_, index) => movable(index)),
  };
}

function movable(index: number): WorkloadDeclaration {
  const id = `shop-${index + 1}`;
  return {
    id,
    accountId,
    profile: {
      name: `Shop ${index + 1}`,
      tier: id === protectedShop ? 1 : 2,
      strategy: 'warm-standby',
      owner: 'shops',
      regions: ['us-east-1', 'us-west-2'],
      objectives: [{ scenario: 'region-loss', rtoSeconds: 900, rpoSeconds: 300 }],
    },
    entry: { hostLabel: id, routing: { policy: 'routing-controls' } },
    capacity: ['us-east-1', 'us-west-2'].map((region) => ({ region, desired: 2, max: 6, inService: 2 })),
    requestsPerSecondPerInstance: 45,
    populations: [{ id: 'all', resolverRegion: 'us-east-1', utcOffsetHours: 0, peakRequestsPerSecond: 20 }],
    stores: [
      {
        kind: 'aurora-global',
        id: 'orders',
        resource: `${id}-global`,
        clusterPrefix: id,
        writer: 'us-east-1',
        secondaries: ['us-west-2'],
        instances: { 'us-east-1': 1, 'us-west-2': 1 },
        pace: { switchoverSeconds: [5, 15], failoverSeconds: [5, 15], rebuildSeconds: [20, 40] },
        writes: { perRequest: 0.35 },
      },
    ],
  };
}
