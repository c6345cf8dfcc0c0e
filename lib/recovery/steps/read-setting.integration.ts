import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CallRecord } from '@/lib/domain/recovery/execution';
import type { StepKind, StepSpec } from '@/lib/domain/recovery/step';
import type { ReadableSetting } from '@/lib/domain/recovery/touched';
import { scopeOf } from './outcomes';
import { readSetting } from './read-setting';
import { sampleSpecs } from './testing/sample-specs';
import { type StepWorld, startStepWorld } from './testing/step-world';

let steps: StepWorld;
beforeAll(async () => {
  steps = await startStepWorld();
});
afterAll(() => steps.stop());

const kinds: readonly StepKind[] = [
  'consumers',
  'schedules',
  'freeze-deployments',
  'accelerator-dial',
  'scale-service',
  'scale-function',
  'scale-node-group',
];
const specs = sampleSpecs.filter(({ kind }) => kinds.includes(kind));

function settingsIn(calls: readonly CallRecord[]) {
  return calls.flatMap(({ touched = [] }) => touched).flatMap((one) => (one.kind === 'setting' ? [one] : []));
}

async function read(spec: StepSpec, setting: ReadableSetting) {
  if (!('accountId' in spec && 'region' in spec)) throw new Error('It is in no region.');
  const answer = await readSetting(steps.ports.edge, scopeOf(steps.ports, spec.accountId, spec.region), setting);
  return answer.state === 'answered' ? answer.value : answer.state;
}

it.each(specs.map((spec) => [spec.kind, spec] as const))(
  'what %s changes is written down as it was, and read again as it is',
  async (_kind, spec) => {
    const begun = await steps.perform(spec);
    const [touched] = settingsIn(begun.calls);
    if (touched === undefined) throw new Error(`It changed nothing: ${begun.sentence}`);
    expect(touched.before).not.toBe('unknown');
    steps.pass(300);
    const now = await read(spec, touched.setting);
    expect(now).not.toBe('unknown');
    expect(now).not.toBe(touched.before);
  },
);

it('covers every kind whose changes are settings', () => {
  expect(specs.map(({ kind }) => kind).sort()).toEqual([...kinds].sort());
});

it('what is not there any more, or cannot be asked, is not known', async () => {
  const [spec] = specs;
  if (spec === undefined) throw new Error('There is no sample.');
  expect(await read(spec, { of: 'rule', bus: 'checkout-orders', rule: 'nobody-made-it' })).toBe('unknown');
  steps.world.injectFault({ kind: 'endpoint-hangs', service: 'lambda', region: 'us-west-2' });
  expect(await read(spec, { of: 'event-source-mapping', uuid: '5c251faf-3e0a-f58e-adb2-c1c1f0b60306' })).toBe(
    'timed-out',
  );
});
