import { describe, expect, it } from 'vitest';
import type { GlobalCluster, GlobalClusterMember } from '@/lib/aws';
import { toAuroraLinks } from './aurora-global';

function member(region: string, isWriter: boolean, more: Partial<GlobalClusterMember> = {}): GlobalClusterMember {
  return {
    clusterArn: `arn:aws:rds:${region}:111122223333:cluster:orders-${region}`,
    clusterIdentifier: `orders-${region}`,
    region,
    accountId: '111122223333',
    isWriter,
    synchronization: isWriter ? 'unknown' : 'connected',
    ...more,
  };
}

function cluster(...members: GlobalClusterMember[]): GlobalCluster {
  return {
    identifier: 'orders',
    arn: 'arn:aws:rds::111122223333:global-cluster:orders',
    status: 'available',
    engine: 'aurora-postgresql',
    engineVersion: '16.6',
    members,
    failover: 'none',
  };
}

describe('links of an Aurora global database', () => {
  it('run from whoever is the writer now to every other member', () => {
    const links = toAuroraLinks(cluster(member('a', false), member('b', true), member('c', false)));
    expect(links.map((link) => `${link.source}>${link.target}`)).toEqual(['b>a', 'b>c']);
  });

  it('turn round with the roles, and their metrics with them', () => {
    const before = toAuroraLinks(cluster(member('a', true), member('b', false)));
    const after = toAuroraLinks(cluster(member('a', false), member('b', true)));
    expect(before[0]?.lagQueries[0]).toMatchObject({
      region: 'b',
      query: { name: 'AuroraGlobalDBRPOLag', dimensions: { DBClusterIdentifier: 'orders-b' }, statistic: 'Maximum' },
    });
    expect(after[0]?.lagQueries[0]).toMatchObject({
      region: 'a',
      query: { dimensions: { DBClusterIdentifier: 'orders-a' } },
    });
    expect(before[0]?.writes).toMatchObject({ region: 'a' });
    expect(after[0]?.writes).toMatchObject({ region: 'b' });
  });

  it('ask for the lag of the follower in every member region, the follower first, user transactions first', () => {
    const [link] = toAuroraLinks(cluster(member('a', true), member('b', false)));
    expect(link?.lagQueries.map((lag) => [lag.query.name, lag.region])).toEqual([
      ['AuroraGlobalDBRPOLag', 'b'],
      ['AuroraGlobalDBRPOLag', 'a'],
      ['AuroraGlobalDBReplicationLag', 'b'],
      ['AuroraGlobalDBReplicationLag', 'a'],
    ]);
  });

  it('say what the copy does only as far as AWS says it', () => {
    const states = (['connected', 'pending-resync', 'unknown'] as const).map(
      (synchronization) =>
        toAuroraLinks(cluster(member('a', true), member('b', false, { synchronization })))[0]?.copyState,
    );
    expect(states).toEqual(['replicating', 'pending-resync', 'unknown']);
  });

  it('are none while nobody writes', () => {
    expect(toAuroraLinks(cluster(member('a', false), member('b', false)))).toEqual([]);
  });
});
