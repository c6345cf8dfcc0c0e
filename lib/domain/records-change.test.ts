import { expect, test } from 'vitest';
import type { RoutingRecord } from './entities';
import { findRecordsChange } from './records-change';

const record = (region: string, more: Partial<RoutingRecord> = {}): RoutingRecord => ({
  name: 'checkout.acme.example',
  type: 'A',
  setIdentifier: region,
  policy: 'failover, primary',
  targets: [`${region}.elb.amazonaws.com`],
  region,
  ttlSeconds: 60,
  healthCheck: { id: 'check-1', by: 'endpoint' },
  evaluatesTargetHealth: false,
  ...more,
});

test('records that are read for the first time, or in another order, are no change', () => {
  const [one, two] = [record('us-east-1'), record('us-west-2')];
  expect(findRecordsChange(undefined, [one], 5)).toBe('none');
  expect(findRecordsChange([one, two], [two, one], 5)).toBe('none');
  const turned = { ...one, targets: ['b', 'a'] };
  expect(findRecordsChange([{ ...one, targets: ['a', 'b'] }], [turned], 5)).toBe('none');
});

test('whatever decides whom a record sends where is a change, said in both forms', () => {
  const one = record('us-east-1');
  const changes: Partial<RoutingRecord>[] = [
    { targets: ['elsewhere'] },
    { policy: 'failover, secondary' },
    { ttlSeconds: 300 },
    { healthCheck: 'none' },
    { evaluatesTargetHealth: true },
  ];
  for (const more of changes) {
    const change = findRecordsChange([one], [{ ...one, ...more }], 5);
    expect(change).toMatchObject({ at: 5, added: [expect.any(String)], removed: [expect.any(String)] });
  }
  expect(findRecordsChange([one, record('us-west-2')], [one], 5)).toMatchObject({
    added: [],
    removed: [expect.stringContaining('(us-west-2)')],
  });
});
