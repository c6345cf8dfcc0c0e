import { expect, test } from 'vitest';
import { changesSomething } from '@/lib/domain/recovery/changed-something';
import { defaultFleet } from '@/lib/fleet/default-fleet';
import { buildPlans } from './generate-plans';
import { sampleFactsOf } from './testing/sample-facts';
import { unheardTouches } from './unheard-touches';

const steps = defaultFleet.workloads
  .flatMap((workload) => buildPlans(workload, sampleFactsOf))
  .flatMap(({ routes }) => routes)
  .flatMap(({ workflows }) => workflows.flatMap((workflow) => workflow.steps));

test('every step of AWS that changes something names what it may have changed, with nothing known of before', () => {
  const changing = steps.filter(
    (step) => changesSomething(step) && step.facts.calls.some((call) => call.changesSomething),
  );
  const silent = changing.filter(({ spec }) => unheardTouches(spec).length === 0).map(({ spec }) => spec.kind);
  // A transaction of the console's own stays in the application, which knows it by its name.
  expect([...new Set(silent)].filter((kind) => kind !== 'transaction-proof')).toEqual([]);
  for (const touched of changing.flatMap(({ spec }) => unheardTouches(spec))) {
    if ('before' in touched) expect(touched.before).toBe('unknown');
    expect(touched.accountId).toMatch(/^\d{12}$/);
  }
});

test('what only looks touches nothing', () => {
  const looking = steps.filter((step) => !changesSomething(step));
  expect(looking.length).toBeGreaterThan(10);
  expect(looking.flatMap(({ spec }) => unheardTouches(spec))).toEqual([]);
});
