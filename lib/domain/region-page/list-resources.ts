import type { RegionCode, Workload } from '../fleet';
import type { FleetEvidence } from '../fleet-evidence';
import { nameSecretState } from '../needs/judge-secret';
import { nameStoreKind } from '../store-kind-name';
import type { EpochMs } from '../time';
import { viewQueue } from '../view-queue';
import { formatList } from '../wording/list';
import { viewNeeds } from '../workload-page/view-needs';
import type { ResourceView } from './types';

/** What the console knows of in a region, by workload: what is declared there, and what replicates from or to it. */
export function listResources(
  evidence: FleetEvidence,
  region: RegionCode,
  dark: ReadonlySet<RegionCode>,
  now: EpochMs,
): readonly ResourceView[] {
  return evidence.workloads.flatMap(({ workload }) => [
    ...endpointsOf(workload, region),
    ...capacityOf(workload, region),
    ...storesOf(workload, evidence, region),
    ...queuesOf(workload, evidence, region, now),
    ...vaultsOf(workload, evidence, region),
    ...needsOf(workload, viewNeeds(workload, evidence, dark, now), region),
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

function queuesOf(
  { id: workloadId }: Workload,
  { queues }: FleetEvidence,
  region: RegionCode,
  now: EpochMs,
): readonly ResourceView[] {
  return queues
    .filter((queue) => queue.workloadId === workloadId && queue.region === region)
    .map((queue) => ({
      id: `queue/${queue.id}`,
      kind: nameStoreKind('sqs-queue'),
      name: queue.resource,
      workloadId,
      region,
      detail: `nothing copies it; ${viewQueue(queue, now).stranded}`,
    }));
}

function vaultsOf(
  { id: workloadId }: Workload,
  { backups }: FleetEvidence,
  region: RegionCode,
): readonly ResourceView[] {
  return backups
    .filter((backup) => backup.workloadId === workloadId && backup.region === region)
    .map(({ id, resource, storeId }) => ({
      id: `vault/${id}`,
      kind: 'Backup vault',
      name: resource,
      workloadId,
      region,
      detail: `backups of ${storeId}`,
    }));
}

/** Secrets and keys the region should have, with what it says of them, and distributions that have an origin there. */
function needsOf(
  { id: workloadId }: Workload,
  { secrets, keys, distributions }: ReturnType<typeof viewNeeds>,
  region: RegionCode,
): readonly ResourceView[] {
  const base = { workloadId, region };
  return [
    ...secrets
      .filter((copy) => copy.region === region)
      .map((copy) => ({
        ...base,
        id: `secret/${workloadId}/${copy.name}`,
        kind: 'Secret',
        name: copy.name,
        detail: nameSecretState(copy),
      })),
    ...keys
      .filter((copy) => copy.region === region)
      .map(({ alias, sentence }) => ({
        ...base,
        id: `key/${workloadId}/${alias}`,
        kind: 'KMS key',
        name: alias,
        detail: sentence,
      })),
    ...distributions
      .filter(({ origins }) => origins.some((origin) => origin.region === region))
      .map(({ id, origins, sentence }) => ({
        ...base,
        id: `distribution/${workloadId}/${id}`,
        kind: 'CloudFront distribution',
        name: id,
        detail: `takes from ${formatList(origins.filter((origin) => origin.region === region).map(({ hostname }) => hostname))}; ${sentence}`,
      })),
  ];
}
