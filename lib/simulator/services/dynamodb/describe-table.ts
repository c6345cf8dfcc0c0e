import type { DescribeTableInput, DescribeTableOutput, TableDescription } from '@aws-sdk/client-dynamodb';
import { AwsError, type Call } from '../../wire';
import type { SimulatedGlobalTable, SimulatedTableReplica, World } from '../../world/types';
import { accountOf } from '../account';
import type { Given } from '../given';
import { foundingDate, stableHex } from '../stable-id';

/** The tables of the call's account that have a replica in the call's region, by name. */
export function tablesOf(
  world: World,
  call: Call,
): { readonly table: SimulatedGlobalTable; readonly here: SimulatedTableReplica }[] {
  return world
    .globalTables(accountOf(call))
    .flatMap((table) => {
      const here = table.replicas.find((replica) => replica.region === call.region);
      return here === undefined ? [] : [{ table, here }];
    })
    .sort((left, right) => (left.table.name < right.table.name ? -1 : 1));
}

/**
 * DynamoDB DescribeTable, by name or ARN. The list of replicas leaves out the region that is asked.
 * @throws AwsError ResourceNotFoundException where the region has no such table
 */
export function describeTable(input: Given<DescribeTableInput>, world: World, call: Call): DescribeTableOutput {
  const { table, here } = findTable(input.TableName, world, call);
  return { Table: toTableDescription(table, here) };
}

/** The table of that name or ARN in the call's region. @throws AwsError ResourceNotFoundException */
export function findTable(
  nameOrArn: string,
  world: World,
  call: Call,
): { readonly table: SimulatedGlobalTable; readonly here: SimulatedTableReplica } {
  const found = tablesOf(world, call).find(({ table, here }) => table.name === nameOrArn || here.arn === nameOrArn);
  if (found !== undefined) return found;
  throw new AwsError('ResourceNotFoundException', `Requested resource not found: Table: ${nameOrArn} not found`, 400);
}

/** Every simulated table is keyed by one string. */
export const partitionKey = 'id';

function toTableDescription(table: SimulatedGlobalTable, here: SimulatedTableReplica): TableDescription {
  const id = stableHex(table.name, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  const streamLabel = foundingDate.toISOString().replace('Z', '');
  return {
    TableName: table.name,
    TableArn: here.arn,
    TableId: id,
    TableStatus: here.status === 'CREATING' ? 'CREATING' : 'ACTIVE',
    CreationDateTime: foundingDate,
    ItemCount: table.itemCount,
    TableSizeBytes: table.sizeBytes,
    AttributeDefinitions: [{ AttributeName: partitionKey, AttributeType: 'S' }],
    KeySchema: [{ AttributeName: partitionKey, KeyType: 'HASH' }],
    BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST', LastUpdateToPayPerRequestDateTime: foundingDate },
    ProvisionedThroughput: { NumberOfDecreasesToday: 0, ReadCapacityUnits: 0, WriteCapacityUnits: 0 },
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
    LatestStreamLabel: streamLabel,
    LatestStreamArn: `${here.arn}/stream/${streamLabel}`,
    GlobalTableVersion: '2019.11.21',
    MultiRegionConsistency: table.consistency,
    Replicas: table.replicas
      .filter((replica) => replica.region !== here.region)
      .map((replica) => ({
        RegionName: replica.region,
        ReplicaStatus: replica.status,
        ReplicaTableClassSummary: { TableClass: 'STANDARD' },
      })),
    ...(table.witness !== undefined && {
      GlobalTableWitnesses: [{ RegionName: table.witness.region, WitnessStatus: table.witness.status }],
    }),
    DeletionProtectionEnabled: true,
  };
}
