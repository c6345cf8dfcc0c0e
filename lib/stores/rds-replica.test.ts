import { describe, expect, it } from 'vitest';
import type { ReplicaInstance } from '@/lib/aws';
import { toReplicaLinks } from './rds-replica';

function instance(region: string, more: Partial<ReplicaInstance> = {}): ReplicaInstance {
  return {
    identifier: `index-${region}`,
    region,
    engine: 'mysql',
    status: 'available',
    replication: 'replicating',
    message: '',
    ...more,
  };
}
const linkOf = (more: Partial<ReplicaInstance>) =>
  toReplicaLinks({ source: instance('a'), replicas: [instance('b', more)] })[0];

describe('links of a database with read replicas', () => {
  it('run from the source to every replica in another region, whose lag is published there', () => {
    const links = toReplicaLinks({ source: instance('a'), replicas: [instance('a'), instance('b'), instance('c')] });
    expect(links.map((link) => `${link.source}>${link.target}`)).toEqual(['a>b', 'a>c']);
    expect(links[0]?.lagQueries).toMatchObject([
      {
        region: 'b',
        query: { name: 'ReplicaLag', dimensions: { DBInstanceIdentifier: 'index-b' }, statistic: 'Maximum' },
        secondsPerUnit: 1,
      },
    ]);
  });

  it('of MySQL add the minute for which it may read zero after it was cut off; PostgreSQL needs none', () => {
    expect(linkOf({ engine: 'mysql' })?.lagQueries[0]?.addedSeconds).toBe(60);
    expect(linkOf({ engine: 'postgres' })?.lagQueries[0]?.addedSeconds).toBeUndefined();
  });

  it('of PostgreSQL know that their lag grows while the source is idle', () => {
    expect(linkOf({ engine: 'postgres' })?.growsWhenIdle).toBe(true);
    expect(linkOf({ engine: 'mysql' })?.growsWhenIdle).toBeUndefined();
  });

  it.each([
    [{ replication: 'not-replicating' }, 'not-replicating'],
    [{ replication: 'unknown' }, 'unknown'],
    [{ status: 'creating', replication: 'unknown' }, 'rebuilding'],
  ] as const)('a replica of which AWS says %o: %s', (more, state) => {
    expect(linkOf(more)?.copyState).toBe(state);
  });
});
