import type { AccountId } from '../domain/fleet';
import { autoscalingRecoverPermissions } from './autoscaling/permissions';
import { backupPassPermissions, backupRestorePermissions } from './backup/permissions';
import { cloudwatchRecoverPermissions } from './cloudwatch/permissions';
import { deploymentPermissions } from './codepipeline/permissions';
import { dynamodbMarkerPermissions, dynamodbWritePermissions } from './dynamodb/permissions';
import { ecsRecoverPermissions } from './ecs/permissions';
import { eksRecoverPermissions } from './eks/permissions';
import { elasticacheRecoverPermissions } from './elasticache/permissions';
import { rulePermissions } from './eventbridge/permissions';
import { globalAcceleratorRecoverPermissions } from './globalaccelerator/permissions';
import { consumerPermissions, invokePermissions, provisionPermissions } from './lambda/permissions';
import { readPermissions, recoverReadPermissions } from './permissions';
import {
  rdsDeletePermissions,
  rdsInstancePermissions,
  rdsPromotePermissions,
  rdsRecoverPermissions,
  rdsReplicaPermissions,
} from './rds/permissions';
import { recoveryClusterPermissions } from './recoverycluster/permissions';
import { route53RecoverPermissions } from './route53/permissions';
import { s3ReportPermissions, s3WritePermissions } from './s3/permissions';
import { accessPointPermissions } from './s3control/permissions';
import { announcePermissions } from './sns/permissions';

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
  /** Buckets that reports are delivered to, and what the keys in them begin with. */
  readonly reportBuckets: readonly string[];
  readonly reportPrefix: string;
  /**
   * What recovery moves, by ARNs: Auto Scaling groups, a global cluster and a global datastore with their members, read
   * replicas, routing controls, an access point, consumers (event-source mappings), rules of event buses and
   * functions that are called and
   * topics by which people are told, and pipelines with their stages.
   */
  readonly groups: readonly string[];
  readonly globalCluster: string;
  readonly memberClusters: readonly string[];
  readonly globalDatastore: string;
  readonly memberGroups: readonly string[];
  readonly replicas: readonly string[];
  readonly routingControls: readonly string[];
  readonly accessPoint: string;
  readonly consumers: readonly string[];
  readonly rules: readonly string[];
  readonly functions: readonly string[];
  readonly topics: readonly string[];
  readonly pipelines: readonly string[];
  /** Of the metrics by which regions are given up. */
  readonly metricNamespace: string;
  /** Whose records plans change. */
  readonly hostedZone: string;
  /** Whose dials plans turn. */
  readonly endpointGroups: readonly string[];
  /** A cluster without an instance, and the instance that a plan names for it. */
  readonly headlessCluster: readonly string[];
  /** What backups are restored from, and the role that AWS Backup restores as. */
  readonly recoveryPoints: readonly string[];
  readonly restoreRole: string;
  /** Services of ECS that a plan gives tasks. */
  readonly containerServices: readonly string[];
  /** Parameter, option and subnet groups that replicas are built with. */
  readonly replicaGroups: readonly string[];
  /** Instances that a plan deletes once they are not needed. */
  readonly leftovers: readonly string[];
  /** Aliases and versions of functions that a plan gives provisioned concurrency. */
  readonly functionAliases: readonly string[];
  /** Managed node groups of EKS that a plan gives nodes. */
  readonly nodeGroups: readonly string[];
}

export const exampleNames: PolicyNames = {
  engineArn: 'arn:aws:iam::111122223333:role/antipode-engine',
  accountId: '444455556666',
  externalId: 'antipode-444455556666',
  table: 'catalog-items',
  sourceBucket: 'media-originals-source',
  targetBucket: 'media-originals-target',
  reportBuckets: ['acme-reports-west', 'acme-reports-eu'],
  reportPrefix: 'antipode',
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
  consumers: [
    'arn:aws:lambda:us-east-1:444455556666:event-source-mapping:1b2c3d4e-5f60-4718-92a3-b4c5d6e7f801',
    'arn:aws:lambda:us-west-2:444455556666:event-source-mapping:2c3d4e5f-6071-4829-a3b4-c5d6e7f80912',
  ],
  rules: ['us-east-1', 'us-west-2'].map(
    (region) => `arn:aws:events:${region}:444455556666:rule/checkout-orders/order-placed`,
  ),
  functions: [
    'arn:aws:lambda:us-east-1:444455556666:function:checkout-smoke-test-use1',
    'arn:aws:lambda:us-west-2:444455556666:function:checkout-smoke-test-usw2',
  ],
  topics: ['us-west-2', 'eu-west-1'].map((region) => `arn:aws:sns:${region}:444455556666:incidents`),
  // A stage is part of its pipeline's name.
  pipelines: ['us-east-1:checkout-deploy-use1', 'us-west-2:checkout-deploy-usw2'].flatMap((each) => {
    const [region, name] = each.split(':');
    const arn = `arn:aws:codepipeline:${region}:444455556666:${name}`;
    return [arn, `${arn}/Deploy`];
  }),
  metricNamespace: 'Acme/Recovery',
  hostedZone: 'arn:aws:route53:::hostedzone/Z0123456789ACME',
  endpointGroups: ['098765zyxwvu', '1234567890ab'].map(
    (group) =>
      `arn:aws:globalaccelerator::444455556666:accelerator/1234abcd-abcd-1234-abcd-1234abcdefgh/listener/0123vxyz/endpoint-group/${group}`,
  ),
  headlessCluster: [
    'arn:aws:rds:us-west-2:444455556666:cluster:checkout-usw2',
    'arn:aws:rds:us-west-2:444455556666:db:checkout-usw2-antipode',
  ],
  // Each backup has an id of its own.
  recoveryPoints: ['arn:aws:backup:us-west-2:444455556666:recovery-point:*'],
  restoreRole: 'arn:aws:iam::444455556666:role/antipode-restore',
  containerServices: ['arn:aws:ecs:us-west-2:444455556666:service/media/media-transcoder'],
  replicaGroups: ['us-east-1', 'us-west-2'].flatMap((region) =>
    ['og:default:mysql-8-0', 'pg:default.mysql8.0', 'subgrp:default'].map(
      (group) => `arn:aws:rds:${region}:444455556666:${group}`,
    ),
  ),
  leftovers: ['us-east-1:db:media-index-use1', 'us-west-2:db:media-index-usw2'].map((each) => {
    const [region, ...name] = each.split(':');
    return `arn:aws:rds:${region}:444455556666:${name.join(':')}`;
  }),
  functionAliases: [
    'arn:aws:lambda:us-east-1:444455556666:function:checkout-notify-use1:live',
    'arn:aws:lambda:us-west-2:444455556666:function:checkout-notify-usw2:live',
  ],
  // The last part is the node group's own id, which nobody names it by.
  nodeGroups: ['arn:aws:eks:eu-west-1:444455556666:nodegroup/eu-accounts/workers/*'],
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
    { Sid: 'ReadReportsBack', ...onReports(['s3:GetObject'], names) },
    {
      Sid: 'TellThatThereIsNoReportYet',
      Effect: 'Allow',
      Action: ['s3:ListBucket'],
      Resource: names.reportBuckets.map((bucket) => `arn:aws:s3:::${bucket}`),
    },
  ]);
}

function writerPolicy(names: PolicyNames): Policy {
  return document([
    { Sid: 'WriteMarkersOfTables', ...onMarkersOfTable(dynamodbWritePermissions, names) },
    { Sid: 'WriteMarkersOfBuckets', ...onMarkersOfBucket(s3WritePermissions, names.sourceBucket) },
    { Sid: 'WriteReports', ...onReports(s3ReportPermissions, names) },
  ]);
}

/** Each kind of act on what it moves; nothing of it is allowed on anything else. */
function failoverPolicy(names: PolicyNames): Policy {
  const { groups, globalCluster, memberClusters, globalDatastore, memberGroups, replicas } = names;
  const { routingControls, accessPoint, consumers, rules, functions, topics, pipelines } = names;
  const { metricNamespace, hostedZone, endpointGroups } = names;
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
    { Sid: 'TurnConsumers', Effect: 'Allow', Action: consumerPermissions, Resource: consumers },
    { Sid: 'TurnRules', Effect: 'Allow', Action: rulePermissions, Resource: rules },
    { Sid: 'CallFunctions', Effect: 'Allow', Action: invokePermissions, Resource: functions },
    { Sid: 'TellPeople', Effect: 'Allow', Action: announcePermissions, Resource: topics },
    { Sid: 'FreezeDeployments', Effect: 'Allow', Action: deploymentPermissions, Resource: pipelines },
    {
      Sid: 'GiveRegionsUp',
      Effect: 'Allow',
      Action: cloudwatchRecoverPermissions,
      // AWS knows no resource for it: the namespace is what it is limited by.
      Resource: '*',
      Condition: { StringEquals: { 'cloudwatch:namespace': metricNamespace } },
    },
    { Sid: 'ChangeRecords', Effect: 'Allow', Action: route53RecoverPermissions, Resource: [hostedZone] },
    { Sid: 'TurnDials', Effect: 'Allow', Action: globalAcceleratorRecoverPermissions, Resource: endpointGroups },
    { Sid: 'EquipClusters', Effect: 'Allow', Action: rdsInstancePermissions, Resource: names.headlessCluster },
    { Sid: 'RestoreBackups', Effect: 'Allow', Action: backupRestorePermissions, Resource: names.recoveryPoints },
    { Sid: 'LetBackupRestore', Effect: 'Allow', Action: backupPassPermissions, Resource: [names.restoreRole] },
    { Sid: 'ScaleServices', Effect: 'Allow', Action: ecsRecoverPermissions, Resource: names.containerServices },
    {
      Sid: 'BuildReplicas',
      Effect: 'Allow',
      Action: rdsReplicaPermissions,
      Resource: [...replicas, ...names.replicaGroups],
    },
    { Sid: 'DeleteLeftovers', Effect: 'Allow', Action: rdsDeletePermissions, Resource: names.leftovers },
    { Sid: 'KeepFunctionsReady', Effect: 'Allow', Action: provisionPermissions, Resource: names.functionAliases },
    { Sid: 'ScaleNodeGroups', Effect: 'Allow', Action: eksRecoverPermissions, Resource: names.nodeGroups },
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

/** Other objects of the buckets are out of reach. */
function onReports(actions: readonly string[], { reportBuckets, reportPrefix }: PolicyNames) {
  const Resource = reportBuckets.map((bucket) => `arn:aws:s3:::${bucket}/${reportPrefix}/executive/*`);
  return { Effect: 'Allow', Action: actions, Resource };
}

function document(Statement: Policy['Statement']): Policy {
  return { Version: '2012-10-17', Statement };
}
