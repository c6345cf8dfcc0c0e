import type {
  DescribeServicesRequest,
  DescribeServicesResponse,
  Service,
  UpdateServiceRequest,
  UpdateServiceResponse,
} from '@aws-sdk/client-ecs';
import { AwsError, type Call } from '../../wire';
import type { SimulatedContainerService, World } from '../../world/types';
import { accountOf } from '../account';
import type { Given } from '../given';
import { refuseMembers } from '../refuse-members';
import { foundingDate } from '../stable-id';

const mostTasks = 5000;

/** ECS DescribeServices: what is not there is told as a failure beside the others. @throws AwsError ClusterNotFoundException */
export function describeServices(
  input: Given<DescribeServicesRequest>,
  world: World,
  call: Call,
): DescribeServicesResponse {
  const own = servicesIn(input.cluster, world, call);
  const asked = (input.services ?? []).map((name) => ({ name, service: findService(own, name ?? '') }));
  return {
    services: asked.flatMap(({ service }) => (service === undefined ? [] : [toService(service)])),
    failures: asked.flatMap(({ name, service }) => {
      const arn = `arn:aws:ecs:${call.region}:${accountOf(call)}:service/${input.cluster}/${name}`;
      return service === undefined ? [{ arn, reason: 'MISSING' }] : [];
    }),
  };
}

/**
 * ECS UpdateService: how many tasks it is to have.
 * @throws AwsError ClusterNotFoundException, ServiceNotFoundException, InvalidParameterException; NotImplemented for
 * anything else of a service
 */
export function updateService(input: Given<UpdateServiceRequest>, world: World, call: Call): UpdateServiceResponse {
  refuseMembers(call, input, ['cluster', 'service', 'desiredCount']);
  const { cluster, service: name = '', desiredCount: desired } = input;
  const find = () => findService(servicesIn(cluster, world, call), name);
  const found = find();
  if (found === undefined) throw new AwsError('ServiceNotFoundException', 'Service not found.');
  if (desired === undefined || !Number.isInteger(desired) || desired < 0 || desired > mostTasks)
    throw new AwsError('InvalidParameterException', `desiredCount must be from 0 to ${mostTasks}.`);
  world.changeContainerService({ arn: found.arn, desired });
  const changed = find();
  return changed === undefined ? {} : { service: toService(changed) };
}

function servicesIn(cluster = 'default', world: World, call: Call): readonly SimulatedContainerService[] {
  const own = world
    .containerServices(call.region, accountOf(call))
    .filter((each) => each.cluster === cluster || each.clusterArn === cluster);
  if (own.length === 0) throw new AwsError('ClusterNotFoundException', 'Cluster not found.');
  return own;
}

function findService(services: readonly SimulatedContainerService[], name: string) {
  return services.find((each) => each.name === name || each.arn === name);
}

function toService({ arn, clusterArn, name, desired, running, pending, events }: SimulatedContainerService): Service {
  return {
    serviceArn: arn,
    serviceName: name,
    clusterArn,
    status: 'ACTIVE',
    desiredCount: desired,
    runningCount: running,
    pendingCount: pending,
    launchType: 'EC2',
    createdAt: foundingDate,
    events: events.map(({ at, message }) => ({ id: `event-${at}`, createdAt: new Date(at), message })),
    deployments: [],
  };
}
