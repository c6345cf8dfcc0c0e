import type { Route53RecoveryCluster } from '@aws-sdk/client-route53-recovery-cluster';
import { implement, type ServiceImplementation } from '../../wire';
import type { World } from '../../world/types';
import { getRoutingControlState, listRoutingControls } from './read-routing-controls';
import { updateRoutingControlState, updateRoutingControlStates } from './update-routing-controls';

/**
 * The data plane of Application Recovery Controller's routing controls. A cluster has five endpoints, each in a region
 * of its own; the region that a request is signed for says which of them is asked.
 */
export function recoveryCluster(world: World): ServiceImplementation {
  return implement<Route53RecoveryCluster>('Route53 Recovery Cluster', {
    GetRoutingControlState: (input, call) => getRoutingControlState(input, world, call),
    ListRoutingControls: (input, call) => listRoutingControls(input, world, call),
    UpdateRoutingControlState: (input, call) => updateRoutingControlState(input, world, call),
    UpdateRoutingControlStates: (input, call) => updateRoutingControlStates(input, world, call),
  });
}
