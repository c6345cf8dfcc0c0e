import { describe, expect, it } from 'vitest';
import type { RecoveryPointReading } from '@/lib/aws';
import { findNewestComplete } from './backup';

function point(
  resourceArn: string,
  createdAt: number,
  status: 'completed' | 'other' = 'completed',
): RecoveryPointReading {
  return { arn: `${resourceArn}@${createdAt}`, resourceArn, status, createdAt, completedAt: createdAt + 10 };
}

describe('what a vault can bring back', () => {
  it('is the newest complete point: one that is still being made recovers nothing', () => {
    const points = [point('ledger', 100), point('ledger', 300), point('ledger', 400, 'other'), point('ledger', 200)];
    expect(findNewestComplete(points)).toMatchObject({ arn: 'ledger@300', createdAt: 300, completedAt: 310 });
  });

  it('is, of several resources, only as new as the one furthest back', () => {
    expect(findNewestComplete([point('a', 500), point('b', 200), point('b', 300)])).toMatchObject({ arn: 'b@300' });
  });

  it('is nothing while nothing is complete', () => {
    expect(findNewestComplete([point('a', 1, 'other')])).toBe('none');
    expect(findNewestComplete([])).toBe('none');
  });
});
