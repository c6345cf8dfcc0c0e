import { expect, test } from 'vitest';
import type { PlanDeclaration, StepDeclaration } from '@/lib/domain/recovery/declaration';
import { bindPlan } from './bind-plan';
import { generateFailback } from './generate-failback';
import { rebuiltBy } from './rebuilt-by';
import { sampleWorkload } from './testing/sample-execution';
import { sampleFactsOf } from './testing/sample-facts';

const media = sampleWorkload('media');
const home = generateFailback(media);

/** The way home of media with a step changed, or left out. */
function changed(id: string, change: Partial<StepDeclaration> | 'left-out'): PlanDeclaration {
  return {
    ...home,
    workflows: home.workflows.map((workflow) => ({
      ...workflow,
      steps: workflow.steps.flatMap((step) => {
        if (step.id === id) return change === 'left-out' ? [] : [{ ...step, ...change }];
        const [instead] = home.workflows.flatMap(({ steps }) => steps).find((each) => each.id === id)?.after ?? [];
        const after = step.after.flatMap((each) =>
          each === id && change === 'left-out' ? (instead === undefined ? [] : [instead]) : [each],
        );
        return [{ ...step, after }];
      }),
    })),
  };
}

const rebuilds = (plan: PlanDeclaration) => {
  const { routes } = bindPlan(plan, media, 'fleet-file', sampleFactsOf);
  return routes.map((route) => rebuiltBy(route, 'graceful'));
};

test('a plan that builds a copy anew and waits for all of it is told so, for its graceful way alone', () => {
  expect(rebuilds(home)).toEqual([['index'], ['index']]);
  const [route] = bindPlan(home, media, 'fleet-file', sampleFactsOf).routes;
  if (route === undefined) throw new Error('No route');
  expect(rebuiltBy(route, 'ungraceful')).toEqual([]);
  expect(rebuiltBy('none', 'graceful')).toEqual([]);
});

test.each([
  ['nobody deletes what is in the way', 'clean-index'],
  ['nothing is built', 'rebuild-index'],
  ['nobody says that writes have ended', 'stop-index'],
  ['nothing passes after that word', 'settle-index'],
  ['no lag is read after it', 'drained-index'],
] as const)('a plan in which %s is not taken for one that loses nothing', (_why, id) => {
  expect(rebuilds(changed(id, 'left-out'))).toEqual([[], []]);
});

test('a lag that may be of a moment before that word proves nothing', () => {
  expect(rebuilds(changed('settle-index', { template: { kind: 'wait', seconds: 299 } }))).toEqual([[], []]);
  const other = { kind: 'manual-task', instruction: 'Call the bank.' } as const;
  expect(rebuilds(changed('stop-index', { template: other }))).toEqual([[], []]);
});
