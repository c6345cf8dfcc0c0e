import type {
  DescribeNodegroupRequest,
  DescribeNodegroupResponse,
  DescribeUpdateRequest,
  DescribeUpdateResponse,
  ErrorCode,
  Nodegroup,
  NodegroupIssueCode,
  Update,
  UpdateNodegroupConfigRequest,
  UpdateNodegroupConfigResponse,
} from '@aws-sdk/client-eks';
import { AwsError, type Call } from '../../wire';
import { type SimulatedNodeGroup, type SimulatedNodeGroupUpdate, scalingGroupName } from '../../world/node-groups';
import type { World } from '../../world/types';
import { accountOf } from '../account';
import type { Given } from '../given';
import { refuseMembers } from '../refuse-members';
import { foundingDate } from '../stable-id';

/** EKS DescribeNodegroup. @throws AwsError ResourceNotFoundException */
export function describeNodegroup(
  { clusterName, nodegroupName }: Given<DescribeNodegroupRequest>,
  world: World,
  call: Call,
): DescribeNodegroupResponse {
  return { nodegroup: toNodegroup(findNodeGroup(clusterName, nodegroupName, world, call)) };
}

/** EKS DescribeUpdate of a node group. @throws AwsError ResourceNotFoundException; NotImplemented for other updates */
export function describeUpdate(input: Given<DescribeUpdateRequest>, world: World, call: Call): DescribeUpdateResponse {
  refuseMembers(call, input, ['name', 'updateId', 'nodegroupName']);
  const found = findNodeGroup(input.name, input.nodegroupName, world, call);
  const update = found.updates.find(({ id }) => id === input.updateId);
  if (update === undefined) throw notFound(`No update found for ID: ${input.updateId}.`);
  return { update: toUpdate(update) };
}

/**
 * EKS UpdateNodegroupConfig: how many nodes are wanted, and at most.
 * @throws AwsError ResourceNotFoundException, ResourceInUseException while another change is under way,
 * InvalidParameterException; NotImplemented for anything else of a node group
 */
export function updateNodegroupConfig(
  input: Given<UpdateNodegroupConfigRequest>,
  world: World,
  call: Call,
): UpdateNodegroupConfigResponse {
  refuseMembers(call, input, ['clusterName', 'nodegroupName', 'scalingConfig', 'clientRequestToken']);
  const { clusterName, nodegroupName, scalingConfig = {} } = input;
  refuseMembers(call, scalingConfig, ['desiredSize', 'maxSize']);
  const find = () => findNodeGroup(clusterName, nodegroupName, world, call);
  const found = find();
  const { desiredSize: desired = found.desired, maxSize: max = found.max } = scalingConfig;
  if (found.status === 'UPDATING') {
    throw new AwsError('ResourceInUseException', `Nodegroup ${nodegroupName} is currently being updated.`);
  }
  if (desired < found.min) throw invalid(`Minimum capacity ${found.min} can't be greater than desired size ${desired}`);
  if (desired > max) throw invalid(`desired capacity ${desired} can't be greater than max size ${max}`);
  world.changeNodeGroup({ arn: found.arn, desired, max });
  const [update] = find().updates;
  const isNew = update !== undefined && update.id !== found.updates[0]?.id;
  return isNew ? { update: toUpdate(update) } : {};
}

function findNodeGroup(cluster = '', name = '', world: World, call: Call): SimulatedNodeGroup {
  const own = world.nodeGroups(call.region, accountOf(call)).filter((each) => each.cluster === cluster);
  if (own.length === 0) throw notFound(`No cluster found for name: ${cluster}.`);
  const found = own.find((each) => each.name === name);
  if (found === undefined) throw notFound(`No node group found for name: ${name}.`);
  return found;
}

function notFound(message: string): AwsError {
  return new AwsError('ResourceNotFoundException', message);
}

function invalid(message: string): AwsError {
  return new AwsError('InvalidParameterException', message);
}

/** `Code: words`, as the world keeps it. */
function parted<Code extends string>(issue: string): { readonly code: Code; readonly message: string } {
  const at = issue.indexOf(': ');
  return { code: issue.slice(0, at) as Code, message: issue.slice(at + 2) };
}

function toNodegroup(group: SimulatedNodeGroup): Nodegroup {
  const { arn, cluster, name, status, min, max, desired, issues } = group;
  return {
    nodegroupName: name,
    nodegroupArn: arn,
    clusterName: cluster,
    version: '1.33',
    createdAt: foundingDate,
    status,
    capacityType: 'ON_DEMAND',
    scalingConfig: { minSize: min, maxSize: max, desiredSize: desired },
    instanceTypes: ['m7g.large'],
    resources: { autoScalingGroups: [{ name: scalingGroupName(group) }] },
    health: { issues: issues.map((issue) => ({ ...parted<NodegroupIssueCode>(issue), resourceIds: [] })) },
  };
}

function toUpdate({ id, status, at, errors }: SimulatedNodeGroupUpdate): Update {
  return {
    id,
    status,
    type: 'ConfigUpdate',
    params: [],
    createdAt: new Date(at),
    errors: errors.map((error) => {
      const { code, message } = parted<ErrorCode>(error);
      return { errorCode: code, errorMessage: message, resourceIds: [] };
    }),
  };
}
