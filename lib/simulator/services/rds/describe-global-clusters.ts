import type {
  DescribeGlobalClustersMessage,
  GlobalCluster,
  GlobalClusterMember,
  GlobalClustersMessage,
} from '@aws-sdk/client-rds';
import { AwsError, type Call } from '../../wire';
import type { SimulatedAuroraCluster, SimulatedAuroraGlobal, World } from '../../world/types';
import { accountOf } from '../account';
import type { Given } from '../given';
import { stableHex, stableUpper } from '../stable-id';
import { checkFilters, describePage, passesFilters } from './describe-request';

/**
 * RDS DescribeGlobalClusters, the same from every region that has a member.
 * @throws AwsError GlobalClusterNotFoundFault, InvalidParameterValue
 */
export function describeGlobalClusters(
  input: Given<DescribeGlobalClustersMessage>,
  world: World,
  call: Call,
): GlobalClustersMessage {
  const { MaxRecords: _size, Marker: _marker, ...filters } = input;
  checkFilters(input.Filters, ['db-cluster-id', 'region']);
  const here = world
    .auroraGlobals(accountOf(call))
    .filter((global) => global.members.some((member) => member.region === call.region));
  const wanted = input.GlobalClusterIdentifier?.toLowerCase();
  const named = wanted === undefined ? here : here.filter((each) => each.identifier === wanted);
  if (wanted !== undefined && named.length === 0) {
    throw new AwsError('GlobalClusterNotFoundFault', `Global cluster ${input.GlobalClusterIdentifier} not found`, 404);
  }
  const found = named
    .filter(({ members }) =>
      passesFilters(input.Filters, {
        'db-cluster-id': members.flatMap((member) => [member.identifier, member.arn]),
        region: members.map((member) => member.region),
      }),
    )
    .toSorted((left, right) => (left.identifier < right.identifier ? -1 : 1));
  const page = describePage(found, (global) => global.identifier, input, filters, call);
  return { GlobalClusters: page.items.map(toGlobalCluster), Marker: page.nextToken };
}

/** A global cluster as the API shows it. */
export function toGlobalCluster(global: SimulatedAuroraGlobal): GlobalCluster {
  const suffix = stableHex(global.arn, 12);
  return {
    GlobalClusterIdentifier: global.identifier,
    GlobalClusterResourceId: `cluster-${stableUpper(global.arn, 26).toLowerCase()}`,
    GlobalClusterArn: global.arn,
    Status: global.status,
    Engine: global.engine,
    EngineVersion: global.engineVersion,
    EngineLifecycleSupport: 'open-source-rds-extended-support',
    DatabaseName: global.workload,
    StorageEncrypted: true,
    DeletionProtection: true,
    ...(global.failover !== undefined && {
      FailoverState: {
        Status: global.failover.status,
        FromDbClusterArn: global.failover.fromArn,
        ToDbClusterArn: global.failover.toArn,
        IsDataLossAllowed: global.failover.dataLossAllowed,
      },
    }),
    // Follows the writer by itself.
    Endpoint: `${global.identifier}.global-${suffix}.global.rds.amazonaws.com`,
    GlobalClusterMembers: global.members.map((member) => toMember(member, global)),
    TagList: [{ Key: 'workload', Value: global.workload }],
  };
}

/** Only the writer lists the clusters that read from it. */
function toMember(member: SimulatedAuroraCluster, global: SimulatedAuroraGlobal): GlobalClusterMember {
  const readers = global.members.filter((each) => !each.isWriter).map((each) => each.arn);
  return {
    DBClusterArn: member.arn,
    Readers: member.isWriter ? readers : [],
    IsWriter: member.isWriter,
    GlobalWriteForwardingStatus: 'disabled',
    SynchronizationStatus: member.synchronization,
  };
}
