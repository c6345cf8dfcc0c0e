import { expect, test } from 'vitest';
import type { Entity } from '../entities';
import { buildFleetOverview } from '../overview/build-fleet-overview';
import type { FindingView } from '../overview/types';
import { engineStoppedEntities, regionDownEntities } from '../testing/sample-entities';
import { findCriticals } from './criticals';
import { wallScenes } from './types';

const now = Date.UTC(2026, 10, 20, 12);

function finding(change: Partial<FindingView>): FindingView {
  return {
    kind: 'finding',
    id: 'region-down:us-east-1',
    code: 'region-down',
    severity: 'critical',
    sentence: 'us-east-1 is down',
    evidence: [],
    clear: '',
    since: now - 60_000,
    seenAt: now,
    accountId: 'none',
    region: 'us-east-1',
    workloadId: 'none',
    freshness: 'live',
    saidBy: 'engine',
    ...change,
  };
}

/** A run as far as a wall looks at it. */
function run(change: object): Entity {
  const execution = {
    id: 'run-1',
    source: 'us-east-1',
    target: 'us-west-2',
    state: 'paused-by-failed-step',
    stateSince: now - 5000,
    drill: false,
    dryRun: false,
    ...change,
  };
  return { kind: 'execution', id: 'run-1', workloadId: 'checkout', accountId: '1', execution } as unknown as Entity;
}

test('a region that is down holds the fleet, and nothing less than critical holds anything', () => {
  const { findings } = buildFleetOverview(regionDownEntities(now, { failedFor: 600 }), now);
  const criticals = findCriticals(findings, [], [], wallScenes);
  expect(criticals.map(({ key }) => key)).toEqual(
    findings.filter(({ severity }) => severity === 'critical').map(({ id, since }) => `${id} ${since}`),
  );
});

test.each([
  ['region-down', 'fleet'],
  ['entry-point-down', 'fleet'],
  ['unprotected', 'fleet'],
  ['objective-breached', 'replication'],
  ['key-disabled', 'findings'],
  ['backup-missing', 'findings'],
] as const)('%s holds the scene that shows it best: %s', (code, scene) => {
  expect(findCriticals([finding({ code })], [], [], wallScenes)[0]?.scene).toBe(scene);
});

test('where a wall does not have that scene it holds the list of findings, the fleet, or whatever there is', () => {
  const one = [finding({ code: 'objective-breached' })];
  expect(findCriticals(one, [], [], ['costs', 'findings'])[0]?.scene).toBe('findings');
  expect(findCriticals(one, [], [], ['costs', 'fleet'])[0]?.scene).toBe('fleet');
  expect(findCriticals(one, [], [], ['costs', 'run'])[0]?.scene).toBe('costs');
});

test('a word of having seen it counts for that occurrence alone: the same trouble again is new', () => {
  const seen = [{ findingId: 'region-down:us-east-1', since: now - 60_000, actor: 'ana' }];
  expect(findCriticals([finding({})], [], seen, wallScenes)[0]?.seenBy).toBe('ana');
  expect(findCriticals([finding({ since: now - 10_000 })], [], seen, wallScenes)[0]?.seenBy).toBe('nobody');
});

test('a run whose step failed holds until somebody makes it go on; practice holds nothing', () => {
  const [held] = findCriticals([], [run({})], [], wallScenes);
  expect(held).toMatchObject({ scene: 'run', seenBy: 'nobody', since: now - 5000 });
  expect(findCriticals([], [run({ state: 'running' })], [], wallScenes)).toEqual([]);
  expect(findCriticals([], [run({ drill: true })], [], wallScenes)).toEqual([]);
  expect(findCriticals([], [run({ dryRun: true })], [], wallScenes)).toEqual([]);
});

test('that nothing is collected, which only the page says, is left to the band: nobody could acknowledge it', () => {
  const { findings } = buildFleetOverview(engineStoppedEntities(now), now);
  expect(findings.some(({ saidBy }) => saidBy === 'page')).toBe(true);
  expect(findCriticals(findings, [], [], wallScenes).map(({ key }) => key)).not.toContainEqual(
    expect.stringContaining('engine-not-collecting'),
  );
});
