import { describe, expect, it } from 'vitest';
import { openWorld } from './open-world';
import { birthOfTests, linkTruth, pass, usersOf } from './testing-worlds';
import type { World } from './types';

function worldWithout(region: string, seconds: number): World {
  const world = openWorld({ seed: 1, now: birthOfTests });
  pass(world, 300);
  world.injectFault({ kind: 'region-outage', region });
  pass(world, seconds);
  return world;
}

const regionOf = (world: World, name: string, resolver: string) => {
  const value = world.resolve(name, 'A', resolver).records[0]?.value ?? '';
  return world.regions.find(({ code }) =>
    world.loadBalancers(code, world.accountId).some((each) => each.addresses.includes(value)),
  )?.code;
};

describe('the workloads of the default fleet', () => {
  const calm = openWorld({ seed: 1, now: birthOfTests });
  pass(calm, 600);

  it('serve nearly all of their users; the archive has none', () => {
    expect(calm.truth().users.map((each) => each.workload)).toEqual([
      'checkout',
      'storefront',
      'eu-accounts',
      'catalog',
      'media',
    ]);
    for (const { servedShare } of calm.truth().users) expect(servedShare).toBeGreaterThan(0.99);
  });

  it('have a load balancer, a group, an endpoint check and a status record in each of their regions', () => {
    const groups = calm.regions.flatMap(({ code }) => calm.autoScalingGroups(code, calm.accountId));
    expect(groups.map((each) => `${each.name} ${each.desired}`)).toEqual(
      expect.arrayContaining([
        'eu-accounts-euc1 4',
        'eu-accounts-euw1 2',
        'catalog-use1 3',
        'catalog-euw1 3',
        'media-use1 2',
        'media-usw2 1',
      ]),
    );
    const balancers = calm.regions.flatMap(({ code }) => calm.loadBalancers(code, calm.accountId));
    expect(balancers.map((each) => each.name).sort()).toEqual(groups.map((each) => each.name).sort());
    expect(new Set(balancers.flatMap((each) => each.addresses)).size).toBe(2 * balancers.length);
    for (const { name, workload } of groups) {
      const host = `${name.slice(workload.length + 1)}.${workload}.acme.example`;
      expect(calm.resolve(`status.${host}`, 'TXT', 'eu-west-1').records[0]?.value).toBe('healthy');
      expect(calm.healthChecks(calm.accountId).some((each) => each.hostname === host)).toBe(true);
    }
  });

  it('keep the accounts of Europeans in eu-central-1 until it is lost, then in eu-west-1, without any switch', () => {
    expect(regionOf(calm, 'accounts.acme.example', 'us-east-1')).toBe('eu-central-1');
    const world = worldWithout('eu-central-1', 180);
    expect(regionOf(world, 'accounts.acme.example', 'us-east-1')).toBe('eu-west-1');
    const { servedShare, byRegion } = usersOf(world, 'eu-accounts');
    expect(byRegion['eu-west-1']).toBe(servedShare);
    // The writer of the database is lost with its region: what needs it fails.
    expect(servedShare).toBeGreaterThan(0.5);
    expect(servedShare).toBeLessThan(0.61);
    expect(linkTruth(world, 'accounts', 'eu-central-1', 'eu-west-1').lossSeconds).toBeGreaterThan(0);
    expect(linkTruth(world, 'legacy-shard', 'eu-central-1', 'ap-southeast-1').lossSeconds).toBeGreaterThan(0);
  });

  it('answer the catalog from the nearest region, and from the other one when that is lost', () => {
    expect(regionOf(calm, 'catalog.acme.example', 'us-west-2')).toBe('us-east-1');
    expect(regionOf(calm, 'catalog.acme.example', 'eu-central-1')).toBe('eu-west-1');
    const world = worldWithout('eu-west-1', 180);
    expect(regionOf(world, 'catalog.acme.example', 'eu-central-1')).toBe('us-east-1');
    expect(usersOf(world, 'catalog').servedShare).toBeGreaterThan(0.97);
  });

  it('move media to its standby, which is far too small', () => {
    expect(regionOf(calm, 'media.acme.example', 'eu-west-1')).toBe('us-east-1');
    const world = worldWithout('us-east-1', 180);
    expect(regionOf(world, 'media.acme.example', 'eu-west-1')).toBe('us-west-2');
    expect(usersOf(world, 'media').servedShare).toBeGreaterThan(0.5);
  });
});
