import { DescribeGlobalClustersCommand } from '@aws-sdk/client-rds';
import { ask } from '../ask';
import type { AwsCall } from '../aws-call';
import type { AwsEdge } from '../edge';
import { toEach } from '../notices';
import { pageThrough, toNext } from '../page-through';
import type { Answer, CallScope } from '../types';
import type { GlobalCluster } from './readings';
import { toGlobalCluster } from './to-global-cluster';

const call: AwsCall<'rds'> = {
  service: 'rds',
  action: 'rds:DescribeGlobalClusters',
  shows: 'Roles and replication states of Aurora global databases',
};

/** Reads the Aurora global clusters that have a member in the region, with all their members wherever they are. */
export function fetchGlobalClusters(edge: AwsEdge, scope: CallScope): Promise<Answer<readonly GlobalCluster[]>> {
  return ask(edge, scope, call, async ({ client, signal }) => {
    const notices: string[] = [];
    const value = await pageThrough(async (marker: string | undefined) => {
      const output = await client.send(new DescribeGlobalClustersCommand({ Marker: marker, MaxRecords: 100 }), {
        abortSignal: signal,
      });
      const clusters = output.GlobalClusters ?? [];
      const items = toEach(clusters, toGlobalCluster, (sentence) => notices.push(sentence), 'global clusters');
      return { items, next: toNext(output.Marker) };
    });
    return { value, notices };
  });
}
