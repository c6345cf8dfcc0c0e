import fc from 'fast-check';
import { sizeBefore } from '@/lib/recovery/pages/testing/sample-residue';
import type { EpochMs } from '../../../time';
import type { CallRecord, Execution } from '../../execution';

const touchedGroup = fc.record({
  kind: fc.constant('group' as const),
  accountId: fc.constant('111122223333'),
  region: fc.constantFrom('us-west-2', 'us-east-1'),
  name: fc.constantFrom('checkout-usw2', 'checkout-use1', 'another'),
  before: fc.oneof(fc.constant('unknown' as const), fc.constant(sizeBefore)),
});

/** Calls that change groups of checkout in the hour before a moment, heard or not. */
export function anyCalls(now: EpochMs): fc.Arbitrary<readonly CallRecord[]> {
  return fc.array(
    fc.record({
      at: fc.integer({ min: now - 3_600_000, max: now - 1000 }),
      action: fc.constant('autoscaling:UpdateAutoScalingGroup'),
      endpointRegion: fc.constant('us-west-2'),
      requestId: fc.constant('none'),
      detail: fc.constant('Sent.'),
      outcome: fc.constantFrom('answered' as const, 'refused' as const, 'timed-out' as const),
      touched: fc.array(touchedGroup, { maxLength: 3 }),
    }),
    { maxLength: 8 },
  );
}

/** The run as if its first step had made these calls, and no other step any. */
export function withCalls(run: Execution, calls: readonly CallRecord[]): Execution {
  return { ...run, steps: run.steps.slice(0, 1).map((step) => ({ ...step, calls })) };
}
