import { DescribeTableCommand, ResourceNotFoundException } from '@aws-sdk/client-dynamodb';
import { type Asking, ask } from '../ask';
import type { AwsCall } from '../aws-call';
import { UnusableAnswer } from '../classify-failure';
import type { AwsEdge } from '../edge';
import type { Answer, CallScope } from '../types';
import type { GlobalTable } from './readings';
import { toGlobalTable } from './to-global-table';

const call: AwsCall<'dynamodb'> = {
  service: 'dynamodb',
  action: 'dynamodb:DescribeTable',
  shows: 'Replica states of DynamoDB global tables',
};

/** Reads a table and its replicas as the region sees them; `absent` when the region has no such table. */
export function fetchGlobalTable(
  edge: AwsEdge,
  scope: CallScope,
  tableName: string,
): Promise<Answer<GlobalTable | 'absent'>> {
  return ask<'dynamodb', GlobalTable | 'absent'>(edge, scope, call, async (asking) => {
    const wire = await describeTable(asking, tableName);
    if (wire === 'absent') return { value: 'absent', notices: [] };
    const notices: string[] = [];
    const value = toGlobalTable(wire, scope.region, (sentence) => notices.push(sentence));
    if (value === 'incomplete') {
      throw new UnusableAnswer('gave a table without a name', 'It is asked again on its next turn.');
    }
    return { value, notices };
  });
}

async function describeTable({ client, signal }: Asking<'dynamodb'>, tableName: string) {
  try {
    const output = await client.send(new DescribeTableCommand({ TableName: tableName }), { abortSignal: signal });
    return output.Table ?? {};
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return 'absent';
    throw error;
  }
}
