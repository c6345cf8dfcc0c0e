import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openWorld } from '../world';
import { birthOfTests, pass, portrayWorld, usersOf } from '../world/testing-worlds';
import { readScenario } from './read-scenario';

const files = readdirSync(__dirname).filter((name) => name.endsWith('.yaml'));
const text = (file: string) => readFileSync(path.join(__dirname, file), 'utf8');

const fleet = openWorld({ seed: 1, now: birthOfTests });

function scenarioOf(yaml: string, faster = 1) {
  const reading = readScenario(yaml, 'test', fleet, faster);
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  return reading.scenario;
}

const twoPhases = `
- at: 90s
  fault: { kind: region-outage, region: us-west-2 }
  for: 10m
- at: 5m
  fault: { kind: throttled, share: 0.5 }
  until: 20m
`;

describe('a scenario', () => {
  it('begins and ends its faults at their moments, and is over when the last has ended', () => {
    const world = openWorld({ seed: 1, now: birthOfTests });
    world.runScenario(scenarioOf(twoPhases));
    const kinds = () => world.activeFaults().map(({ fault }) => fault.kind);
    expect(kinds()).toEqual([]);
    pass(world, 90);
    expect(world.activeFaults()).toMatchObject([{ startedAt: birthOfTests + 90_000 }]);
    pass(world, 300);
    expect(kinds()).toEqual(['region-outage', 'throttled']);
    expect(world.scenario()?.next).toMatchObject([
      { does: 'end', at: birthOfTests + 690_000, fault: { kind: 'region-outage' } },
      { does: 'end', at: birthOfTests + 1_200_000 },
    ]);
    pass(world, 1200);
    expect(kinds()).toEqual([]);
    expect(world.scenario()).toBeUndefined();
    expect(world.truth().faults.map(({ startedAt, endedAt }) => [startedAt, endedAt])).toEqual([
      [birthOfTests + 90_000, birthOfTests + 690_000],
      [birthOfTests + 300_000, birthOfTests + 1_200_000],
    ]);
  });

  it('goes on after a restart as if there had been none, however long it took', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'scenario-'));
    const first = openWorld({ seed: 1, now: birthOfTests, folder });
    first.runScenario(scenarioOf(twoPhases));
    pass(first, 200);
    const second = openWorld({ seed: 1, now: birthOfTests + 900_000, folder });
    const whole = openWorld({ seed: 1, now: birthOfTests });
    whole.runScenario(scenarioOf(twoPhases));
    pass(whole, 900);
    expect(second.activeFaults()).toMatchObject([{ fault: { kind: 'throttled' } }]);
    expect(portrayWorld(second)).toBe(portrayWorld(whole));
    second.close();
    rmSync(folder, { recursive: true });
  });

  it('ends with everything else when all is healed, also while it has not begun', () => {
    const world = openWorld({ seed: 1, now: birthOfTests });
    world.runScenario(scenarioOf(twoPhases));
    expect(() => world.runScenario(scenarioOf(twoPhases))).toThrow('heal all to end it first');
    world.healFaults({});
    expect(world.scenario()).toBeUndefined();
    pass(world, 600);
    expect(world.activeFaults()).toEqual([]);
  });

  it('leaves a fault alone that somebody began before it', () => {
    const world = openWorld({ seed: 1, now: birthOfTests });
    world.injectFault({ kind: 'region-outage', region: 'us-west-2' });
    world.runScenario(scenarioOf(twoPhases));
    pass(world, 1500);
    expect(world.activeFaults()).toMatchObject([{ fault: { kind: 'region-outage' }, startedAt: birthOfTests }]);
  });

  it('may be told faster than it was', () => {
    expect(scenarioOf(twoPhases, 60).phases).toMatchObject([
      { at: 2, until: 12 },
      { at: 5, until: 20 },
    ]);
  });
});

it('all problems of a scenario are told at once, each with its line', () => {
  const reading = readScenario(
    `name: broken
phases:
  - at: soon
    fault: { kind: region-outage, region: mars-1 }
  - at: 5m
    fault: { kind: fire }
    for: 1m
  - at: 1m
    fault:
      kind: throttled
      share: 7
      sahre: 1
  - fault: { kind: throttled }
    at: 1m
    forever: true
`,
    'broken',
    fleet,
  );
  if (reading.ok) throw new Error('it was taken');
  expect(reading.problems.map(({ line }) => line)).toEqual([3, 4, 6, 11, 12, 15]);
  for (const { message } of reading.problems) expect(message).toMatch(/^phases\[\d\]\..*[.]$/);
  const times = readScenario('- { at: 5m, fault: { kind: throttled }, until: 1m }', 'late', fleet);
  expect(times).toMatchObject({
    ok: false,
    problems: [{ line: 1, message: expect.stringContaining('later than at') }],
  });
  expect(readScenario('a: [', 'no', fleet)).toMatchObject({ ok: false, problems: [{ line: 1 }] });
  expect(readScenario('', 'empty', fleet)).toMatchObject({ ok: false });
});

describe.each(files)('%s', (file) => {
  it('is a scenario of this fleet that ends by itself and says what it replays', () => {
    const reading = readScenario(text(file), file, fleet);
    expect(reading).toMatchObject({ ok: true, says: expect.stringContaining('us-east-1') });
    const world = openWorld({ seed: 1, now: birthOfTests });
    world.runScenario(scenarioOf(text(file), 30));
    pass(world, (16 * 3600) / 30);
    expect(world.scenario()).toBeUndefined();
    expect(world.activeFaults()).toEqual([]);
    for (const { servedShare } of world.truth().users) expect(servedShare).toBeGreaterThan(0.99);
  });
});

it('October 2025 takes the users of DynamoDB in us-east-1, while the region itself answers', () => {
  const world = openWorld({ seed: 1, now: birthOfTests });
  const [october] = files.filter((name) => name.startsWith('october'));
  world.runScenario(scenarioOf(text(october ?? '')));
  pass(world, 600);
  expect(world.regionAnswers('us-east-1')).toBe(true);
  expect(usersOf(world, 'storefront').servedShareOfLastMinute).toBeLessThan(0.95);
  expect(usersOf(world, 'eu-accounts').servedShareOfLastMinute).toBeGreaterThan(0.99);
});

it('October 2025 launches no instance for eight hours after its cause is mended, while those that run go on serving', () => {
  const world = openWorld({ seed: 1, now: birthOfTests });
  const [october] = files.filter((name) => name.startsWith('october'));
  world.runScenario(scenarioOf(text(october ?? '')));
  pass(world, 3 * 3600);
  const group = () =>
    world.autoScalingGroups('us-east-1', world.accountId).find(({ name }) => name === 'checkout-use1');
  const running = group()?.instances.filter(({ state }) => state === 'InService').length ?? 0;
  const states = () => group()?.instances.map(({ state }) => state);
  world.changeGroup({ arn: group()?.arn ?? '', desired: running + 2 });
  pass(world, 7.5 * 3600);
  expect(states()?.slice(0, running)).toEqual(Array(running).fill('InService'));
  expect(states()?.slice(running)).toEqual(['Pending', 'Pending']);
  expect(usersOf(world, 'checkout').servedShareOfLastMinute).toBeGreaterThan(0.99);
  pass(world, 3600);
  expect(states()).toEqual(Array(running + 2).fill('InService'));
});
