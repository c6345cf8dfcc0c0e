import { UpdateNodegroupConfigCommand } from '@aws-sdk/client-eks';
import { act } from '../act';
import type { AwsEdge } from '../edge';
import { requireRegion } from '../require-region';
import type { ActAnswer, CallScope } from '../types';
import type { NodeGroupReading } from './readings';

/**
 * Has a managed node group want so many nodes, and have another upper bound where one is given; what is left out stays.
 * Absolute numbers, so that the same call may be made again. `updateId` is by what EKS tells what became of it.
 */
export async function actResizeNodeGroup(
  edge: AwsEdge,
  scope: CallScope,
  { cluster, name, region }: Pick<NodeGroupReading, 'cluster' | 'name' | 'region'>,
  { desired, maximum }: { readonly desired: number; readonly maximum?: number },
): Promise<ActAnswer & { readonly updateId: string | 'none' }> {
  const ids: string[] = [];
  const call = { service: 'eks', action: 'eks:UpdateNodegroupConfig' } as const;
  const answer = await act(edge, scope, call, async ({ client, signal }) => {
    requireRegion(scope, region, `the region of ${name}`);
    const scalingConfig = { desiredSize: desired, ...(maximum !== undefined && { maxSize: maximum }) };
    const command = new UpdateNodegroupConfigCommand({ clusterName: cluster, nodegroupName: name, scalingConfig });
    const { update } = await client.send(command, { abortSignal: signal });
    if (update?.id !== undefined) ids.push(update.id);
  });
  return { ...answer, updateId: ids[0] ?? 'none' };
}
