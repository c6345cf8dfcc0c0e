import { UpdateServiceCommand } from '@aws-sdk/client-ecs';
import { act } from '../act';
import type { AwsEdge } from '../edge';
import { requireRegion } from '../require-region';
import type { ActAnswer, CallScope } from '../types';
import type { ContainerService } from './readings';

/** Has a service of ECS have so many tasks: an absolute number, so that the same call may be made again. */
export function actSetTaskCount(
  edge: AwsEdge,
  scope: CallScope,
  { cluster, name, region }: Pick<ContainerService, 'cluster' | 'name' | 'region'>,
  desiredCount: number,
): Promise<ActAnswer> {
  return act(edge, scope, { service: 'ecs', action: 'ecs:UpdateService' }, ({ client, signal }) => {
    requireRegion(scope, region, `the region of ${name}`);
    return client.send(new UpdateServiceCommand({ cluster, service: name, desiredCount }), { abortSignal: signal });
  });
}
