import type { GlobalAccelerator } from '@aws-sdk/client-global-accelerator';
import { implement, type ServiceImplementation } from '../../wire';
import type { World } from '../../world/types';
import { describeAccelerator, listAccelerators, listListeners } from './accelerators';
import { describeEndpointGroup, listEndpointGroups, updateEndpointGroup } from './endpoint-groups';

/** The simulated part of Global Accelerator's control plane, which has its only endpoint in us-west-2. */
export function globalAccelerator(world: World): ServiceImplementation {
  return implement<GlobalAccelerator>('Global Accelerator', {
    DescribeAccelerator: (input, call) => describeAccelerator(input, world, call),
    DescribeEndpointGroup: (input, call) => describeEndpointGroup(input, world, call),
    ListAccelerators: (input, call) => listAccelerators(input, world, call),
    ListEndpointGroups: (input, call) => listEndpointGroups(input, world, call),
    ListListeners: (input, call) => listListeners(input, world, call),
    UpdateEndpointGroup: (input, call) => updateEndpointGroup(input, world, call),
  });
}
