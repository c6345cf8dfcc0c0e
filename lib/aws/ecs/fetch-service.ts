import { ClusterNotFoundException, DescribeServicesCommand, type Service } from '@aws-sdk/client-ecs';
import { ask } from '../ask';
import type { AwsCall } from '../aws-call';
import { UnusableAnswer } from '../classify-failure';
import type { AwsEdge } from '../edge';
import { toMoment } from '../to-moment';
import type { Answer, CallScope } from '../types';
import type { ContainerService } from './readings';

const call: AwsCall<'ecs'> = {
  service: 'ecs',
  action: 'ecs:DescribeServices',
  shows: 'Tasks of services of ECS',
};

/** Reads one service of a cluster; `absent` where the region has no such cluster, or the cluster no such service. */
export function fetchContainerService(
  edge: AwsEdge,
  scope: CallScope,
  cluster: string,
  name: string,
): Promise<Answer<ContainerService | 'absent'>> {
  return ask<'ecs', ContainerService | 'absent'>(edge, scope, call, async ({ client, signal }) => {
    const command = new DescribeServicesCommand({ cluster, services: [name] });
    try {
      const { services = [], failures = [] } = await client.send(command, { abortSignal: signal });
      const wire = services.find((each) => each.serviceName === name);
      if (wire !== undefined) return { value: toContainerService(wire, cluster, scope.region), notices: [] };
      const isMissing = failures.some(({ reason }) => reason === 'MISSING');
      if (isMissing) return { value: 'absent', notices: [] };
      throw new UnusableAnswer('told neither of the service nor that it is missing', 'It is asked again.');
    } catch (error) {
      if (error instanceof ClusterNotFoundException) return { value: 'absent', notices: [] };
      throw error;
    }
  });
}

function toContainerService(wire: Service, cluster: string, region: string): ContainerService {
  return {
    cluster,
    name: wire.serviceName ?? '',
    region,
    status: wire.status ?? 'unknown',
    desired: wire.desiredCount ?? 'unknown',
    running: wire.runningCount ?? 'unknown',
    pending: wire.pendingCount ?? 'unknown',
    events: (wire.events ?? []).flatMap(({ createdAt, message }) => {
      const at = toMoment(createdAt);
      return at === 'unknown' || !message ? [] : [{ at, message }];
    }),
  };
}
