import {
  type Answer,
  type AwsEdge,
  actPutTableMarker,
  type CallScope,
  fetchGlobalTable,
  fetchTableMarker,
  type GlobalTable,
  type GlobalTableReplica,
} from '@/lib/aws';
import type { LinkState } from '@/lib/domain/entities';
import type { RegionCode } from '@/lib/domain/fleet';
import type { DiscoveredLink, LinkAdapter, StoreView, WriteQueries } from './store-adapter';

/** DynamoDB global tables: every replica takes writes and sends them to every other. */
export const dynamodbGlobalTable: LinkAdapter = {
  shape: 'links',
  kind: 'dynamodb-global-table',
  api: 'dynamodb',
  call: 'dynamodb:DescribeTable',
  permissions: ['dynamodb:DescribeTable'],
  discover: discoverGlobalTable,
  marker: {
    writeCall: 'dynamodb:PutItem',
    billed: { written: 'dynamodb-writes', copied: 'dynamodb-copied-writes', read: 'dynamodb-reads' },
    readCall: 'dynamodb:GetItem',
    readPermissions: ['dynamodb:GetItem'],
    writePermissions: ['dynamodb:PutItem'],
    write: actPutTableMarker,
    read: fetchTableMarker,
  },
};

async function discoverGlobalTable(edge: AwsEdge, scope: CallScope, resource: string): Promise<Answer<StoreView>> {
  const answer = await fetchGlobalTable(edge, scope, resource);
  if (answer.state !== 'answered') return answer;
  return { ...answer, value: answer.value === 'absent' ? 'absent' : toTableLinks(answer.value) };
}

/** A link for every ordered pair of replicas. */
export function toTableLinks(table: GlobalTable): readonly DiscoveredLink[] {
  return table.replicas.flatMap((source) =>
    table.replicas
      .filter((target) => target.region !== source.region)
      .map((target) => toTableLink(table, source, target)),
  );
}

function toTableLink(table: GlobalTable, source: GlobalTableReplica, target: GlobalTableReplica): DiscoveredLink {
  const strong = table.consistency === 'strong';
  return {
    source: source.region,
    target: target.region,
    consistency: table.consistency,
    copyState: strong ? toStrongCopyState(table, source, target) : toCopyState(source, target),
    // Strongly consistent tables publish no latency: a write is acknowledged only when a second region holds it.
    lagQueries: strong
      ? []
      : [
          {
            region: source.region,
            query: {
              namespace: 'AWS/DynamoDB',
              name: 'ReplicationLatency',
              dimensions: { TableName: table.name, ReceivingRegion: target.region },
              statistic: 'Maximum',
              periodSeconds: 60,
            },
            secondsPerUnit: 0.001,
          },
        ],
    // The latency of writes that arrived; of those that did not it says nothing.
    quality: strong ? 'bound' : 'estimate',
    writes: clientWrites(table.name, source.region),
    ...keptOut(source, target),
  };
}

function keptOut(...ends: readonly GlobalTableReplica[]): Pick<DiscoveredLink, 'keptOutSince'> {
  const since = ends.flatMap(({ inaccessibleSince }) => inaccessibleSince ?? []);
  return since.length === 0 ? {} : { keptOutSince: Math.min(...since) };
}

/** A table that is being updated replicates; one whose replica is created is filled first. */
function toCopyState(source: GlobalTableReplica, target: GlobalTableReplica): LinkState | 'unknown' {
  const statuses = [source.status, target.status];
  if (statuses.every((status) => status === 'active' || status === 'updating')) return 'replicating';
  if (statuses.includes('unknown')) return 'unknown';
  return target.status === 'creating' ? 'rebuilding' : 'not-replicating';
}

/**
 * A strongly consistent table lives in three regions, one of which may be a witness. Its writes are safe without the
 * source only while the other two can go on together: the target alone has no quorum.
 */
function toStrongCopyState(table: GlobalTable, source: GlobalTableReplica, target: GlobalTableReplica) {
  const state = toCopyState(source, target);
  if (state !== 'replicating') return state;
  const others: readonly string[] = [
    ...table.replicas.filter((one) => one.region !== source.region && one.region !== target.region),
    ...table.witnesses,
  ].map((one) => one.status);
  return others.some((status) => status === 'active' || status === 'updating') ? state : 'unknown';
}

/** Operations by which clients write. */
const writeOperations = ['PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem', 'TransactWriteItems'];

/**
 * Requests of clients, counted by operation. Consumed write capacity would not do: it also counts what replication
 * writes, so an idle replica would look busy.
 */
function clientWrites(table: string, region: RegionCode): WriteQueries {
  return {
    region,
    queries: writeOperations.map((operation) => ({
      namespace: 'AWS/DynamoDB',
      name: 'SuccessfulRequestLatency',
      dimensions: { TableName: table, Operation: operation },
      statistic: 'SampleCount',
      periodSeconds: 60,
    })),
    writesPerSecondPerUnit: 1 / 60,
    silentWhenIdle: true,
  };
}
