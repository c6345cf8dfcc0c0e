import { describe, expect, it } from 'vitest';
import { buildFleet } from './build-fleet';
import { findFleetNamed } from './fleet-names';
import { generateFleet } from './generate-fleet';
import { openWorld } from './open-world';
import type { SimulatedFleet } from './simulated-fleet';
import { birthOfTests, linkTruth, pass, portrayWorld, usersOf } from './testing-worlds';

const largest = { seed: 1, workloads: 100, regions: 20, accounts: 50 };

const isUnique = (values: readonly string[]) => new Set(values).size === values.length;

/** In the ranges for documentation and benchmarks. */
const isNobodys = (address: string) => /^(198\.51\.100|203\.0\.113|198\.1[89]\.\d{1,3})\.\d{1,3}$/.test(address);

function namesOf(fleet: SimulatedFleet) {
  return {
    workloads: fleet.workloads.map(({ id }) => id),
    addresses: fleet.loadBalancers.flatMap((each) => each.addresses),
    dnsNames: fleet.loadBalancers.map((each) => each.dnsName),
    arns: [
      ...fleet.loadBalancers.flatMap((each) => [each.arn, each.targetGroup.arn]),
      ...fleet.autoScalingGroups.map((each) => each.arn),
      ...fleet.auroraGlobals.flatMap((each) => [each.arn, ...each.members.map(({ arn }) => arn)]),
      ...fleet.globalTables.flatMap((each) => each.replicas.map(({ arn }) => arn)),
      ...fleet.databaseInstances.map((each) => each.arn),
      ...fleet.globalDatastores.flatMap((each) => [each.arn, ...each.members.map(({ arn }) => arn)]),
      ...fleet.queues.map((each) => each.arn),
      ...fleet.vaults.map((each) => each.arn),
      ...fleet.distributions.map((each) => each.arn),
      ...fleet.alarms.map((each) => each.arn),
      ...fleet.functions.map((each) => each.arn),
    ],
    instances: fleet.autoScalingGroups.flatMap((each) => each.instances.map(({ id }) => id)),
    checks: fleet.healthChecks.map(({ id }) => id),
    buckets: fleet.buckets.map(({ name }) => name),
    links: fleet.links.map(({ id }) => id),
    queues: fleet.queues.map(({ id }) => id),
    secrets: fleet.secrets.map(({ name }) => name),
    keys: fleet.keys.map(({ id }) => id),
  };
}

describe('a generated fleet', () => {
  const fleet = buildFleet(generateFleet(largest));

  it('is the same for the same seed, and another for another', () => {
    expect(generateFleet(largest)).toEqual(generateFleet(largest));
    expect(generateFleet(largest).workloads).not.toEqual(generateFleet({ ...largest, seed: 2 }).workloads);
  });

  it("names nothing twice, and addresses that are nobody's", () => {
    for (const [what, values] of Object.entries(namesOf(fleet))) expect([what, isUnique(values)]).toEqual([what, true]);
    expect(namesOf(fleet).addresses.every(isNobodys)).toBe(true);
    const many = generateFleet({ ...largest, seed: 9 });
    for (const [what, values] of Object.entries(namesOf(buildFleet(many)))) {
      expect([what, isUnique(values)]).toEqual([what, true]);
    }
  });

  it('has every kind of store, strategy, tier and routing policy, and somebody in every region and account', () => {
    const { workloads } = fleet;
    const kinds = new Set<string>(workloads.flatMap((each) => each.stores.map(({ kind }) => kind)));
    if (workloads.some((each) => each.queue)) kinds.add('sqs-queue');
    if (workloads.some((each) => each.backup)) kinds.add('backup');
    expect(kinds.size).toBe(7);
    expect(new Set(workloads.map((each) => each.profile.strategy)).size).toBe(4);
    expect(new Set(workloads.map((each) => each.profile.tier)).size).toBe(4);
    expect(new Set(workloads.map((each) => each.entry?.routing.policy))).toEqual(
      new Set(['routing-controls', 'failover', 'latency', 'geolocation', 'weighted', undefined]),
    );
    expect(fleet.globalTables.some(({ consistency, witness }) => consistency === 'STRONG' && witness)).toBe(true);
    expect(new Set(fleet.loadBalancers.map(({ region }) => region)).size).toBe(20);
    expect(new Set(workloads.map(({ accountId }) => accountId)).size).toBe(49);
  });

  it('has two regions at least and no more than it is asked for', () => {
    expect(() => generateFleet({ ...largest, regions: 1 })).toThrow('2 to 20 regions, not 1');
    expect(() => generateFleet({ ...largest, workloads: 101 })).toThrow('1 to 100 workloads, not 101');
    expect(findFleetNamed('generated:3x4x2')?.name).toBe('generated:3x4x2:1');
    expect(findFleetNamed('generated:3x4x2:7')?.name).toBe('generated:3x4x2:7');
    for (const wrong of ['generated:0x4x2', 'generated:3x21x2', 'generated:3x4', 'other', '']) {
      expect(findFleetNamed(wrong)).toBeUndefined();
    }
  });

  it('serves nearly everybody, replicates, and lives through the loss of a region the same however time is cut', () => {
    const small = buildFleet(generateFleet({ seed: 4, workloads: 10, regions: 6, accounts: 3 }));
    const [whole, cut] = [1, 1].map(() => openWorld({ seed: 1, now: birthOfTests, fleet: small }));
    if (whole === undefined || cut === undefined) throw new Error('Two worlds were opened.');
    pass(whole, 600);
    for (const { workload } of whole.truth().users) expect(usersOf(whole, workload).servedShare).toBeGreaterThan(0.97);
    const lost = small.workloads[0]?.capacity[0]?.region ?? '';
    whole.injectFault({ kind: 'region-outage', region: lost });
    pass(whole, 900);
    const hit = small.links.find((link) => link.source === lost && !link.synchronous);
    if (hit === undefined) throw new Error('Nothing replicates from there.');
    expect(linkTruth(whole, hit.store, hit.source, hit.target).lossSeconds).toBeGreaterThan(0);
    for (let second = 1; second <= 600; second += 7) cut.advanceTo(birthOfTests + second * 1000);
    cut.advanceTo(birthOfTests + 600_000);
    cut.injectFault({ kind: 'region-outage', region: lost });
    pass(cut, 900);
    expect(portrayWorld(cut)).toBe(portrayWorld(whole));
  });
});
