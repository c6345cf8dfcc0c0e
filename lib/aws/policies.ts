import type { AccountId } from '../domain/fleet';
import { dynamodbMarkerPermissions, dynamodbWritePermissions } from './dynamodb/permissions';
import { readPermissions } from './permissions';
import { s3WritePermissions } from './s3/permissions';

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
}

export const exampleNames: PolicyNames = {
  engineArn: 'arn:aws:iam::111122223333:role/antipode-engine',
  accountId: '444455556666',
  externalId: 'antipode-444455556666',
  table: 'catalog-items',
  sourceBucket: 'media-originals-source',
  targetBucket: 'media-originals-target',
};

export const policyNames = ['engine', 'trust', 'reader', 'writer'] as const;

/** The policies the console lives on, by name; everything in them is generated from what the code calls. */
export function buildPolicies(names: PolicyNames): Readonly<Record<(typeof policyNames)[number], Policy>> {
  return {
    engine: enginePolicy(names),
    trust: trustPolicy(names),
    reader: readerPolicy(names),
    writer: writerPolicy(names),
  };
}

/** For the engine's own role: which roles it may assume. */
function enginePolicy({ accountId }: PolicyNames): Policy {
  const Resource = ['reader', 'writer'].map((role) => `arn:aws:iam::${accountId}:role/antipode-${role}`);
  return document([{ Sid: 'EnterAccounts', Effect: 'Allow', Action: 'sts:AssumeRole', Resource }]);
}

/** For both roles of a watched account: who may assume them, and what must be said. */
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
