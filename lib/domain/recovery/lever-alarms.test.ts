import { expect, test } from 'vitest';
import { defaultFleet } from '../../fleet/default-fleet';
import type { AlarmEntity, Entity } from '../entities';
import { deriveFindings } from '../findings/derive-findings';
import { toObserved } from '../observe';
import { calmFleetEntities, sampleCadences } from '../testing/sample-entities';
import { isLeverAlarm } from './lever-alarms';

const now = Date.parse('2026-11-20T12:10:37Z');
const flip = {
  id: 'web',
  healthCheck: 'c1',
  region: 'us-east-1',
  standby: 'us-west-2',
  alarm: 'given-up',
  metric: { namespace: 'Acme/Recovery', name: 'GivenUp', dimensions: {}, away: 1, back: 0 },
  entryPointId: 'web',
} as const;
const alarm: AlarmEntity = {
  kind: 'alarm',
  id: 'arn:aws:cloudwatch:us-west-2:111122223333:alarm:given-up',
  accountId: '111122223333',
  region: 'us-west-2',
  name: 'given-up',
  state: toObserved('insufficient-data', now - 20_000, now - 20_000, 'cloudwatch'),
  cadence: sampleCadences.alarms,
  reason: 'Unchecked',
  changedAt: now - 3_600_000,
  workloadId: 'checkout',
};

function codesWith(recovery: object): readonly string[] {
  const entities: Entity[] = calmFleetEntities(now).map((one) =>
    one.kind === 'workload' && one.id === 'checkout' ? { ...one, workload: { ...one.workload, recovery } } : one,
  );
  return deriveFindings([...entities, alarm], now)
    .filter(({ id }) => id.endsWith(alarm.id))
    .map(({ code }) => code);
}

test('an alarm that waits to be a lever has no data and is no finding; any other without data is one', () => {
  expect(codesWith({ flips: [flip] })).toEqual([]);
  expect(codesWith({})).toEqual(['alarm-without-data']);
});

test('it is one in its own region alone', () => {
  const [checkout] = defaultFleet.workloads;
  if (checkout === undefined) throw new Error('No checkout');
  const workload = { ...checkout, recovery: { flips: [flip] } };
  expect(isLeverAlarm(workload, { region: 'us-west-2', name: 'given-up' })).toBe(true);
  expect(isLeverAlarm(workload, { region: 'us-east-1', name: 'given-up' })).toBe(false);
  expect(isLeverAlarm(checkout, { region: 'us-west-2', name: 'given-up' })).toBe(false);
});
