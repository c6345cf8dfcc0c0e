import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { markerReadPermissions, readPermissions, writePermissions } from '../../aws/permissions';
import { type Entity, type SourceEntity, sourceStates } from '../entities';
import { sampleLink } from '../testing/arbitraries';
import { calmFleetEntities, engineStoppedEntities, startingEntities } from '../testing/sample-entities';
import { deniedEntities, hinderedEntities, largeFleetEntities } from '../testing/sample-links';
import { buildAccountsPage } from './build-accounts-page';
import { toStatements } from './policy-statement';

const now = Date.parse('2026-11-20T12:10:37Z');
const account = '111122223333';
const build = (entities: readonly Entity[]) => buildAccountsPage(entities, now);

describe('accounts and regions', () => {
  test('of a calm fleet answer everywhere, and nothing needs to be allowed', () => {
    const { accounts, remedies, summary } = build(calmFleetEntities(now));
    expect(accounts).toMatchObject([{ accountId: account, worst: 'answered', since: 'none', workloadCount: 2 }]);
    expect(remedies).toEqual([]);
    expect(summary.sentence).toBe('1 account: 1 answering everywhere');
  });

  test('say what is denied, in which role, since when, and give the statement that allows it', () => {
    const { remedies, accounts } = build(deniedEntities(now));
    const allow = remedies.find(({ kind }) => kind === 'allow');
    expect(allow).toMatchObject({
      sentence: `Allow rds:DescribeGlobalClusters to arn:aws:iam::${account}:role/antipode-reader`,
      accountName: 'production',
      since: now - 1_860_000,
      actions: ['rds:DescribeGlobalClusters'],
    });
    expect(JSON.parse(allow?.documents[0]?.json ?? '{}')).toEqual({
      Version: '2012-10-17',
      Statement: [{ Sid: 'ReadTheFleet', Effect: 'Allow', Action: ['rds:DescribeGlobalClusters'], Resource: '*' }],
    });
    expect(accounts.find(({ accountId }) => accountId === account)?.places['us-west-2']).toMatchObject({
      worst: 'denied',
      counts: { denied: 1 },
    });
  });

  test('an account that lets nobody in has both sides of the trust, and no external id', () => {
    const { remedies } = build(deniedEntities(now));
    const letIn = remedies.find(({ kind }) => kind === 'let-in');
    expect(letIn).toMatchObject({ accountId: '444455556666', accountName: 'staging', sourceCount: 15 });
    expect(letIn?.documents).toHaveLength(2);
    expect(letIn?.documents[1]?.json).toContain('externalId of account 444455556666 in the fleet file');
  });

  test('each trouble of access has its own state, and its own act where an act helps', () => {
    const { accounts, remedies } = build(hinderedEntities(now));
    const worst = Object.values(accounts[0]?.places ?? {}).map((place) => place.worst);
    expect(new Set(worst)).toEqual(
      new Set(['throttled', 'region-not-enabled', 'credentials-expired', 'timed-out', 'no-support-plan']),
    );
    expect(new Set(remedies.map(({ kind }) => kind))).toEqual(
      new Set(['enable-region', 'credentials', 'support-plan']),
    );
  });

  test.each([
    ['the engine stopped', engineStoppedEntities(now, { stoppedFor: 7200 })],
    ['nothing was asked yet', startingEntities(now)],
  ])('claim nothing to answer when %s', (_words, entities) => {
    for (const { worst, places } of build(entities).accounts) {
      expect(worst).not.toBe('answered');
      for (const place of Object.values(places)) expect(place.counts.answered).toBeUndefined();
    }
  });

  test('of the largest fleet are one line an account', () => {
    const { accounts, regions, sources, remedies } = build(largeFleetEntities(now));
    expect([accounts.length, regions.length > 20, sources.length > 5000]).toEqual([51, true, true]);
    expect(remedies.filter(({ kind }) => kind === 'allow')).toHaveLength(3);
  });

  test('a place is as bad as its worst API, however the sources end', () => {
    const state = fc.constantFrom(...sourceStates);
    const [source] = calmFleetEntities(now).filter((entity): entity is SourceEntity => entity.kind === 'source');
    if (source === undefined) throw new Error('the calm fleet has sources');
    fc.assert(
      fc.property(fc.array(state, { minLength: 1, maxLength: 8 }), (states) => {
        const sources = states.map((one, place) => ({ ...source, id: `x/${place}`, api: `api-${place}`, state: one }));
        const [row] = build(sources).accounts;
        expect(row?.worst === 'answered').toBe(states.every((one) => one === 'answered'));
        const counted = Object.values(row?.places[source.region]?.counts ?? {}).reduce((sum, count) => sum + count, 0);
        expect(counted).toBe(states.length);
      }),
    );
  });
});

describe('the statement that allows something', () => {
  const links = [
    sampleLink({
      storeKind: 'dynamodb-global-table',
      resource: 'catalog-items',
      marker: { by: 'store', targetResource: 'catalog-items' } as never,
    }),
    sampleLink({
      storeKind: 's3-replication',
      resource: 'media-source',
      marker: { by: 'store', targetResource: 'media-target' } as never,
    }),
  ];
  const facts = { accountId: '444455556666', regions: ['eu-west-1'], links };
  const covered = (actions: readonly string[], given = facts) =>
    toStatements(actions, given).flatMap(({ Action }) => Action);

  test('allows every action the console may lack, and nothing that was not asked for', () => {
    const all = [...readPermissions, ...markerReadPermissions, ...writePermissions];
    expect(new Set(covered(all))).toEqual(new Set(all));
    for (const action of all) expect(covered([action])).toEqual([action]);
  });

  test('never opens more than the markers of the marked tables and buckets', () => {
    const statements = toStatements([...markerReadPermissions, ...writePermissions], facts);
    for (const { Resource } of statements) expect(Resource).not.toBe('*');
    expect(statements.find(({ Sid }) => Sid === 'MarkersOfTables')).toMatchObject({
      Resource: 'arn:aws:dynamodb:*:444455556666:table/catalog-items',
      Condition: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['antipode#marker#*'] } },
    });
  });

  test('is none where it is not known on what: never one on everything', () => {
    expect(toStatements(['dynamodb:GetItem', 's3:PutObject'], { ...facts, links: [] })).toEqual([]);
  });

  test('names resources in the partition of the region', () => {
    const [one] = toStatements(['s3:GetObject'], { ...facts, regions: ['cn-north-1'] });
    expect(one?.Resource).toBe('arn:aws-cn:s3:::media-target/.antipode/marker/*');
  });
});
