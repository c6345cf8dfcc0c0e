import { DescribeGlobalReplicationGroupsCommand } from '@aws-sdk/client-elasticache';
import { ask } from '../ask';
import type { AwsCall } from '../aws-call';
import type { AwsEdge } from '../edge';
import { toEach } from '../notices';
import { pageThrough, toNext } from '../page-through';
import type { Answer, CallScope } from '../types';
import type { GlobalReplicationGroup } from './readings';
import { toGlobalReplicationGroup } from './to-global-replication-group';

const call: AwsCall<'elasticache'> = {
  service: 'elasticache',
  action: 'elasticache:DescribeGlobalReplicationGroups',
  shows: 'Roles of ElastiCache global datastores',
};

/** Reads the global datastores that have a member in the region, with all their members wherever they are. */
export function fetchGlobalReplicationGroups(
  edge: AwsEdge,
  scope: CallScope,
): Promise<Answer<readonly GlobalReplicationGroup[]>> {
  return ask(edge, scope, call, async ({ client, signal }) => {
    const notices: string[] = [];
    const value = await pageThrough(async (marker: string | undefined) => {
      const command = new DescribeGlobalReplicationGroupsCommand({
        ShowMemberInfo: true,
        Marker: marker,
        MaxRecords: 100,
      });
      const output = await client.send(command, { abortSignal: signal });
      const groups = output.GlobalReplicationGroups ?? [];
      const items = toEach(groups, toGlobalReplicationGroup, (sentence) => notices.push(sentence), 'global datastores');
      return { items, next: toNext(output.Marker) };
    });
    return { value, notices };
  });
}
