import type { DynamoDB } from '@aws-sdk/client-dynamodb';
import { implement, type ServiceImplementation } from '../../wire';
import type { World } from '../../world/types';
import { describeTable } from './describe-table';
import { getItem, putItem } from './items';
import { listTables } from './list-tables';

/** The simulated part of Amazon DynamoDB: tables, read only, and single small items in them. */
export function dynamoDb(world: World): ServiceImplementation {
  return implement<DynamoDB>('DynamoDB', {
    DescribeTable: (input, call) => describeTable(input, world, call),
    GetItem: (input, call) => getItem(input, world, call),
    ListTables: (input, call) => listTables(input, world, call),
    PutItem: (input, call) => putItem(input, world, call),
  });
}
