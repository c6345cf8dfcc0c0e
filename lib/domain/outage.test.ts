import { describe, expect, test } from 'vitest';
import type { EndpointEntity, EndpointReading, Outage, RoutingEntity } from './entities';
import { toMissing, toObserved } from './observe';
import { advanceOutage, areOurEyesShut } from './outage';
import { calmFleetEntities } from './testing/sample-entities';

const start = Date.parse('2026-11-20T12:00:00Z');
const at = (seconds: number) => start + seconds * 1000;
const found = calmFleetEntities(start).find((entity) => entity.kind === 'routing' && entity.workloadId === 'checkout');
if (found?.kind !== 'routing') throw new Error('The calm fleet has no entry point');
const entryPoint: RoutingEntity = found;

const pass: EndpointReading = { outcome: 'pass', latencyMs: 80 };
const fail: EndpointReading = { outcome: 'fail', detail: 'No answer' };

function run(
  outage: Outage,
  probes: readonly (readonly [second: number, reading: EndpointReading | 'missing'])[],
): Outage {
  return probes.reduce((previous, [second, reading]) => {
    const probe =
      reading === 'missing'
        ? toMissing<EndpointReading>('failed', at(second))
        : toObserved(reading, at(second), at(second), 'console-probe');
    return advanceOutage(previous, [{ ...entryPoint, probe }], at(second));
  }, outage);
}

const every2s = (from: number, to: number, reading: EndpointReading) =>
  Array.from({ length: (to - from) / 2 + 1 }, (_, index) => [from + index * 2, reading] as const);

const running: Outage = { state: 'running', startedAt: at(0), entryPointId: 'web' };

describe('the outage clock', () => {
  test('starts with the second failed probe and is dated at the first', () => {
    const once = run({ state: 'none' }, [
      [0, pass],
      [2, fail],
    ]);
    expect(once.state).toBe('none');
    expect(run(once, [[4, fail]])).toEqual({ state: 'running', startedAt: at(2), entryPointId: 'web' });
  });

  test('does not start on a lone failure', () => {
    expect(
      run({ state: 'none' }, [
        [0, fail],
        [2, pass],
        [4, fail],
        [6, pass],
      ]),
    ).toEqual({ state: 'none' });
  });

  test('does not count the same probe twice', () => {
    expect(
      run({ state: 'none' }, [
        [2, fail],
        [2, fail],
        [2, fail],
      ]).state,
    ).toBe('none');
  });

  test('ends after three minutes of passing and is dated at their start', () => {
    expect(run(running, every2s(60, 238, pass)).state).toBe('running');
    expect(run(running, every2s(60, 240, pass))).toEqual({
      state: 'ended',
      startedAt: at(0),
      endedAt: at(60),
      entryPointId: 'web',
    });
  });

  test('runs on when passing is broken by a failure', () => {
    const probes = [...every2s(60, 200, pass), [202, fail] as const, ...every2s(204, 300, pass)];
    expect(run(running, probes).state).toBe('running');
  });

  test('does not end on what was not measured', () => {
    expect(
      run(running, [
        [60, pass],
        [62, 'missing'],
        [300, pass],
      ]).state,
    ).toBe('running');
    expect(
      run(running, [
        [60, pass],
        [300, pass],
      ]).state,
    ).toBe('running');
  });

  test('forgets nothing when it is stored and read again', () => {
    const stored = JSON.parse(JSON.stringify(run({ state: 'none' }, [[2, fail]]))) as Outage;
    expect(run(stored, [[4, fail]])).toMatchObject({ state: 'running', startedAt: at(2) });
  });

  test('a second outage starts anew', () => {
    const ended: Outage = { state: 'ended', startedAt: at(0), endedAt: at(60), entryPointId: 'web' };
    expect(
      run(ended, [
        [400, fail],
        [402, fail],
      ]),
    ).toMatchObject({ state: 'running', startedAt: at(400) });
  });

  test('leaves the screen a day after the end', () => {
    const ended: Outage = { state: 'ended', startedAt: at(0), endedAt: at(60), entryPointId: 'web' };
    expect(run(ended, [[86_400, pass]]).state).toBe('ended');
    expect(run(ended, [[86_462, pass]])).toEqual({ state: 'none' });
  });
});

describe('when everything fails at once', () => {
  const endpoints = calmFleetEntities(start).filter((entity): entity is EndpointEntity => entity.kind === 'endpoint');
  const seen = <T extends RoutingEntity | EndpointEntity>(entity: T, reading: EndpointReading): T => ({
    ...entity,
    probe: toObserved(reading, at(0), at(0), 'console-probe'),
  });
  const allFail = endpoints.map((endpoint) => seen(endpoint, fail));

  test('it is our eyes that are shut, unless one region still answers or there is but one region', () => {
    expect(areOurEyesShut([seen(entryPoint, fail)], allFail, at(0))).toBe(true);
    expect(areOurEyesShut([seen(entryPoint, pass)], allFail, at(0))).toBe(false);
    const [first, ...others] = allFail;
    if (first === undefined) throw new Error('The calm fleet has no endpoint');
    expect(areOurEyesShut([], [seen(first, pass), ...others], at(0))).toBe(false);
    const oneRegion = allFail.filter(({ region }) => region === first.region);
    expect(areOurEyesShut([seen(entryPoint, fail)], oneRegion, at(0))).toBe(false);
    expect(areOurEyesShut([seen(entryPoint, fail)], allFail, at(3600))).toBe(false);
  });

  test('no outage starts, one that runs goes on, and the next failures count from the first of their own', () => {
    const failing = { ...entryPoint, probe: toObserved(fail, at(2), at(2), 'console-probe') };
    const once = advanceOutage({ state: 'none' }, [failing], at(2));
    expect(advanceOutage(once, [failing], at(4), true)).toEqual({ state: 'none' });
    expect(advanceOutage(running, [failing], at(4), true)).toEqual(running);
    expect(
      run(advanceOutage(once, [failing], at(4), true), [
        [6, fail],
        [8, fail],
      ]),
    ).toEqual({
      state: 'running',
      startedAt: at(6),
      entryPointId: 'web',
    });
  });
});
