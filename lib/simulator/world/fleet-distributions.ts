import type { WorkloadDeclaration } from './fleet-declaration';
import { regionalHostname } from './fleet-zone';
import type { SimulatedDistribution } from './types';

/** What the edge serves for a workload. */
export function buildDistributions(workload: WorkloadDeclaration, zoneName: string): SimulatedDistribution[] {
  const { id: workloadId, accountId, distribution } = workload;
  if (distribution === undefined) return [];
  const { id, hostLabel, origins } = distribution;
  return [
    {
      workload: workloadId,
      id,
      arn: `arn:aws:cloudfront::${accountId}:distribution/${id}`,
      domainName: `d${id.slice(1).toLowerCase()}.cloudfront.net`,
      aliases: [`${hostLabel}.${zoneName}`],
      origins: origins.map((region) => ({
        id: `${workloadId}-${region}`,
        region,
        domainName: regionalHostname(workloadId, region, zoneName),
      })),
    },
  ];
}
