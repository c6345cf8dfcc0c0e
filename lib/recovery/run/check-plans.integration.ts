import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PlanCheckAnswer } from '@/lib/domain/recovery/plan-check';
import { defaultFleet } from '@/lib/fleet/default-fleet';
import { writePlan } from '@/lib/fleet/write-plan';
import { answerPlanCheck, askForPlanCheck, findPlanAnswer, readOpenPlanChecks } from '@/lib/persistence/plan-checks';
import { openStore, type Store } from '@/lib/persistence/store';
import { startTestDatabase, type TestDatabase } from '../../../scripts/testing/start-test-database';
import { generatePlan } from '../rules/generate-plans';
import { checkPlans } from './check-plans';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const clock = { now: () => Date.now(), toWallMs: (ms: number) => ms };
const [checkout] = defaultFleet.workloads;
if (checkout === undefined) throw new Error('The default fleet is empty');

let database: TestDatabase;
let store: Store;
const stop = new AbortController();
let ended: Promise<void>;
beforeAll(async () => {
  database = await startTestDatabase();
  store = openStore(database.url, { applicationName: 'test' });
});
afterAll(async () => {
  stop.abort();
  await ended;
  await store.close();
  await database.stop();
});

async function ask(subject: string, planText: string, workloadId = 'checkout'): Promise<PlanCheckAnswer> {
  const asked = { subject, workloadId, question: `${subject} ${planText.length}` };
  await askForPlanCheck(store, { ...asked, planText });
  for (;;) {
    const answer = await findPlanAnswer(store, asked);
    if (answer === 'gone') throw new Error('The question is gone');
    if (answer !== 'not-yet') return answer;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

test('of one person and workload the newest text alone waits for an answer', async () => {
  const first = { subject: 'olga', workloadId: 'checkout', question: 'a' };
  await askForPlanCheck(store, { ...first, planText: 'id: a' });
  await askForPlanCheck(store, { ...first, question: 'b', planText: 'id: b' });
  expect(await findPlanAnswer(store, first)).toBe('gone');
  // An answer that was on its way is not taken for one to the newer text.
  await answerPlanCheck(store, { ...first, planText: 'id: a' }, { state: 'no-workload' });
  expect(await findPlanAnswer(store, { ...first, question: 'b' })).toBe('not-yet');
  expect((await readOpenPlanChecks(store)).map(({ planText }) => planText)).toEqual(['id: b']);
});

test('an engine that starts answers what was asked before it was there, and what is asked from then on', async () => {
  ({ ended } = checkPlans({ store, clock, log: silent, stopping: stop.signal }, () => defaultFleet));
  const text = writePlan(generatePlan(checkout));
  const answer = await ask('olga', text);
  expect(answer).toMatchObject({ state: 'bound', plan: { id: 'checkout/activate', origin: 'fleet-file' } });
  expect(await ask('peter', 'id: a\naction: sideways\n')).toMatchObject({ state: 'broken' });
  expect(await ask('peter', text, 'nobody')).toEqual({ state: 'no-workload' });
  expect(await readOpenPlanChecks(store)).toEqual([]);
});

test('what the engine says of a written plan is what it would say of it in the fleet file', async () => {
  const plan = generatePlan(checkout);
  const unfenced = {
    ...plan,
    workflows: plan.workflows.map((workflow) => ({
      ...workflow,
      steps: workflow.steps
        .filter(({ template }) => template.kind !== 'fence-writer')
        .map((step) => ({ ...step, after: step.after.filter((id) => !id.startsWith('fence')) })),
    })),
  };
  const answer = await ask('olga', writePlan(unfenced));
  if (answer.state !== 'bound') throw new Error(JSON.stringify(answer));
  const errors = answer.plan.lint.filter(({ severity }) => severity === 'error');
  expect(errors.map(({ rule }) => rule)).toContain('fence-before-promote');
  expect(answer.lineOfStep[errors[0]?.stepId ?? '']).toBeGreaterThan(1);
});
