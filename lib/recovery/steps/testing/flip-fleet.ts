import type { RoutingEntity } from '@/lib/domain/entities';
import { buildFleet } from '@/lib/simulator/world/build-fleet';
import { defaultFleet } from '@/lib/simulator/world/default-fleet';
import { metricCheckId } from '@/lib/simulator/world/fleet-zone';
import type { SimulatedFleet } from '@/lib/simulator/world/simulated-fleet';
import { accountId } from './sample-specs';

/** The simulated fleet, with users of checkout led by a health check that follows a metric in us-west-2. */
export function flipFleet(insufficientData: 'LastKnownStatus' | 'Healthy' = 'LastKnownStatus'): SimulatedFleet {
  const fleet = buildFleet({
    ...defaultFleet,
    name: 'flip',
    workloads: defaultFleet.workloads.map((workload) =>
      workload.id === 'checkout' && workload.entry !== undefined
        ? { ...workload, entry: { ...workload.entry, routing: { policy: 'metric-check' } } }
        : workload,
    ),
  });
  const change = <T extends { readonly id: string }>(check: T): T =>
    check.id === metricCheckId('checkout', 'us-east-1') ? { ...check, insufficientData } : check;
  const accounts = [...fleet.accounts].map(
    ([id, account]) => [id, { ...account, healthChecks: account.healthChecks.map(change) }] as const,
  );
  return { ...fleet, healthChecks: fleet.healthChecks.map(change), accounts: new Map(accounts) };
}

/** What the console read of checkout's records before us-east-1 fell silent. */
export function knownRouting(readAt: number, withoutData: 'last-known' | 'healthy' = 'last-known'): RoutingEntity {
  const missing = { state: 'missing', reason: 'not-asked-yet', since: readAt, lastKnown: 'none' } as const;
  const cadence = { cadenceSeconds: 60, publishDelaySeconds: 5 };
  return {
    kind: 'routing',
    id: 'checkout/web',
    workloadId: 'checkout',
    accountId,
    hostname: 'checkout.acme.example',
    policy: 'failover',
    answer: missing,
    answerCadence: cadence,
    probe: missing,
    probeCadence: cadence,
    controls: [],
    records: [
      {
        name: 'checkout.acme.example',
        type: 'A',
        setIdentifier: 'checkout-use1',
        policy: 'failover, primary',
        targets: ['checkout-use1.elb.us-east-1.amazonaws.com'],
        region: 'us-east-1',
        ttlSeconds: 'from-target',
        healthCheck: {
          id: metricCheckId('checkout', 'us-east-1'),
          by: 'other',
          follows: { alarm: 'checkout-use1-given-up', region: 'us-west-2', withoutData },
        },
        evaluatesTargetHealth: false,
      },
    ],
    zone: { accountId, id: 'Z1', readAt },
  };
}
