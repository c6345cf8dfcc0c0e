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
  // Opened beside the first, as after a crash: only the journal has the changes.
  const after = openWorld({ seed: 1, folder, now: birthOfTests + 120_000 });
  expect(after.routingControls(after.accountId).map(({ on }) => on)).toEqual([false, true]);
  expect(after.policiesEnforced()).toBe(true);
  after.close();
});

it('changes nothing when a safety rule refuses', () => {
  const world = openWorld({ seed: 1, now: birthOfTests });
  const [first] = world.routingControls(world.accountId);
  expect(() => world.changeRoutingControls([{ arn: first?.arn ?? '', on: false }], [])).toThrow(/at least 1/);
  expect(world.routingControls(world.accountId)[0]?.on).toBe(true);
});
