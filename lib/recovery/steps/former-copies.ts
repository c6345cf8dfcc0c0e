import { type AlarmReading, fetchDatabaseInstance, fetchGlobalClusters, fetchGlobalReplicationGroups } from '@/lib/aws';
import type { AccountId, RegionCode } from '@/lib/domain/fleet';
import { scopeOf } from './outcomes';
import type { StepPorts } from './step-kind';

/** Where alarms are asked for. */
export interface AlarmPlace {
  readonly accountId: AccountId;
  readonly region: RegionCode;
}

/** What Aurora publishes of a copy, and no more once it is the writer: alarms on it do not follow the roles. */
const copyMetrics = ['AuroraGlobalDBRPOLag', 'AuroraGlobalDBReplicationLag', 'AuroraGlobalDBProgressLag'];
/** The same of a read replica. */
const replicaMetric = 'ReplicaLag';
/** And of a secondary of an ElastiCache global datastore. */
const cacheMetric = 'GlobalDatastoreReplicationLag';

/** Which of some alarms are on the lag of a copy that is the writer now, by AWS's own word; none where it says nothing. */
export async function alarmsOfFormerCopies(
  alarms: readonly AlarmReading[],
  place: AlarmPlace,
  ports: StepPorts,
): Promise<readonly AlarmReading[]> {
  if (alarms.length === 0) return [];
  const [clusters, instances, groups] = await Promise.all([
    writersIn(place, ports),
    promotedAmong(alarms, place, ports),
    primariesAmong(alarms, place, ports),
  ]);
  return alarms.filter(
    (alarm) =>
      clusters.includes(nameIn(alarm, copyMetrics, 'DBClusterIdentifier')) ||
      instances.includes(nameIn(alarm, [replicaMetric], 'DBInstanceIdentifier')) ||
      groups.includes(nameIn(alarm, [cacheMetric], 'ReplicationGroupId')),
  );
}

/** Which cluster or instance an alarm on one of some metrics is about; `none` for all others. */
function nameIn({ metric }: AlarmReading, metrics: readonly string[], dimension: string): string | 'none' {
  if (metric === 'none' || !metrics.includes(metric.name)) return 'none';
  return metric.dimensions[dimension] ?? 'none';
}

/** Clusters in the region that are writers; none where it cannot be asked. */
async function writersIn({ accountId, region }: AlarmPlace, ports: StepPorts): Promise<readonly string[]> {
  const answer = await fetchGlobalClusters(ports.edge, scopeOf(ports, accountId, region));
  if (answer.state !== 'answered') return [];
  const members = answer.value.flatMap((cluster) => cluster.members);
  return members.filter((one) => one.isWriter && one.region === region).map((one) => one.clusterIdentifier);
}

/** Instances whose replica lag an alarm is on and that are no replicas any more. */
async function promotedAmong(
  alarms: readonly AlarmReading[],
  { accountId, region }: AlarmPlace,
  ports: StepPorts,
): Promise<readonly string[]> {
  const named = alarms.map((alarm) => nameIn(alarm, [replicaMetric], 'DBInstanceIdentifier'));
  const names = [...new Set(named)].filter((name) => name !== 'none');
  const scope = scopeOf(ports, accountId, region);
  const answers = await Promise.all(names.map((name) => fetchDatabaseInstance(ports.edge, scope, name)));
  return answers.flatMap((answer) =>
    answer.state === 'answered' && answer.value !== 'absent' && answer.value.follows === 'nobody'
      ? [answer.value.identifier]
      : [],
  );
}

/** Groups on whose lag an alarm is and that are the primary of their datastore; none where the region cannot be asked. */
async function primariesAmong(
  alarms: readonly AlarmReading[],
  { accountId, region }: AlarmPlace,
  ports: StepPorts,
): Promise<readonly string[]> {
  if (alarms.every((alarm) => nameIn(alarm, [cacheMetric], 'ReplicationGroupId') === 'none')) return [];
  const answer = await fetchGlobalReplicationGroups(ports.edge, scopeOf(ports, accountId, region));
  if (answer.state !== 'answered') return [];
  const members = answer.value.flatMap((datastore) => datastore.members);
  return members.filter((one) => one.role === 'primary' && one.region === region).map((one) => one.replicationGroupId);
}
