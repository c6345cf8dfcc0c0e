import { expect, it } from 'vitest';
import { openWorld } from './open-world';
import { birthOfTests, worldFolder } from './testing-worlds';

it('keeps what people switched over a restart without a checkpoint', () => {
  const folder = worldFolder();
  const before = openWorld({ seed: 1, folder, now: birthOfTests });
  before.advanceTo(birthOfTests + 90_000);
  const [first, second] = before.routingControls(before.accountId);
  before.changeRoutingControls(
    [
      { arn: first?.arn ?? '', on: false },
      { arn: second?.arn ?? '', on: true },
    ],
    [],
  );
  before.enforcePolicies(true);
  const [reader, other] = before.roles(before.accountId);
  const statements = [{ effect: 'Allow', actions: ['rds:Describe*'] }] as const;
  before.putRolePolicy(reader?.arn ?? '', statements);
  const [group] = before.accelerators(before.accountId)[0]?.endpointGroups ?? [];
  if (group === undefined) throw new Error('the fleet has no endpoint group');
  const { dialPercent: _, endpoints, healthCheck } = group;
  before.changeEndpointGroup(group.arn, { dialPercent: 0, endpoints, healthCheck });
  const [accessPoint] = before.accessPoints(before.accountId);
  before.changeAccessPointRoutes(accessPoint?.arn ?? '', [{ region: 'us-east-1', active: false }]);
  const rule = before.eventBuses('us-east-1', before.accountId)[0]?.rules[0];
  before.turnLever({ arn: rule?.arn ?? '', on: false });
  // Opened beside the first, as after a crash: only the journal has the changes.
  const after = openWorld({ seed: 1, folder, now: birthOfTests + 120_000 });
  expect(after.routingControls(after.accountId).map(({ on }) => on)).toEqual([false, true]);
  expect(after.policiesEnforced()).toBe(true);
  expect(after.roles(after.accountId).slice(0, 2)).toEqual([{ ...reader, statements }, other]);
  const dials = after.accelerators(after.accountId)[0]?.endpointGroups.map(({ dialPercent }) => dialPercent);
  expect(dials).toEqual([0, 100]);
  expect(after.eventBuses('us-east-1', after.accountId)[0]?.rules[0]).toEqual({ ...rule, enabled: false });
  expect(after.accessPoints(after.accountId)[0]?.routes.map(({ active }) => active)).toEqual([false, true]);
  after.close();
});

it('gives no policy to a role that is not there', () => {
  const world = openWorld({ seed: 1, now: birthOfTests });
  expect(() => world.putRolePolicy('arn:aws:iam::111122223333:role/nobody', [])).toThrow(/There is no role/);
});

it('changes nothing when a safety rule refuses', () => {
  const world = openWorld({ seed: 1, now: birthOfTests });
  const [first] = world.routingControls(world.accountId);
  expect(() => world.changeRoutingControls([{ arn: first?.arn ?? '', on: false }], [])).toThrow(/at least 1/);
  expect(world.routingControls(world.accountId)[0]?.on).toBe(true);
});
