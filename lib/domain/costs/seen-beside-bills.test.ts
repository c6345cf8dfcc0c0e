import { describe, expect, test } from 'vitest';
import type { Execution } from '../recovery/execution';
import { sampleBill, sampleReadings } from '../testing/sample-bills';
import { calmFleetEntities, sampleFleet } from '../testing/sample-entities';
import { findPlainTarget, readMoveCapacity } from './move-question';
import { findPlannedActivity } from './planned-anomaly';
import { listServing, readServing } from './serving-rate';
import { listTransferPairs } from './transfer-pairs';
import { viewCommitments, viewLostCommitment } from './view-commitments';

const now = Date.parse('2026-11-20T04:00:00Z');

const checkout = {
  id: 'checkout',
  regions: [
    { region: 'us-east-1', role: 'primary' as const },
    { region: 'us-west-2', role: 'standby' as const },
  ],
};

describe('an anomaly', () => {
  const run = (more: Partial<Execution>) =>
    ({
      ...{ id: 'run-1', workloadId: 'checkout', drill: true, dryRun: false },
      ...{ source: 'us-east-1', target: 'us-west-2' },
      createdAt: Date.parse('2026-11-16T09:00:00Z'),
      endedAt: Date.parse('2026-11-16T10:00:00Z'),
      ...more,
    }) as Execution;
  const cause = {
    service: 'EC2',
    region: 'us-west-2',
    accountId: '1',
    usageType: 'x',
    contribution: 'not-told',
  } as const;
  const anomaly = { from: '2026-11-16', lastDay: '2026-11-17', rootCauses: [cause] } as const;

  test('that falls together with a drill of ours in its region is planned activity', () => {
    expect(findPlannedActivity(anomaly, [run({})], now).map(({ runId, drill }) => [runId, drill])).toEqual([
      ['run-1', true],
    ]);
  });

  test.each([
    ['a dry run', { dryRun: true }],
    ['a run elsewhere', { source: 'eu-central-1', target: 'eu-west-1' }],
    [
      'a run of another week',
      { createdAt: Date.parse('2026-11-02T09:00:00Z'), endedAt: Date.parse('2026-11-02T10:00:00Z') },
    ],
    ['a run after it', { createdAt: Date.parse('2026-11-19T09:00:00Z'), endedAt: 'not-yet' as const }],
  ])('is not explained by %s', (_, more) => {
    expect(findPlannedActivity(anomaly, [run(more)], now)).toEqual([]);
  });
});

test('transfer between regions is told by pair and direction, and the receiver’s line is not counted again', () => {
  const lines = sampleBill(now, {})
    .days.slice(-1)
    .flatMap(({ lines: cuts }) => cuts['workload-usage-type']);
  expect(listTransferPairs(lines, 'unblended').map(({ from, to }) => [from, to])).toEqual([
    ['us-east-1', 'eu-central-1'],
    ['us-east-1', 'us-west-2'],
  ]);
});

describe('commitments', () => {
  const { commitments } = sampleReadings(now);
  if (commitments.state === 'missing') throw new Error('No commitments.');
  const view = viewCommitments('111122223333', commitments.value);

  test('are told by region, and nothing reserved is not nothing covered', () => {
    expect(view.regions).toMatchObject([
      { region: 'us-east-1', reserved: { percent: '75' }, bought: { usedHours: '42768' } },
      { region: 'us-west-2', reserved: { percent: '0' }, bought: 'none', planned: 'none' },
    ]);
  });

  test('of a region that is left are paid for and unused', () => {
    expect(viewLostCommitment(view, 'us-east-1')).toMatchObject({ strandedHours: '42768' });
    expect(viewLostCommitment(view, 'us-west-2')).toMatchObject({
      strandedHours: '0',
      sentence: expect.stringContaining('Nothing is reserved in us-west-2'),
    });
  });
});

describe('what is served now', () => {
  const entities = calmFleetEntities(now);

  test('is the sum of the regions that serve, and unknown where one of them is silent', () => {
    const storefront = sampleFleet.workloads.find(({ id }) => id === 'storefront');
    if (storefront === undefined) throw new Error('No storefront.');
    expect(readServing(entities, storefront, now).requestsPerSecond).toEqual(expect.any(Number));
    expect(readServing(entities, storefront, now + 3_600_000)).toMatchObject({
      requestsPerSecond: 'unknown',
      perServer: 'unknown',
    });
  });

  test('is where requests are, whatever a region is declared as, and unknown where one cannot be read', () => {
    expect(listServing(entities, 'checkout', now)).toEqual(['us-east-1']);
    expect(listServing(entities, 'checkout', now + 3_600_000)).toBe('unknown');
    expect(listServing(entities, 'nobody', now)).toBe('unknown');
  });

  test('is read at both ends of a move, and unknown where a reading is old', () => {
    const move = { source: 'us-east-1', target: 'us-west-2' };
    expect(readMoveCapacity(entities, 'checkout', move, now)).toEqual({
      atSource: expect.any(Number),
      atTarget: expect.any(Number),
    });
    expect(readMoveCapacity(entities, 'checkout', move, now + 3_600_000)).toEqual({
      atSource: 'unknown',
      atTarget: 'unknown',
    });
  });

  test('goes to the standby first', () => {
    expect(findPlainTarget(checkout, 'us-east-1')).toBe('us-west-2');
    expect(findPlainTarget({ regions: checkout.regions.slice(0, 1) }, 'us-east-1')).toBe('none');
  });
});
