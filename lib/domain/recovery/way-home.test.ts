import { describe, expect, test } from 'vitest';
import { driveTo, sampleExecution, startedAt } from '@/lib/recovery/rules/testing/sample-execution';
import type { Execution } from './execution';
import { findWayHome, leadsHome, settledMs } from './way-home';

/** A run of checkout that ended some hours after the first. */
function moved(source: string, target: string, hours: number, more: Partial<Execution> = {}): Execution {
  const run = driveTo(sampleExecution(), 'the-end');
  return {
    ...run,
    id: `run-${hours}`,
    source,
    target,
    endedAt: startedAt + hours * 3_600_000,
    state: 'completed',
    ...more,
  };
}

const now = startedAt + 5 * 3_600_000;
const out = moved('us-east-1', 'us-west-2', 0);
const back = (hours: number, more: Partial<Execution> = {}) =>
  moved('us-west-2', 'us-east-1', hours, { action: 'failback', ...more });

describe('the way home of a workload', () => {
  test('leads to the region it was moved out of, and there is none before a move and after the return', () => {
    expect(findWayHome([], 'checkout', now)).toBe('none');
    expect(findWayHome([out], 'checkout', now)).toMatchObject({ home: 'us-east-1', away: 'us-west-2', execution: out });
    expect(findWayHome([out], 'media', now)).toBe('none');
    expect(findWayHome([back(2), out], 'checkout', now)).toBe('none');
  });

  test('leads all the way after a second move, and from where it is now', () => {
    const on = moved('us-west-2', 'eu-west-1', 1);
    expect(findWayHome([on, out], 'checkout', now)).toMatchObject({ home: 'us-east-1', away: 'eu-west-1' });
    expect(findWayHome([out, on, moved('eu-west-1', 'us-east-1', 2)], 'checkout', now)).toBe('none');
  });

  test('is still to go after a return that did not come about, and a dry run is no move', () => {
    expect(findWayHome([out, back(2, { state: 'cancelled' })], 'checkout', now)).toMatchObject({ home: 'us-east-1' });
    expect(findWayHome([moved('us-east-1', 'us-west-2', 0, { dryRun: true })], 'checkout', now)).toBe('none');
    expect(findWayHome([moved('us-east-1', 'us-west-2', 0, { endedAt: 'not-yet' })], 'checkout', now)).toBe('none');
  });

  test('ends after half a year: a workload that has not returned by then is at home where it is', () => {
    expect(findWayHome([out], 'checkout', startedAt + settledMs)).not.toBe('none');
    expect(findWayHome([out], 'checkout', startedAt + settledMs + 1)).toBe('none');
  });

  test('is one pair of regions and no other', () => {
    const way = findWayHome([out], 'checkout', now);
    expect(leadsHome({ source: 'us-west-2', target: 'us-east-1' }, way)).toBe(true);
    expect(leadsHome({ source: 'us-east-1', target: 'us-west-2' }, way)).toBe(false);
    expect(leadsHome({ source: 'us-west-2', target: 'us-east-1' }, 'none')).toBe(false);
  });
});
