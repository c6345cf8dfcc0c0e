import { describe, expect, it } from 'vitest';
import type { GlobalReplicationGroup, GlobalReplicationGroupMember } from '@/lib/aws';
import { toDatastoreLinks } from './elasticache-global';

function member(region: string, role: 'primary' | 'secondary', status = 'associated'): GlobalReplicationGroupMember {
  return { replicationGroupId: `cache-${region}`, region, role, status };
}
function group(...members: GlobalReplicationGroupMember[]): GlobalReplicationGroup {
  return { identifier: 'ldgnf-cache', status: 'available', members };
}

describe('links of a global datastore', () => {
  it('run from whoever is the primary now to every secondary, whose lag is published there', () => {
    const links = toDatastoreLinks(group(member('a', 'secondary'), member('b', 'primary'), member('c', 'secondary')));
    expect(links.map((link) => `${link.source}>${link.target}`)).toEqual(['b>a', 'b>c']);
    expect(links[0]?.lagQueries).toMatchObject([
      {
        region: 'a',
        query: { name: 'GlobalDatastoreReplicationLag', dimensions: { ReplicationGroupId: 'cache-a' } },
        secondsPerUnit: 1,
      },
    ]);
  });

  it.each([
    ['associated', 'replicating'],
    ['associating', 'rebuilding'],
    ['disassociating', 'not-replicating'],
    ['pondering', 'unknown'],
  ] as const)('to a secondary that is %s: %s', (status, state) => {
    const [link] = toDatastoreLinks(group(member('a', 'primary'), member('b', 'secondary', status)));
    expect(link?.copyState).toBe(state);
  });

  it('are none while nobody takes writes', () => {
    expect(toDatastoreLinks(group(member('a', 'secondary')))).toEqual([]);
  });
});
