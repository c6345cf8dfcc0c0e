import { describe, expect, test } from 'vitest';
import { expectAnswered, scriptedScope, withScriptedEdge } from '../testing/scripted-edge';
import { fetchGlobalReplicationGroups } from './fetch-global-replication-groups';

const member = (name: string, region: string, role: string) =>
  `<GlobalReplicationGroupMember><ReplicationGroupId>${name}</ReplicationGroupId><ReplicationGroupRegion>${region}</ReplicationGroupRegion><Role>${role}</Role><Status>associated</Status></GlobalReplicationGroupMember>`;
const group = (id: string, members: string) =>
  `<GlobalReplicationGroup><GlobalReplicationGroupId>${id}</GlobalReplicationGroupId><Status>available</Status><Members>${members}</Members></GlobalReplicationGroup>`;
const page = (groups: string, marker = '') => ({
  xml: `<DescribeGlobalReplicationGroupsResponse><DescribeGlobalReplicationGroupsResult><GlobalReplicationGroups>${groups}</GlobalReplicationGroups>${marker}</DescribeGlobalReplicationGroupsResult></DescribeGlobalReplicationGroupsResponse>`,
});

describe('global datastores', () => {
  test('are read to the last page, each with its primary and its secondaries', async () => {
    const members = member('c-use1', 'us-east-1', 'PRIMARY') + member('c-usw2', 'us-west-2', 'SECONDARY');
    const answer = await withScriptedEdge(
      ({ body }) =>
        body.includes('Marker=next') ? page(group('two', '')) : page(group('one', members), '<Marker>next</Marker>'),
      (edge) => fetchGlobalReplicationGroups(edge, scriptedScope),
    );
    expect(expectAnswered(answer).value).toEqual([
      {
        identifier: 'one',
        status: 'available',
        members: [
          { replicationGroupId: 'c-use1', region: 'us-east-1', role: 'primary', status: 'associated' },
          { replicationGroupId: 'c-usw2', region: 'us-west-2', role: 'secondary', status: 'associated' },
        ],
      },
      { identifier: 'two', status: 'available', members: [] },
    ]);
  });

  test('leave a member out that does not say where it is, and never guess a role', async () => {
    const members = member('lost', '', 'PRIMARY') + member('odd', 'us-west-2', 'WATCHER');
    const answer = await withScriptedEdge(
      () => page(group('one', members)),
      (edge) => fetchGlobalReplicationGroups(edge, scriptedScope),
    );
    const { value, notices } = expectAnswered(answer);
    expect(value[0]?.members).toMatchObject([{ replicationGroupId: 'odd', role: 'unknown' }]);
    expect(notices).toHaveLength(1);
  });
});
