import type { WorkloadDeclaration } from './fleet-declaration';

/** A REST API of API Gateway in front of a workload's load balancer in a region. */
export interface SimulatedApi {
  readonly region: string;
  readonly workload: string;
  readonly name: string;
  readonly stage: string;
  /** Share of the region's requests that come through it, 0…1. */
  readonly requestShare: number;
}

/** The same API in every region that serves the workload. */
export function buildApis({ id: workload, api, capacity }: WorkloadDeclaration): SimulatedApi[] {
  if (api === undefined) return [];
  return capacity.map(({ region }) => ({ region, workload, ...api }));
}
