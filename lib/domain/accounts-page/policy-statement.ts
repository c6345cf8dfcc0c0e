import { partitionOf } from '../console-link/partition';
import type { LinkEntity } from '../entities';
import type { AccountId, RegionCode } from '../fleet';

/** A statement of an IAM policy, as it is pasted. */
export interface PolicyStatement {
  readonly Sid: string;
  readonly Effect: 'Allow';
  readonly Action: readonly string[] | string;
  readonly Resource: readonly string[] | string;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, readonly string[] | string>>>>;
}

/** What the actions are needed on. */
export interface StatementFacts {
  readonly accountId: AccountId;
  readonly regions: readonly RegionCode[];
  /** The links of the account: those with a marker of their own say which tables and buckets are meant. */
  readonly links: readonly LinkEntity[];
}

/** Actions on the console's own markers, which are granted on nothing else. */
const tableMarkerActions = ['dynamodb:GetItem', 'dynamodb:PutItem'];
const bucketReadActions = ['s3:GetObject'];
const bucketWriteActions = ['s3:PutObject'];
const bucketListActions = ['s3:ListBucket'];

/**
 * The statements that allow some actions and no more: describing calls on everything, since AWS knows no narrower resource
 * for most of them; markers on the marked tables and buckets alone. The same as the reader and writer policies have.
 */
export function toStatements(actions: readonly string[], facts: StatementFacts): readonly PolicyStatement[] {
  const { accountId, regions, links } = facts;
  const partition = partitionOf(regions[0] ?? '');
  const marked = links.filter(({ marker }) => marker?.by === 'store');
  const tables = namesOf(marked, 'dynamodb-global-table', ({ resource }) => resource);
  const sources = namesOf(marked, 's3-replication', ({ resource }) => resource);
  const targets = namesOf(marked, 's3-replication', ({ marker, resource }) => marker?.targetResource ?? resource);
  const bucket = (name: string) => `arn:${partition}:s3:::${name}`;
  const pick = (among: readonly string[]) => actions.filter((action) => among.includes(action));
  const special = [...tableMarkerActions, ...bucketReadActions, ...bucketWriteActions, ...bucketListActions];
  const statements: readonly (PolicyStatement | 'none')[] = [
    statement(
      'ReadTheFleet',
      actions.filter((action) => !special.includes(action)),
      ['*'],
    ),
    withCondition(
      statement(
        'MarkersOfTables',
        pick(tableMarkerActions),
        tables.map((name) => `arn:${partition}:dynamodb:*:${accountId}:table/${name}`),
      ),
    ),
    statement(
      'ReadMarkersOfBuckets',
      pick(bucketReadActions),
      targets.map((name) => `${bucket(name)}/.antipode/marker/*`),
    ),
    statement(
      'WriteMarkersOfBuckets',
      pick(bucketWriteActions),
      sources.map((name) => `${bucket(name)}/.antipode/marker/*`),
    ),
    statement('TellThatThereIsNoMarkerYet', pick(bucketListActions), targets.map(bucket)),
  ];
  return statements.filter((one) => one !== 'none');
}

/** A document as it is pasted into IAM. */
export function toDocument(statements: readonly PolicyStatement[] | readonly object[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements }, undefined, 2);
}

function namesOf(
  links: readonly LinkEntity[],
  kind: LinkEntity['storeKind'],
  nameOf: (link: LinkEntity) => string,
): readonly string[] {
  return [...new Set(links.filter(({ storeKind }) => storeKind === kind).map(nameOf))].sort();
}

/** Nothing to allow, or nothing to allow it on: no statement, least of all one on everything. */
function statement(Sid: string, actions: readonly string[], resources: readonly string[]): PolicyStatement | 'none' {
  if (actions.length === 0 || resources.length === 0) return 'none';
  const Resource = resources.length === 1 ? (resources[0] ?? '') : resources;
  return { Sid, Effect: 'Allow', Action: [...actions].sort(), Resource };
}

/** A table's other items stay out of reach. */
function withCondition(one: PolicyStatement | 'none'): PolicyStatement | 'none' {
  if (one === 'none') return one;
  return { ...one, Condition: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['antipode#marker#*'] } } };
}
