import { describe, expect, test } from 'vitest';
import { decimal } from '../../testing/sample-bills';
import { buildExecutiveReport } from './build-executive-report';
import type { ExecutiveEvidence } from './evidence';
import {
  madeAt,
  october,
  sampleEvidence,
  sampleKept,
  sampleRun,
  sampleStanding,
  sampleWorkload,
  settledReadings,
  withRuns,
} from './testing/sample-evidence';

const dayMs = 86_400_000;
const checkout = sampleWorkload('checkout');
const drilled = sampleRun({ recoveredAt: october.endAt - 9 * dayMs, seconds: 200, drill: true });

/** Checkout, of which all is proven and kept, and whose bill is nobody’s business. */
const calm = (more: Partial<ExecutiveEvidence> = {}) =>
  withRuns([drilled], { workloads: [checkout], costs: { readings: [], workloads: [], accounts: [] }, ...more });

const askedOf = (evidence: ExecutiveEvidence) => buildExecutiveReport(evidence).decisions;

describe('what is to be decided', () => {
  test('is nothing where all is proven, kept and paid for', () => {
    expect(askedOf(calm())).toEqual([]);
  });

  test('is to mend what is breached, said once for a workload with its risks', () => {
    const slow = sampleRun({ recoveredAt: october.endAt - 9 * dayMs, seconds: 420, drill: true });
    const compliance = [sampleKept(checkout, { ...october, hourOf: () => ({ breached: 6, met: 54, inside: 54 }) })];
    const evidence = withRuns([slow], {
      ...{ workloads: [checkout], compliance, findings: [sampleStanding(), sampleStanding({ code: 'region-down' })] },
      costs: { readings: [], workloads: [], accounts: [] },
    });
    expect(askedOf(evidence)).toEqual([
      {
        kind: 'mend-breach',
        ask: 'Bring the recovery time and recovery point of Checkout within what is promised, or promise less',
        because:
          'recovery time: Breached, 7 m of 5 m; drill out of us-east-1, 23 Oct 2026, 00:00 UTC; recovery point of 1 m: 4,464 minutes breached, kept in 90 % of 99.9 %; 2 critical risks of it stood that nobody has taken on',
        owner: 'payments',
        workloadId: 'checkout',
      },
    ]);
  });

  test('is to mend what a drill may have lost beyond the objective', () => {
    const losses = drilled.losses.map((loss) => ({ ...loss, atMostSeconds: 412 }));
    const [first] = askedOf(withRuns([{ ...drilled, losses }], { workloads: [checkout] }));
    expect(first).toMatchObject({
      kind: 'mend-breach',
      because: 'the drill out of us-east-1 lost up to 6 m 52 s where 1 m is promised',
    });
  });

  test('is who mends a critical risk that nobody has taken on; one that somebody has is not asked about again', () => {
    const [first, ...others] = askedOf(
      calm({
        findings: [
          sampleStanding(),
          sampleStanding({
            code: 'region-down',
            workloadId: 'none',
            region: 'eu-west-1',
            sentence: 'eu-west-1 is down',
          }),
        ],
      }),
    );
    expect(first).toMatchObject({ kind: 'mend-risk', owner: 'payments', workloadId: 'checkout' });
    expect(others).toEqual([
      {
        kind: 'mend-risk',
        ask: 'Name who mends the critical risk of eu-west-1, and by when',
        because: 'eu-west-1 is down; open for 3 days at the end of the period and taken on by nobody',
        owner: 'nobody-named',
        workloadId: 'none',
      },
    ]);
    const taken = [sampleStanding({}, { by: 'mira', at: october.endAt - 1 })];
    expect(askedOf(calm({ findings: taken }))).toEqual([]);
    expect(askedOf(calm({ findings: [sampleStanding({ severity: 'warning' })] }))).toEqual([]);
  });

  test('is a drill of what nobody ever proved under a protected tier, and to renew one that is too old', () => {
    expect(askedOf(calm({ executions: [] }))).toMatchObject([
      { kind: 'order-drill', ask: 'Order a drill of the loss of us-east-1 for Checkout', owner: 'payments' },
    ]);
    const old = sampleRun({ recoveredAt: october.endAt - 131 * dayMs, seconds: 60, drill: true });
    expect(askedOf(calm({ executions: [old] }))).toEqual([
      {
        kind: 'renew-drill',
        ask: 'Renew the drill of the loss of us-east-1 for Checkout',
        because:
          'the last drill out of us-east-1, of 23 June 2026, was 131 days old at the end of the period and proves nothing after 90',
        owner: 'payments',
        workloadId: 'checkout',
      },
    ]);
  });

  test('is to have measured what nobody knows, the recovery time of other tiers among it', () => {
    const media = sampleWorkload('media');
    expect(askedOf(calm({ workloads: [media], compliance: [] }))).toEqual([
      {
        kind: 'measure-objective',
        ask: 'Have the recovery point and recovery time of Media measured',
        because: 'recovery point: 0 % of the minutes were measured; recovery time: no drill or recovery is on record',
        owner: 'media',
        workloadId: 'media',
      },
    ]);
  });

  test('is to promise something for what is promised nothing', () => {
    expect(askedOf(calm({ workloads: [{ ...checkout, objectives: [] }] }))).toMatchObject([
      { kind: 'set-objective', ask: 'Set recovery objectives for Checkout' },
    ]);
  });

  test('is asked of an owner of many workloads once', () => {
    const many = Array.from({ length: 6 }, (_, index) => ({ ...checkout, id: `w-${index}`, name: `W ${index}` }));
    expect(askedOf(calm({ workloads: many }))).toMatchObject([
      {
        kind: 'order-drill',
        ask: 'Order drills of the loss of a region for W 0, W 1, W 2, W 3 and 2 more',
        because: 'W 0: no drill or recovery is on record; and 5 more',
        workloadId: 'none',
      },
    ]);
    expect(askedOf(calm({ workloads: many.slice(0, 2) }))).toHaveLength(2);
  });

  test('is what becomes of a budget, whose money it is, and how a bill becomes readable; the last of all', () => {
    const workload = { ...checkout, id: 'shop', name: 'Shop' };
    const budget = {
      id: 'all',
      of: { kind: 'fleet' },
      amount: decimal('100'),
      currency: 'USD',
      warnPercent: 80,
    } as const;
    const decisions = askedOf(
      sampleEvidence({
        workloads: [workload],
        costs: {
          readings: [settledReadings(madeAt)],
          workloads: [],
          accounts: [
            { id: '111122223333', name: 'Shop' },
            { id: '444455556666', name: 'Other' },
          ],
        },
        budgets: [
          {
            ...{ kind: 'budget', id: 'all', accountId: 'none', workloadId: 'none', budget },
            spending: { state: 'missing', reason: 'no-data', since: madeAt, lastKnown: 'none' },
          },
        ],
      }),
    );
    expect(decisions.map(({ kind, ask }) => [kind, ask])).toEqual([
      ['order-drill', 'Order a drill of the loss of us-east-1 for Shop'],
      ['decide-budget', 'Raise budget all of the fleet, $100.00 a month, or say what is given up'],
      ['own-unassigned-cost', 'Name owners for $25,327.44 that has no workload’s tag'],
      ['read-bills', 'Make the bill of account 444455556666 readable in whole'],
    ]);
  });
});
