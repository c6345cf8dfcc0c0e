import type { Execution } from '@/lib/domain/recovery/execution';
import { defaultFleet } from '@/lib/fleet/default-fleet';
import { beginRun, drive, withClock } from '../../pages/testing/sample-runs';
import type { RecordOfRun } from '../record-of-run';

export const sampleNow = Date.parse('2026-11-20T12:12:00Z');

/** A run of checkout that was driven to its end, five minutes after users were seen served. */
export function endedRun(more: Partial<Execution> = {}): Execution {
  const workload = defaultFleet.workloads.find(({ id }) => id === 'checkout');
  if (workload === undefined) throw new Error('The default fleet has no checkout.');
  const { run, at: begun } = beginRun(workload, sampleNow, 0);
  const { run: driven, at } = drive(run, begun, 'the-end');
  const recoveredAt = at - 4000;
  const clocked = withClock(driven, begun, recoveredAt);
  return { ...clocked, state: 'completed', endedAt: recoveredAt + 180_000, allowedNow: [], ...more };
}

/** All that is on record of such a run. */
export function sampleRecord(more: Partial<RecordOfRun> = {}): RecordOfRun {
  const execution = more.execution ?? endedRun();
  const { createdAt, steps } = execution;
  return {
    execution,
    accountId: '111122223333',
    workload: { name: 'Checkout', rpoSeconds: 60 },
    attempts: steps.map(({ stepId, attempt, calls }) => ({ stepId, attempt, calls })),
    audit: [
      {
        number: 41,
        atMs: createdAt,
        actor: 'ada',
        role: 'operator',
        action: 'start-execution',
        outcome: 'accepted',
        details: { reason: 'us-east-1 is gone for everybody' },
      },
      {
        number: 42,
        atMs: createdAt + 900,
        actor: 'engine-7f3a',
        role: 'engine',
        action: 'drive-execution',
        outcome: 'accepted',
        details: {},
      },
      {
        number: 44,
        atMs: createdAt + 9000,
        actor: 'grace',
        role: 'approver',
        action: 'approve',
        outcome: 'accepted',
        details: {},
      },
    ],
    alarms: {
      recordedSince: createdAt - 86_400_000,
      isCutOff: false,
      events: [
        {
          id: `alarm/${createdAt - 30_000}/checkout-5xx`,
          source: 'alarm',
          key: 'checkout-5xx',
          at: createdAt - 30_000,
          begins: 'known',
          until: 'open',
          kind: 'alarm',
          severity: 'warning',
          accountId: '111122223333',
          region: 'us-east-1',
          otherRegion: 'none',
          workloadId: 'checkout',
          sentence: 'Alarm checkout-5xx fired',
          detail: 'Threshold crossed',
          links: [],
        },
      ],
    },
    drill: 'none',
    simulated: true,
    ...more,
  };
}
