import { expect, test } from 'vitest';
import { defaultFleet } from '@/lib/fleet/default-fleet';
import { factsOf } from '../steps/registry';
import { estimateRecoveryTime } from './estimate-recovery-time';
import { buildPlans } from './generate-plans';
import { measureDurations } from './measured-durations';
import { driveTo, sampleExecution, startedAt } from './testing/sample-execution';

const plansOf = (id: string, measured?: ReturnType<typeof measureDurations>) =>
  defaultFleet.workloads
    .filter((workload) => workload.id === id)
    .flatMap((workload) =>
      buildPlans(workload, (spec, pair) => factsOf(spec, measured === undefined ? pair : { ...pair, measured })),
    );

test('with the steps there are, every workload that is served has a plan that can be run, and nobody else lacks one silently', () => {
  const problems = defaultFleet.workloads.flatMap(({ id }) =>
    plansOf(id).flatMap(({ lint }) => lint.map(({ rule, severity, stepId }) => `${id} ${severity} ${rule} ${stepId}`)),
  );
  expect([...new Set(problems)]).toEqual([
    'storefront warning no-lever plan',
    'eu-accounts warning no-lever plan',
    'catalog warning no-lever plan',
    'media warning no-lever plan',
  ]);
});

test('archive is expected back in hours, within its objective of a day, and only by giving up what came after a backup', () => {
  const [plan] = plansOf('archive');
  expect(plan?.modes).toEqual(['ungraceful']);
  const [route] = plan?.routes ?? [];
  if (route === undefined) throw new Error('No route');
  const { p50Seconds, p90Seconds } = estimateRecoveryTime(route, 'ungraceful');
  expect(p50Seconds).toBeGreaterThan(3 * 3600);
  expect(p90Seconds).toBeLessThan(86_400);
});

test('no plan becomes another one because its steps were measured', () => {
  const measured = measureDurations([driveTo(sampleExecution(), 'the-end')], startedAt + 60_000);
  const [before] = plansOf('checkout');
  const [after] = plansOf('checkout', measured);
  expect(after?.version).toBe(before?.version);
  expect(after).not.toEqual(before);
});

test('checkout is expected to be served again within its objective of five minutes, not counting what people decide', () => {
  const [plan] = plansOf('checkout');
  const [route] = plan?.routes ?? [];
  if (route === undefined) throw new Error('No route');
  const { p50Seconds, undecided } = estimateRecoveryTime(route, 'ungraceful');
  expect(p50Seconds).toBeLessThan(300);
  expect(undecided).toEqual(['Let a second person agree']);
});
