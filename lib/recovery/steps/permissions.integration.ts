import { afterAll, beforeAll, expect, it } from 'vitest';
import { readPermissions, recoverPermissions, recoverReadPermissions } from '@/lib/aws';
import { factsOf } from './registry';
import { sampleSpecs } from './testing/sample-specs';
import { type StepWorld, sampleOf, startStepWorld } from './testing/step-world';

const readerActions = [...readPermissions, ...recoverReadPermissions];
const roleArn = (name: string) => `arn:aws:iam::111122223333:role/antipode-${name}`;

let steps: StepWorld;
beforeAll(async () => {
  steps = await startStepWorld();
  steps.world.enforcePolicies(true);
  steps.world.putRolePolicy(roleArn('reader'), [{ effect: 'Allow', actions: readerActions }]);
  steps.world.putRolePolicy(roleArn('failover'), [{ effect: 'Allow', actions: recoverPermissions }]);
});
afterAll(() => steps.stop());

it('no step says that it needs what the documented policies do not allow', () => {
  const context = { source: 'us-east-1', target: 'us-west-2' };
  for (const spec of sampleSpecs) {
    const { permissions } = factsOf(spec, context);
    const beyond = permissions.filter((one) => ![...readerActions, ...recoverPermissions].includes(one));
    expect(beyond, spec.kind).toEqual([]);
  }
});

it('the documented policies are enough for a whole move and for every dry run', async () => {
  for (const spec of sampleSpecs) {
    const { calls } = await steps.dryRun(spec);
    expect(
      calls.filter(({ detail }) => detail.includes('denied')),
      spec.kind,
    ).toEqual([]);
  }
  expect(await steps.effects()).toEqual([]);
  const order = [
    'scale-capacity',
    'fence-writer',
    'aurora-failover',
    'elasticache-failover',
    'routing-controls',
    's3-routes',
    'consumers',
    'schedules',
    'invoke-function',
    'announce',
    'freeze-deployments',
  ] as const;
  const others = ['transaction-proof', 'http-probe', 'dns-answer', 'accelerator-dial', 'record-change'] as const;
  const sizes = ['scale-service', 'scale-function', 'scale-node-group'] as const;
  for (const kind of [...order, ...others, ...sizes] as const) {
    expect(await steps.run(sampleOf(sampleSpecs, kind)), kind).toMatchObject({ state: 'done' });
  }
  const roles = (await steps.effects()).filter(({ service }) => service !== 'application').map(({ role }) => role);
  expect(new Set(roles)).toEqual(new Set(['antipode-failover']));
});
