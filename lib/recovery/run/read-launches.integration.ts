import { afterEach, beforeEach, expect, it } from 'vitest';
import { scopeOf } from '../steps/outcomes';
import { sampleSpecs } from '../steps/testing/sample-specs';
import { type StepWorld, sampleOf, startStepWorld } from '../steps/testing/step-world';
import { readLaunches } from './read-launches';

let steps: StepWorld;
beforeEach(async () => {
  steps = await startStepWorld();
});
afterEach(() => steps.stop());

const spec = sampleOf(sampleSpecs, 'scale-capacity');

async function newest() {
  const scope = scopeOf(steps.ports, spec.accountId, spec.region);
  const answer = await readLaunches(steps.ports.edge, scope, spec.group);
  if (answer.state !== 'answered') return answer.state;
  return answer.value.of === 'launches' ? answer.value.newest : 'nothing of the kind';
}

it('a group that got its instances says so, and since when', async () => {
  const before = steps.world.now;
  await steps.run(spec);
  expect(await newest()).toMatchObject({ state: 'succeeded', words: '' });
  const seen = await newest();
  expect(typeof seen === 'string' ? 0 : seen.startedAt).toBeGreaterThanOrEqual(before);
});

it('a group that gets none says so in the words of AWS', async () => {
  steps.world.injectFault({ kind: 'capacity-short', region: spec.region, spare: 0 });
  await steps.perform(spec);
  steps.pass(120);
  expect(await newest()).toMatchObject({
    state: 'failed',
    words: expect.stringContaining('InsufficientInstanceCapacity'),
  });
});

it('a region that does not answer says nothing', async () => {
  steps.world.injectFault({ kind: 'endpoint-hangs', service: 'autoscaling', region: spec.region });
  expect(await newest()).toBe('timed-out');
});
