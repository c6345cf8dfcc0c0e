import { expect, test } from 'vitest';
import { sampleHeldFlip } from '../recovery/testing/sample-held-flip';
import { flipFindings } from './flip-findings';

const now = Date.parse('2026-11-20T12:10:37Z');
const held = { ...sampleHeldFlip, since: now - 3_600_000, publishedAt: now - 120_000 };

test('a value that is two periods old still holds a health check; one that is older does not', () => {
  expect(flipFindings([held], now)).toEqual([]);
  expect(flipFindings([{ ...held, publishedAt: now - 120_001 }], now)).toEqual([
    expect.objectContaining({
      id: 'flip-not-held:111122223333/c1',
      severity: 'critical',
      accountId: '111122223333',
      region: 'us-west-2',
      workloadId: 'checkout',
      sentence:
        'Nothing was published since 12:08:36 UTC of the metric that keeps users away from us-east-1: only its last status holds the health check',
      since: now - 120_001,
    }),
  ]);
});

test('on the way back it says where users are led, and why it was not taken', () => {
  const [finding] = flipFindings(
    [{ ...held, flip: { ...held.flip, to: 'back' }, publishedAt: now - 600_000, trouble: 'It was denied.' }],
    now,
  );
  expect(finding?.sentence).toContain('leads users back to us-east-1');
  expect(finding?.evidence).toContain('It was denied.');
});
