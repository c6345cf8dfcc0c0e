import { defaultFleet } from '../../fleet/default-fleet';
import type { BackupEntity, Entity, LinkEntity, QueueEntity, SecretDescription, WorkloadEntity } from '../entities';
import { deriveFindings } from '../findings/derive-findings';
import type { StoreDeclaration, Workload } from '../fleet';
import { toMissing, toObserved } from '../observe';
import type { EpochMs } from '../time';
import { sampleCadences } from './sample-entities';
import {
  answeredAt,
  declaredWorkload,
  deployedDistribution,
  distributionWith,
  enabledKey,
  keyIn,
  needsCadence,
  secretIn,
  secretPrimary,
  secretReplica,
} from './sample-needs';

/**
 * A sample fleet with what its workloads have beside replicated databases: checkout a queue, secrets and a key, the
 * storefront a cache and a distribution, and the archive, which is restored from backups.
 */
export function withCompanions(entities: readonly Entity[], now: EpochMs): Entity[] {
  const started = entities.some((entity) => entity.kind === 'link' && entity.lag.state === 'observed');
  const declared = entities
    .filter(({ kind }) => kind !== 'finding')
    .map(
      (entity): Entity => (entity.kind === 'workload' ? { ...entity, workload: declaring(entity.workload) } : entity),
    );
  const archive: WorkloadEntity = {
    kind: 'workload',
    id: 'archive',
    workload: declaredWorkload('archive'),
    outage: { state: 'none' },
  };
  const evidence = [...declared, archive, ...(started ? companionsAt(now) : [])];
  return [...evidence, ...deriveFindings(evidence, now)];
}

/** The stores of the samples, which have evidence, and with them those that are added here. */
function declaring(sample: Workload): Workload {
  const { stores, ...workload } = declaredWorkload(sample.id);
  const added = stores.filter(({ kind }) => kind === 'sqs-queue' || kind === 'elasticache-global');
  return { ...workload, name: sample.name, owner: sample.owner, stores: [...sample.stores, ...added] };
}

function companionsAt(now: EpochMs): readonly Entity[] {
  const secret = (value: SecretDescription | 'absent') => answeredAt<SecretDescription | 'absent'>(value, now);
  const api = 'checkout/payment-api';
  return [
    queueIn('us-east-1', 214, 41, now),
    queueIn('us-west-2', 0, 0, now),
    secretIn('us-east-1', secret(secretPrimary('in-sync'))),
    secretIn('us-west-2', secret(secretReplica)),
    secretIn('us-east-1', secret(secretPrimary('failed', 'Replication failed: Access to KMS is not allowed')), api),
    secretIn('us-west-2', secret('absent'), api),
    keyIn('us-east-1', answeredAt(enabledKey, now)),
    keyIn('us-west-2', answeredAt(enabledKey, now)),
    distributionWith(answeredAt(deployedDistribution, now)),
    vaultIn('us-east-1', 'archive', 7, now),
    vaultIn('us-west-2', 'archive-copy', 31, now),
    auditLink(now),
    cacheLink(now),
  ];
}

function queueIn(region: string, messages: number, oldestSeconds: number, now: EpochMs): QueueEntity {
  const measuredAt = now - 20_000;
  return {
    kind: 'queue',
    id: `checkout/events/${region}`,
    workloadId: 'checkout',
    accountId: '111122223333',
    storeId: 'events',
    resource: 'checkout-events',
    region,
    messages: toObserved(messages, measuredAt, measuredAt, 'aws-api'),
    messagesCadence: sampleCadences.capacity,
    oldestMessageAgeSeconds: toObserved(oldestSeconds, now - 110_000, now - 20_000, 'cloudwatch'),
    ageCadence: sampleCadences.metrics,
  };
}

function vaultIn(region: string, resource: string, ageHours: number, now: EpochMs): BackupEntity {
  const createdAt = now - ageHours * 3_600_000;
  const point = {
    arn: `arn:aws:backup:${region}:111122223333:recovery-point:1`,
    resourceArn: 'arn:aws:dynamodb:us-east-1:111122223333:table/ledger',
    createdAt,
    completedAt: createdAt + 900_000,
  };
  return {
    kind: 'backup',
    id: `archive/ledger/${region}`,
    workloadId: 'archive',
    accountId: '111122223333',
    storeId: 'ledger',
    resource,
    region,
    newest: answeredAt(point, now),
    cadence: needsCadence,
  };
}

const auditStore: StoreDeclaration = { id: 'audit-files', kind: 's3-replication', resource: 'acme-audit-use1' };
const cacheStore: StoreDeclaration = { id: 'cache', kind: 'elasticache-global', resource: 'storefront-cache' };

/** Objects that wait, and some that will never arrive. */
function auditLink(now: EpochMs): LinkEntity {
  const pendingOperations = toObserved(1240, now - 120_000, now - 20_000, 'cloudwatch');
  const failed = { operations: 3, firstAt: now - 5_000_000, newestAt: now - 4_000_000 };
  return {
    ...linkOf('archive', auditStore, 180, now),
    backlog: { pendingOperations, pendingCadence: sampleCadences.metrics, failed },
  };
}

function cacheLink(now: EpochMs): LinkEntity {
  return linkOf('storefront', cacheStore, 1.4, now);
}

function linkOf(workloadId: string, store: StoreDeclaration, lagSeconds: number, now: EpochMs): LinkEntity {
  const minute = Math.floor(now / 60_000) * 60_000 - 120_000;
  return {
    kind: 'link',
    id: `${workloadId}/${store.id}/us-east-1>us-west-2`,
    workloadId,
    accountId: defaultFleet.accounts[0]?.id ?? '',
    storeId: store.id,
    storeKind: store.kind,
    resource: store.resource,
    source: 'us-east-1',
    target: 'us-west-2',
    consistency: 'eventual',
    copyState: toObserved('replicating', now - 9000, now - 9000, 'aws-api'),
    copyStateCadence: sampleCadences.stores,
    lag: toObserved(lagSeconds, minute, minute + 100_000, 'cloudwatch'),
    lagCadence: sampleCadences.metrics,
    lagEvidence: { metric: 'ReplicationLatency Maximum', publishedIn: 'us-west-2', quality: 'bound' },
    writesPerSecond:
      store.kind === 's3-replication'
        ? toMissing('not-enabled', now - 3_600_000)
        : toObserved(220, minute, minute + 100_000, 'cloudwatch'),
    writesCadence: sampleCadences.metrics,
    writesStoppedAt: 'unproven',
  };
}
