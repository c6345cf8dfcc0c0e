import type { RegionCode, Workload } from '../fleet';
import type { FleetEvidence } from '../fleet-evidence';
import { nameStoreKind } from '../store-kind-name';
import { formatList } from '../wording/list';
import type { ResourceView } from './types';

/** What the console knows of in a region, by workload: what is declared there, and what replicates from or to it. */
export function listResources(evidence: FleetEvidence, region: RegionCode): readonly ResourceView[] {
  return evidence.workloads.flatMap(({ workload }) => [
    ...endpointsOf(workload, region),
    ...capacityOf(workload, region),
    ...storesOf(workload, evidence, region),
  ]);
}

function endpointsOf({ id: workloadId, entryPoints }: Workload, region: RegionCode): readonly ResourceView[] {
  return entryPoints.flatMap((entryPoint) =>
    entryPoint.endpoints
      .filter((endpoint) => endpoint.region === region)
      .map(({ hostname }) => ({
        id: `endpoint/${workloadId}/${entryPoint.id}`,
        kind: 'Regional name',
        name: hostname,
        workloadId,
        region,
        detail: `behind ${entryPoint.hostname}`,
      })),
  );
}

function capacityOf({ id: workloadId, capacity }: Workload, region: RegionCode): readonly ResourceView[] {
  return capacity
    .filter((at) => at.region === region)
    .flatMap(({ loadBalancerName, autoScalingGroupName }) => {
      const base = { workloadId, region, detail: 'declared in the fleet' };
      return [
        { ...base, id: `balancer/${loadBalancerName}`, kind: 'Load balancer', name: loadBalancerName },
        { ...base, id: `group/${autoScalingGroupName}`, kind: 'Auto Scaling group', name: autoScalingGroupName },
      ];
    });
}

function storesOf({ id: workloadId, stores }: Workload, { links }: FleetEvidence, region: RegionCode) {
  return stores.flatMap((store): ResourceView[] => {
    const own = links.filter((link) => link.workloadId === workloadId && link.storeId === store.id);
    const to = own.filter((link) => link.source === region).map(({ target }) => target);
    const from = own.filter((link) => link.target === region).map(({ source }) => source);
    if (to.length === 0 && from.length === 0) return [];
    const parts = [
      to.length === 0 ? '' : `replicates to ${formatList(to)}`,
      from.length === 0 ? '' : `receives from ${formatList(from)}`,
    ];
    return [
      {
        id: `store/${workloadId}/${store.id}`,
        kind: nameStoreKind(store.kind),
        name: store.resource,
        workloadId,
        region,
        detail: parts.filter((part) => part !== '').join('; '),
      },
    ];
  });
}
