import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LinkEntity } from '@/lib/domain/entities';
import { toObserved } from '@/lib/domain/observe';
import { sampleLink } from '@/lib/domain/testing/arbitraries';
import type { World } from '@/lib/simulator/world/types';
import { sampleSpecs } from './testing/sample-specs';
import { type StepWorld, sampleOf, startStepWorld } from './testing/step-world';

const leave = sampleOf(sampleSpecs, 'dynamodb-evacuation');

/** What the test has the engine know of the table's link: its writes, and how late what arrived was. */
let told: { writes: number; lagSeconds: number; lagAt: number | 'now'; lastWriteAt: number };

function sessionsLink({ now }: World): LinkEntity {
  const minute = now - (now % 60_000);
  const seen = <T>(value: T, at: number) => toObserved(value, at, now, 'cloudwatch');
  return {
    ...sampleLink(),
    id: leave.linkId,
    workloadId: 'storefront',
    storeId: 'sessions',
    storeKind: 'dynamodb-global-table',
    resource: leave.table,
    source: leave.from,
    target: leave.to,
    consistency: 'eventual',
    lagEvidence: { metric: 'ReplicationLatency Maximum', publishedIn: leave.from, quality: 'estimate' },
    lag: seen(told.lagSeconds, told.lagAt === 'now' ? minute : told.lagAt),
    writesPerSecond: seen(told.writes, minute),
    writesCadence: { cadenceSeconds: 60, publishDelaySeconds: 60 },
    lastWriteAt: told.lastWriteAt,
    writesStoppedAt: 'unproven',
  };
}

let steps: StepWorld;
beforeEach(async () => {
  steps = await startStepWorld({ entities: (world) => [sessionsLink(world)] });
  told = { writes: 0, lagSeconds: 1.5, lagAt: 'now', lastWriteAt: steps.world.now - 600_000 };
});
afterEach(() => steps.stop());

const graceful = { mode: 'graceful' } as const;

/** Looks until it has ended or so many fleet seconds have passed. */
async function wait(seconds: number) {
  const begunAt = steps.world.now;
  let seen = await steps.check(leave, { ...graceful, begunAt });
  while (seen.state === 'not-yet' && steps.world.now < begunAt + seconds * 1000) {
    steps.pass(seen.lookAgainIn);
    seen = await steps.check(leave, { ...graceful, begunAt });
  }
  return seen;
}

describe('the leaving of a region of a global table', () => {
  it('waits until nobody writes there and what was written has arrived, and changes nothing at AWS', async () => {
    told = { ...told, writes: 12 };
    expect(await steps.perform(leave, graceful)).toMatchObject({ state: 'begun' });
    steps.pass(120);
    expect(await steps.check(leave, { ...graceful, begunAt: steps.world.now - 120_000 })).toMatchObject({
      state: 'not-yet',
      sentence: expect.stringContaining('us-east-1 still took 12 writes a second'),
    });
    told = { ...told, writes: 0 };
    expect(await wait(600)).toMatchObject({
      state: 'done',
      sentence: expect.stringContaining('us-west-2 has what came before'),
      calls: [{ action: 'dynamodb:DescribeTable', endpointRegion: 'us-west-2', outcome: 'answered' }],
    });
    expect(await steps.effects()).toEqual([]);
  });

  it('is not done while what was written last has not arrived, however long nobody writes any more', async () => {
    told = { ...told, lagAt: steps.world.now - 600_000, lastWriteAt: steps.world.now - 120_000 };
    expect(await wait(1800)).toMatchObject({
      state: 'not-yet',
      sentence: expect.stringContaining('the newest minute from which anything arrived in us-west-2'),
    });
  });

  it('of a region that is given up ends at once, with the figure, its date and no word of no loss', async () => {
    steps.world.injectFault({ kind: 'region-outage', region: 'us-east-1' });
    told = { ...told, lagAt: steps.world.now };
    steps.pass(90);
    const ended = await steps.perform(leave);
    expect(ended).toMatchObject({
      state: 'done',
      sentence: expect.stringMatching(/what us-east-1 took in its last 1 m 32 s may not have arrived \(1.5 s late at/),
    });
    expect(ended.sentence).not.toMatch(/no loss|nothing (is|was) lost/i);
  });

  it('to a region without a replica, or whose table cannot be read, is never done', async () => {
    for (const mode of ['graceful', 'ungraceful'] as const) {
      expect(await steps.perform({ ...leave, to: 'eu-west-1' }, { mode })).toMatchObject({
        state: 'failed',
        sentence: 'There is no table user-sessions in eu-west-1 (account 111122223333).',
        next: expect.stringContaining('Choose another target'),
      });
    }
    steps.world.injectFault({ kind: 'access-denied', action: 'dynamodb:DescribeTable' });
    for (const mode of ['graceful', 'ungraceful'] as const) {
      expect(await steps.perform(leave, { mode })).toMatchObject({
        state: 'begun',
        sentence: expect.stringContaining('dynamodb:DescribeTable in us-west-2'),
      });
    }
  });

  it('in a dry run says what it would wait for and what is in the way now, and may be looked at again at any time', async () => {
    told = { ...told, writes: 12 };
    expect(await steps.dryRun(leave)).toMatchObject({
      wouldHappen: [expect.stringContaining('It would say what us-west-2 may lack')],
      inTheWay: [],
    });
    expect(await steps.readBack(leave)).toMatchObject({ verdict: 'did-not-happen' });
    expect(await steps.effects()).toEqual([]);
  });
});
