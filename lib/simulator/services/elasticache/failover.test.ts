import {
  DescribeGlobalReplicationGroupsCommand,
  DescribeReplicationGroupsCommand,
  ElastiCacheClient,
  FailoverGlobalReplicationGroupCommand,
} from '@aws-sdk/client-elasticache';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { clientConfig, serveWorld, testNow } from '../../testing/test-simulator';
import type { WireDoor } from '../../wire';
import { openWorld, type World } from '../../world';
import { pass } from '../../world/testing-worlds';

let world: World;
let door: WireDoor;
const cacheIn = (region: string) => new ElastiCacheClient(clientConfig(door, region));

beforeEach(async () => {
  world = openWorld({ seed: 1, now: testNow });
  door = await serveWorld(world);
  pass(world, 120);
});
afterEach(() => door.close());

const wanted = {
  GlobalReplicationGroupId: 'storefront-cache',
  PrimaryRegion: 'us-west-2',
  PrimaryReplicationGroupId: 'storefront-cache-usw2',
};

function failOver(more: Partial<typeof wanted> = {}, region = 'us-west-2') {
  return cacheIn(region).send(new FailoverGlobalReplicationGroupCommand({ ...wanted, ...more }));
}

async function datastoreSeenFrom(region: string) {
  const asked = new DescribeGlobalReplicationGroupsCommand({ ShowMemberInfo: true });
  const { GlobalReplicationGroups: [datastore] = [] } = await cacheIn(region).send(asked);
  const members = datastore?.Members?.map((each) => [each.ReplicationGroupRegion, each.Role, each.Status]);
  return { status: datastore?.Status, members };
}

const calm = [
  ['us-east-1', 'PRIMARY', 'associated'],
  ['us-west-2', 'SECONDARY', 'associated'],
  ['eu-central-1', 'SECONDARY', 'associated'],
];

describe('FailoverGlobalReplicationGroup', () => {
  it('spends a while modifying, then shows the new roles from every region, and the others filled anew', async () => {
    const { GlobalReplicationGroup } = await failOver();
    expect(GlobalReplicationGroup).toMatchObject({ GlobalReplicationGroupId: 'storefront-cache', Status: 'modifying' });
    expect(await datastoreSeenFrom('eu-central-1')).toEqual({ status: 'modifying', members: calm });
    pass(world, 55);
    for (const region of ['us-east-1', 'us-west-2', 'eu-central-1']) {
      expect(await datastoreSeenFrom(region)).toEqual({
        status: 'available',
        members: [
          ['us-east-1', 'SECONDARY', 'associating'],
          ['us-west-2', 'PRIMARY', 'associated'],
          ['eu-central-1', 'SECONDARY', 'associating'],
        ],
      });
    }
    pass(world, 700);
    const { members } = await datastoreSeenFrom('us-west-2');
    expect(members?.map(([, , status]) => status)).toEqual(['associated', 'associated', 'associated']);
    const group = new DescribeReplicationGroupsCommand({ ReplicationGroupId: 'storefront-cache-use1' });
    expect((await cacheIn('us-east-1').send(group)).ReplicationGroups).toMatchObject([
      { Status: 'available', GlobalReplicationGroupInfo: { GlobalReplicationGroupMemberRole: 'SECONDARY' } },
    ]);
  });

  it('works while the primary’s region is lost, which is filled anew when it is back', async () => {
    world.injectFault({ kind: 'region-outage', region: 'us-east-1' });
    await failOver();
    pass(world, 900);
    expect(await datastoreSeenFrom('us-west-2')).toMatchObject({
      status: 'available',
      members: [
        ['us-east-1', 'SECONDARY', 'associating'],
        ['us-west-2', 'PRIMARY', 'associated'],
        ['eu-central-1', 'SECONDARY', 'associated'],
      ],
    });
    world.healFaults({});
    pass(world, 700);
    const { members } = await datastoreSeenFrom('us-east-1');
    expect(members?.[0]).toEqual(['us-east-1', 'SECONDARY', 'associated']);
  });

  it('asked for twice is one failover; another one meanwhile is refused', async () => {
    await failOver();
    pass(world, 5);
    const again = await failOver();
    expect(again.GlobalReplicationGroup?.Status).toBe('modifying');
    const other = { PrimaryRegion: 'eu-central-1', PrimaryReplicationGroupId: 'storefront-cache-euc1' };
    await expect(failOver(other)).rejects.toMatchObject({ name: 'InvalidGlobalReplicationGroupStateFault' });
    pass(world, 55);
    expect((await datastoreSeenFrom('us-west-2')).status).toBe('available');
    // What is being filled cannot take over.
    await expect(failOver(other)).rejects.toMatchObject({ name: 'InvalidGlobalReplicationGroupStateFault' });
  });

  it('is refused for what is not there, for members that do not match, and for the primary itself', async () => {
    const refusals = [
      [{ GlobalReplicationGroupId: 'nobody' }, 'GlobalReplicationGroupNotFoundFault'],
      [{ PrimaryRegion: 'eu-central-1' }, 'InvalidParameterValueException'],
      [{ PrimaryReplicationGroupId: 'storefront-cache' }, 'InvalidParameterValueException'],
      [
        { PrimaryRegion: 'us-east-1', PrimaryReplicationGroupId: 'storefront-cache-use1' },
        'InvalidParameterValueException',
      ],
    ] as const;
    for (const [more, name] of refusals) await expect(failOver(more)).rejects.toMatchObject({ name });
    await expect(failOver({}, 'eu-west-1')).rejects.toMatchObject({ name: 'GlobalReplicationGroupNotFoundFault' });
    expect(await datastoreSeenFrom('us-west-2')).toEqual({ status: 'available', members: calm });
  });
});
