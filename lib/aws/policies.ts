import type { AccountId } from '../domain/fleet';
import { autoscalingRecoverPermissions } from './autoscaling/permissions';
import { backupPassPermissions, backupRestorePermissions } from './backup/permissions';
import { dynamodbMarkerPermissions, dynamodbWritePermissions } from './dynamodb/permissions';
import { ecsRecoverPermissions } from './ecs/permissions';
import { elasticacheRecoverPermissions } from './elasticache/permissions';
import { readPermissions, recoverReadPermissions } from './permissions';
import { rdsInstancePermissions, rdsPromotePermissions, rdsRecoverPermissions } from './rds/permissions';
import { recoveryClusterPermissions } from './recoverycluster/permissions';
import { s3WritePermissions } from './s3/permissions';
import { accessPointPermissions } from './s3control/permissions';

/** A policy document of IAM, as it is pasted. */
export interface Policy {
  readonly Version: '2012-10-17';
  readonly Statement: readonly Readonly<Record<string, unknown>>[];
}

/** What the documents are made for; the names are the reader's to replace. */
export interface PolicyNames {
  /** ARN of the role or user whose credentials the engine has. */
  readonly engineArn: string;
  /** The account that is watched. */
  readonly accountId: AccountId;
  readonly externalId: string;
  /** A table and a pair of buckets with recovery-point markers. */
  readonly table: string;
  readonly sourceBucket: string;
  readonly targetBucket: string;
  /**
   * What recovery moves, by ARNs: Auto Scaling groups, a global cluster and a global datastore with their members, read
   * replicas, routing controls and an access point.
   */
  readonly groups: readonly string[];
  readonly globalCluster: string;
  readonly memberClusters: readonly string[];
  readonly globalDatastore: string;
  readonly memberGroups: readonly string[];
  readonly replicas: readonly string[];
  readonly routingControls: readonly string[];
  readonly accessPoint: string;
  /** A cluster without an instance, and the instance that a plan names for it. */
  readonly headlessCluster: readonly string[];
  /** What backups are restored from, and the role that AWS Backup restores as. */
  readonly recoveryPoints: readonly string[];
  readonly restoreRole: string;
  /** Services of ECS that a plan gives tasks. */
  readonly containerServices: readonly string[];
}

export const exampleNames: PolicyNames = {
  engineArn: 'arn:aws:iam::111122223333:role/antipode-engine',
  accountId: '444455556666',
  externalId: 'antipode-444455556666',
  table: 'catalog-items',
  sourceBucket: 'media-originals-source',
  targetBucket: 'media-originals-target',
  groups: ['us-east-1:checkout-use1', 'us-west-2:checkout-usw2'].map((each) => {
    const [region, name] = each.split(':');
    // The middle part is the group's own id, which nobody names it by.
    return `arn:aws:autoscaling:${region}:444455556666:autoScalingGroup:*:autoScalingGroupName/${name}`;
  }),
  globalCluster: 'arn:aws:rds::444455556666:global-cluster:checkout-global',
  memberClusters: [
    'arn:aws:rds:us-east-1:444455556666:cluster:checkout-use1',
    'arn:aws:rds:us-west-2:444455556666:cluster:checkout-usw2',
  ],
  // AWS puts a prefix of its own before the name of a global datastore.
  globalDatastore: 'arn:aws:elasticache::444455556666:globalreplicationgroup:ldgnf-checkout-cache',
  memberGroups: [
    'arn:aws:elasticache:us-east-1:444455556666:replicationgroup:checkout-cache-use1',
    'arn:aws:elasticache:us-west-2:444455556666:replicationgroup:checkout-cache-usw2',
  ],
  // Either may be the replica: roles change with every move.
  replicas: [
    'arn:aws:rds:us-east-1:444455556666:db:media-index-use1',
    'arn:aws:rds:us-west-2:444455556666:db:media-index-usw2',
  ],
  routingControls: ['checkout-use1', 'checkout-usw2'].map(
    (name) =>
      `arn:aws:route53-recovery-control::444455556666:controlpanel/0f1e2d3c4b5a69788796a5b4c3d2e1f0/routingcontrol/${name}`,
  ),
  // Its alias, and not the name it was given.
  accessPoint: 'arn:aws:s3::444455556666:accesspoint/mfzwi23gnjvgw.mrap',
  headlessCluster: [
    'arn:aws:rds:us-west-2:444455556666:cluster:checkout-usw2',
    'arn:aws:rds:us-west-2:444455556666:db:checkout-usw2-antipode',
  ],
  // Each backup has an id of its own.
  recoveryPoints: ['arn:aws:backup:us-west-2:444455556666:recovery-point:*'],
  restoreRole: 'arn:aws:iam::444455556666:role/antipode-restore',
  containerServices: ['arn:aws:ecs:us-west-2:444455556666:service/media/media-transcoder'],
};

export const policyNames = ['engine', 'trust', 'reader', 'writer', 'failover'] as const;

/** The policies the console lives on, by name; everything in them is generated from what the code calls. */
export function buildPolicies(names: PolicyNames): Readonly<Record<(typeof policyNames)[number], Policy>> {
  return {
    engine: enginePolicy(names),
    trust: trustPolicy(names),
    reader: readerPolicy(names),
    writer: writerPolicy(names),
    failover: failoverPolicy(names),
  };
}

/** For the engine's own role: which roles it may assume. */
function enginePolicy({ accountId }: PolicyNames): Policy {
  const Resource = ['reader', 'writer', 'failover'].map((role) => `arn:aws:iam::${accountId}:role/antipode-${role}`);
  return document([{ Sid: 'EnterAccounts', Effect: 'Allow', Action: 'sts:AssumeRole', Resource }]);
}

/** For the three roles of a watched account: who may assume them, and what must be said. */
function trustPolicy({ engineArn, externalId }: PolicyNames): Policy {
  return document([
    {
      Sid: 'LetTheEngineIn',
      Effect: 'Allow',
      Principal: { AWS: engineArn },
      Action: 'sts:AssumeRole',
      Condition: { StringEquals: { 'sts:ExternalId': externalId } },
    },
  ]);
}

function readerPolicy(names: PolicyNames): Policy {
  const { targetBucket } = names;
  return document([
    { Sid: 'ReadTheFleet', Effect: 'Allow', Action: readPermissions, Resource: '*' },
    { Sid: 'ReadForRecovery', Effect: 'Allow', Action: recoverReadPermissions, Resource: '*' },
    { Sid: 'ReadMarkersOfTables', ...onMarkersOfTable(dynamodbMarkerPermissions, names) },
    { Sid: 'ReadMarkersOfBuckets', ...onMarkersOfBucket(['s3:GetObject'], targetBucket) },
    {
      Sid: 'TellThatThereIsNoMarkerYet',
      Effect: 'Allow',
      Action: ['s3:ListBucket'],
      Resource: `arn:aws:s3:::${targetBucket}`,
    },
  ]);
}

function writerPolicy(names: PolicyNames): Policy {
  return document([
    { Sid: 'WriteMarkersOfTables', ...onMarkersOfTable(dynamodbWritePermissions, names) },
    { Sid: 'WriteMarkersOfBuckets', ...onMarkersOfBucket(s3WritePermissions, names.sourceBucket) },
  ]);
}

/** Each kind of act on what it moves; nothing of it is allowed on anything else. */
function failoverPolicy(names: PolicyNames): Policy {
  const { groups, globalCluster, memberClusters, globalDatastore, memberGroups, replicas } = names;
  const { routingControls, accessPoint } = names;
  return document([
    { Sid: 'ResizeGroups', Effect: 'Allow', Action: autoscalingRecoverPermissions, Resource: groups },
    {
      Sid: 'MoveWriters',
      Effect: 'Allow',
      Action: rdsRecoverPermissions,
      Resource: [globalCluster, ...memberClusters],
    },
    {
      Sid: 'MoveCaches',
      Effect: 'Allow',
      Action: elasticacheRecoverPermissions,
      Resource: [globalDatastore, ...memberGroups],
    },
    { Sid: 'PromoteReplicas', Effect: 'Allow', Action: rdsPromotePermissions, Resource: replicas },
    { Sid: 'TurnRoutingControls', Effect: 'Allow', Action: recoveryClusterPermissions, Resource: routingControls },
    { Sid: 'SwitchRoutes', Effect: 'Allow', Action: accessPointPermissions, Resource: [accessPoint] },
    { Sid: 'EquipClusters', Effect: 'Allow', Action: rdsInstancePermissions, Resource: names.headlessCluster },
    { Sid: 'RestoreBackups', Effect: 'Allow', Action: backupRestorePermissions, Resource: names.recoveryPoints },
    { Sid: 'LetBackupRestore', Effect: 'Allow', Action: backupPassPermissions, Resource: [names.restoreRole] },
    { Sid: 'ScaleServices', Effect: 'Allow', Action: ecsRecoverPermissions, Resource: names.containerServices },
  ]);
}

/** A table's other items are out of reach. */
function onMarkersOfTable(actions: readonly string[], { accountId, table }: PolicyNames) {
  return {
    Effect: 'Allow',
    Action: actions,
    Resource: `arn:aws:dynamodb:*:${accountId}:table/${table}`,
    Condition: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['antipode#marker#*'] } },
  };
}

function onMarkersOfBucket(actions: readonly string[], bucket: string) {
  return { Effect: 'Allow', Action: actions, Resource: `arn:aws:s3:::${bucket}/.antipode/marker/*` };
}

function document(Statement: Policy['Statement']): Policy {
  return { Version: '2012-10-17', Statement };
}
