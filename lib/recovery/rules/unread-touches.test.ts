import { expect, test } from 'vitest';
import { sampleSpecs } from '../steps/testing/sample-specs';
import { unheardTouches } from './unheard-touches';
import { unreadTouches } from './unread-touches';

/** Kinds that change something at AWS and leave nothing behind that could be otherwise. */
const leavesNothing = ['announce'];
const changing = [
  'consumers',
  'schedules',
  'invoke-function',
  'freeze-deployments',
  'health-check-flip',
  'weighted-shift',
  'record-change',
  'accelerator-dial',
  'aurora-detach',
  'aurora-instance',
  'restore-backup',
  'scale-service',
  'scale-function',
  'scale-node-group',
];

test('every kind of step that changes something names it, where it is and whose it is, whether it is read again or not', () => {
  for (const spec of sampleSpecs) {
    const touched = unheardTouches(spec);
    if (changing.includes(spec.kind)) expect(touched.length, spec.kind).toBeGreaterThan(0);
    if (leavesNothing.includes(spec.kind)) expect(touched).toEqual([]);
    for (const one of touched) {
      expect(one.accountId, spec.kind).toMatch(/^\d{12}$/);
      expect(one.region, spec.kind).toMatch(/^[a-z]{2}-[a-z]+-\d$/);
    }
  }
  expect(sampleSpecs.map(({ kind }) => kind)).toEqual(expect.arrayContaining(changing));
});

test('each thing is a line of its own, that a person can take over by itself', () => {
  const stages = ['build', 'deploy'].map((stage) => ({ pipeline: 'shop', stage }));
  const spec = {
    kind: 'freeze-deployments',
    accountId: '111122223333',
    region: 'us-east-1',
    stages,
    to: 'off',
  } as const;
  expect(unheardTouches(spec)).toMatchObject([
    { kind: 'setting', region: 'us-east-1', name: 'stage shop/build', before: 'unknown' },
    { kind: 'setting', region: 'us-east-1', name: 'stage shop/deploy', before: 'unknown' },
  ]);
  expect(unreadTouches(spec)).toEqual([]);
});
