import { DescribeNodegroupCommand, type Nodegroup, ResourceNotFoundException } from '@aws-sdk/client-eks';
import { ask } from '../ask';
import type { AwsCall } from '../aws-call';
import { UnusableAnswer } from '../classify-failure';
import type { AwsEdge } from '../edge';
import type { Answer, CallScope } from '../types';
import type { NodeGroupReading } from './readings';

const call: AwsCall<'eks'> = {
  service: 'eks',
  action: 'eks:DescribeNodegroup',
  shows: 'Nodes of clusters of EKS',
};

/** Reads one managed node group; `absent` where the region has no such cluster, or the cluster no such group. */
export function fetchNodeGroup(
  edge: AwsEdge,
  scope: CallScope,
  cluster: string,
  name: string,
): Promise<Answer<NodeGroupReading | 'absent'>> {
  return ask<'eks', NodeGroupReading | 'absent'>(edge, scope, call, async ({ client, signal }) => {
    const command = new DescribeNodegroupCommand({ clusterName: cluster, nodegroupName: name });
    try {
      const { nodegroup } = await client.send(command, { abortSignal: signal });
      if (nodegroup === undefined) throw new UnusableAnswer('told nothing of the node group', 'It is asked again.');
      return { value: { cluster, name, region: scope.region, ...toNodeGroup(nodegroup) }, notices: [] };
    } catch (error) {
      if (error instanceof ResourceNotFoundException) return { value: 'absent', notices: [] };
      throw error;
    }
  });
}

function toNodeGroup({ status, scalingConfig, resources, health }: Nodegroup) {
  return {
    status: status ?? 'unknown',
    minimum: scalingConfig?.minSize ?? 'unknown',
    maximum: scalingConfig?.maxSize ?? 'unknown',
    desired: scalingConfig?.desiredSize ?? 'unknown',
    scalingGroups: (resources?.autoScalingGroups ?? []).flatMap(({ name }) => name ?? []),
    issues: (health?.issues ?? []).map(({ code, message }) => withCode(code, message)),
  } as const;
}

/** `NodeCreationFailure: what happened`; EKS may leave either out. */
export function withCode(code = 'no code', message = 'no words'): string {
  return `${code}: ${message}`;
}
