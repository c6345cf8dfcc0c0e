import { expect, test } from 'vitest';
import type { Execution } from '@/lib/domain/recovery/execution';
import type { PlanStep } from '@/lib/domain/recovery/plan';
import { asksOf } from '../../pages/run-words';
import { after, driveTo, refusalFor, sampleExecution, samplePlan, startedAt } from '../testing/sample-execution';
import { sampleFactsOf } from '../testing/sample-facts';
import { findProgress, startableSteps } from './reading';

const pair = { source: 'us-east-1', target: 'us-west-2' };
const spec = {
  kind: 'clean-up',
  removes: 'former-writer',
  accountId: '111122223333',
  region: 'us-east-1',
  instance: 'index-use1',
  writer: 'index-usw2',
  writerRegion: 'us-west-2',
} as const;
const cleanUp: PlanStep = {
  id: 'clean',
  title: 'Delete what is not needed in us-east-1',
  spec,
  facts: sampleFactsOf(spec, pair),
  timeoutSeconds: 3600,
  modes: ['graceful', 'ungraceful'],
  after: ['alarms'],
  phase: 'execute',
};

/** A run whose last step deletes something, and that has come to it. */
function deleting(): Execution {
  const plan = samplePlan();
  const [route] = plan.routes;
  if (route === undefined) throw new Error('The plan has no route');
  const workflows = [...route.workflows, { id: 'afterwards', title: 'Afterwards', steps: [cleanUp] }];
  const run = sampleExecution({}, { plan, route: { ...route, workflows } });
  return driveTo(run, 'clean');
}
const begin = (run: Execution) => after(run, { kind: 'step-started', stepId: 'clean' });
const ask = (run: Execution) =>
  after(run, { kind: 'step-waits', stepId: 'clean', waitsFor: 'acknowledge-risk', sentence: 'It would be deleted' });
const agree = { kind: 'acknowledge-risk', by: 'ada', stepId: 'clean', reason: 'Nobody reads it' } as const;

test('what is to be deleted waits for a person as long as it takes, and says what it asks', () => {
  const asked = ask(begin(deleting()));
  expect(asksOf(asked)).toBe('deletion');
  expect(startableSteps(asked)).toEqual([]);
  const later = after(asked, { kind: 'tick' }, startedAt + 86_400_000);
  expect(findProgress(later, 'clean')).toMatchObject({ state: 'waiting', waitsFor: 'acknowledge-risk' });
  expect(refusalFor(asked, { ...agree, reason: ' ' })).toMatch(/needs a reason/);
});

test('agreeing does not end the step: it begins anew, and knows by whom it was agreed to', () => {
  const agreed = after(ask(begin(deleting())), agree);
  expect(findProgress(agreed, 'clean')).toMatchObject({ state: 'pending', agreedBy: 'ada' });
  expect(startableSteps(agreed)).toEqual(['clean']);
  expect(agreed.timeline.at(-1)).toMatchObject({ sentence: 'Its deletion was agreed to: Nobody reads it', by: 'ada' });
  expect(findProgress(begin(agreed), 'clean')).toMatchObject({ state: 'running', attempt: 2, agreedBy: 'ada' });
});

test('nobody agrees to a deletion that does not ask', () => {
  expect(refusalFor(begin(deleting()), agree)).toMatch(/asks for no risk to be accepted/);
});

test('doing it again after it failed asks anew: it may be another thing by now', () => {
  const begun = begin(after(ask(begin(deleting())), agree));
  const failed = after(begun, { kind: 'step-failed', stepId: 'clean', sentence: 'Refused' });
  const again = after(failed, { kind: 'retry-step', by: 'ada', stepId: 'clean', reason: 'The writer is back' });
  expect(findProgress(again, 'clean')).toMatchObject({ state: 'pending' });
  expect(findProgress(again, 'clean')).not.toHaveProperty('agreedBy');
});

test('who does not agree leaves it out, which the run ends with as an exception', () => {
  const skipped = after(ask(begin(deleting())), {
    kind: 'skip-step',
    by: 'ada',
    stepId: 'clean',
    reason: 'It is looked at tomorrow',
  });
  const recovered = { ...skipped.clock, recoveredAt: startedAt + 240_000 };
  expect(after(skipped, { kind: 'clock-read', clock: recovered }).state).toBe('completed-with-exceptions');
});
