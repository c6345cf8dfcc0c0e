import type { ListTablesInput, ListTablesOutput } from '@aws-sdk/client-dynamodb';
import { AwsError, type Call } from '../../wire';
import type { World } from '../../world/types';
import type { Given } from '../given';
import { tablesOf } from './describe-table';

const mostTables = 100;

/** DynamoDB ListTables of the region, by name; pages begin behind ExclusiveStartTableName. @throws AwsError ValidationException */
export function listTables(input: Given<ListTablesInput>, world: World, call: Call): ListTablesOutput {
  const { ExclusiveStartTableName: start, Limit: limit = mostTables } = input;
  if (!(limit >= 1 && limit <= mostTables)) {
    const range = `Member must have value between 1 and ${mostTables}`;
    throw new AwsError(
      'ValidationException',
      `1 validation error detected: Value '${limit}' at 'limit' failed to satisfy constraint: ${range}`,
      400,
    );
  }
  const names = tablesOf(world, call).map(({ table }) => table.name);
  const rest = start === undefined ? names : names.filter((name) => name > start);
  const page = rest.slice(0, limit);
  return { TableNames: page, LastEvaluatedTableName: page.length < rest.length ? page.at(-1) : undefined };
}
