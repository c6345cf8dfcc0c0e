import { describe, expect, it } from 'vitest';
import type { GlobalTable, ReplicaStatus } from '@/lib/aws';
import { toTableLinks } from './dynamodb-global-table';

function table(consistency: 'eventual' | 'strong', replicas: Readonly<Record<string, ReplicaStatus>>): GlobalTable {
  return {
    name: 'sessions',
    arn: 'arn:aws:dynamodb:a:111122223333:table/sessions',
    consistency,
    replicas: Object.entries(replicas).map(([region, status]) => ({ region, status })),
    witnesses: [],
    itemCount: 'unknown',
    sizeBytes: 'unknown',
  };
}

describe('links of a DynamoDB global table', () => {
  it('run between every ordered pair of replicas', () => {
    const links = toTableLinks(table('eventual', { a: 'active', b: 'active', c: 'active' }));
    expect(links.map((link) => `${link.source}>${link.target}`)).toEqual(['a>b', 'a>c', 'b>a', 'b>c', 'c>a', 'c>b']);
  });

  it('have their latency in the source region, by receiving region, and it is only an estimate', () => {
    const [link] = toTableLinks(table('eventual', { a: 'active', b: 'active' }));
    expect(link?.quality).toBe('estimate');
    expect(link?.lagQueries).toEqual([
      {
        region: 'a',
        query: {
          namespace: 'AWS/DynamoDB',
          name: 'ReplicationLatency',
          dimensions: { TableName: 'sessions', ReceivingRegion: 'b' },
          statistic: 'Maximum',
          periodSeconds: 60,
        },
        secondsPerUnit: 0.001,
      },
    ]);
  });

  it('count what clients write, never consumed capacity, which replication uses too', () => {
    const [link] = toTableLinks(table('eventual', { a: 'active', b: 'active' }));
    expect(link?.writes.queries.every((query) => query.name === 'SuccessfulRequestLatency')).toBe(true);
    expect(link?.writes.queries.every((query) => query.statistic === 'SampleCount')).toBe(true);
    expect(link?.writes.region).toBe('a');
  });

  it('say since when AWS keeps one of their ends out, from the first of them on', () => {
    const { replicas, ...rest } = table('eventual', { a: 'active', b: 'region-disabled', c: 'active' });
    const since = Date.UTC(2026, 10, 20, 3);
    const kept = replicas.map((one) => (one.region === 'b' ? { ...one, inaccessibleSince: since } : one));
    const told = toTableLinks({ ...rest, replicas: kept }).map(({ source, target, keptOutSince }) => [
      `${source}>${target}`,
      keptOutSince,
    ]);
    expect(told.filter(([, at]) => at === since).map(([id]) => id)).toEqual(['a>b', 'b>a', 'b>c', 'c>b']);
    expect(told.filter(([, at]) => at === undefined).map(([id]) => id)).toEqual(['a>c', 'c>a']);
  });

  it('ask no latency of a strongly consistent table, which publishes none', () => {
    const [link] = toTableLinks(table('strong', { a: 'active', b: 'active' }));
    expect(link).toMatchObject({ lagQueries: [], quality: 'bound', consistency: 'strong' });
  });

  it.each([
    ['active', 'active', 'replicating'],
    ['active', 'updating', 'replicating'],
    ['active', 'creating', 'rebuilding'],
    ['active', 'region-disabled', 'not-replicating'],
    ['replication-not-authorized', 'active', 'not-replicating'],
    ['active', 'unknown', 'unknown'],
  ] as const)('from a replica that is %s to one that is %s: %s', (a, b, state) => {
    expect(toTableLinks(table('eventual', { a, b }))[0]?.copyState).toBe(state);
  });

  it.each([
    [[{ region: 'w', status: 'active' }], 'replicating'],
    [[{ region: 'w', status: 'creating' }], 'unknown'],
    [[], 'unknown'],
  ] as const)('of a strongly consistent table hold only while a third region keeps the quorum', (witnesses, state) => {
    const strong = { ...table('strong', { a: 'active', b: 'active' }), witnesses };
    expect(toTableLinks(strong).map(({ copyState }) => copyState)).toEqual([state, state]);
    const three = table('strong', { a: 'active', b: 'active', c: 'active' });
    expect(toTableLinks(three).every(({ copyState }) => copyState === 'replicating')).toBe(true);
  });
});
