import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sampleSpecs } from './testing/sample-specs';
import { type StepWorld, sampleOf, startStepWorld } from './testing/step-world';

const freeze = sampleOf(sampleSpecs, 'freeze-deployments');
const thaw = { ...freeze, to: 'on' as const };
const left = { ...freeze, region: 'us-east-1', stages: [{ pipeline: 'checkout-deploy-use1', stage: 'Deploy' }] };
const name = 'checkout-deploy-usw2/Deploy';
const operation = 'DisableStageTransition';

let steps: StepWorld;
beforeEach(async () => {
  steps = await startStepWorld();
});
afterEach(() => steps.stop());

const deploy = (region: string) =>
  steps.world.pipelines(region, '111122223333')[0]?.stages.find((stage) => stage.name === 'Deploy');

describe('freezing deployments', () => {
  it('keeps changes out of a stage for a reason that AWS takes, and lets them in again', async () => {
    const done = await steps.perform(freeze);
    const reason = 'Antipode moves checkout from us-east-1 to us-west-2 in run run-1';
    expect(done).toMatchObject({ state: 'done', sentence: `Turned off: ${name}: disabled ("${reason}").` });
    expect(done.calls.find(({ action }) => action === `codepipeline:${operation}`)).toMatchObject({
      endpointRegion: 'us-west-2',
      before: `${name}: enabled.`,
    });
    expect(deploy('us-west-2')).toMatchObject({ open: false, reason });
    expect(await steps.readBack(freeze)).toMatchObject({ verdict: 'happened' });
    expect(await steps.perform(freeze)).toMatchObject({
      state: 'done',
      sentence: expect.stringMatching(/^Already off/),
    });
    expect(await steps.perform(thaw)).toMatchObject({ state: 'done', sentence: `Turned on: ${name}: enabled.` });
    expect(await steps.effects()).toMatchObject([
      { operation, role: 'antipode-failover', outcome: 'ok' },
      { operation: 'EnableStageTransition', role: 'antipode-failover', outcome: 'ok' },
    ]);
  });

  it('gives a reason that AWS takes whatever the run is called', async () => {
    const executionId = `run: ä/1, ${'x'.repeat(400)}`;
    expect(await steps.perform(freeze, { executionId })).toMatchObject({ state: 'done' });
    expect(deploy('us-west-2')?.reason).toMatch(/^Antipode moves checkout [a-zA-Z0-9!@ ().*?-]{200,277}$/);
  });

  it('in a region that was given up and is silent holds nothing up, and says what is not proven', async () => {
    steps.world.injectFault({ kind: 'region-outage', region: 'us-east-1' });
    expect(await steps.perform(left)).toMatchObject({
      state: 'done',
      isUnproven: true,
      sentence: expect.stringMatching(/^Not proven: us-east-1 does not say that checkout-deploy-use1\/Deploy is off/),
    });
  });

  it('whose answer was lost is unknown, and reading back finds it frozen; what never arrived was not done', async () => {
    steps.world.injectFault({ kind: 'answers-lost', operation });
    expect(await steps.perform(freeze)).toMatchObject({ state: 'unknown' });
    expect(await steps.readBack(freeze)).toMatchObject({ verdict: 'happened' });
    steps.world.injectFault({ kind: 'endpoint-hangs', operation: 'EnableStageTransition' });
    expect(await steps.perform(thaw)).toMatchObject({ state: 'unknown' });
    expect(await steps.readBack(thaw)).toMatchObject({ verdict: 'did-not-happen' });
  });

  it('that AWS accepts and does not do fails, with how the stage stands', async () => {
    steps.world.injectFault({ kind: 'changes-ignored', service: 'codepipeline' });
    expect(await steps.run(freeze)).toMatchObject({
      state: 'failed',
      sentence: `AWS accepted to turn ${name} off, and yet: ${name}: enabled.`,
    });
  });

  it('that is denied names the action, the account, the region and the role', async () => {
    steps.world.injectFault({ kind: 'access-denied', action: `codepipeline:${operation}` });
    expect(await steps.perform(freeze)).toMatchObject({
      state: 'refused',
      sentence: expect.stringMatching(
        /^codepipeline:DisableStageTransition in us-west-2 \(account 111122223333\) was denied to the role .*antipode-failover\. Nothing was changed\.$/,
      ),
    });
    expect(deploy('us-west-2')).toMatchObject({ open: true });
  });

  it('of a pipeline of another region, or of a stage that nothing comes into, changes nothing', async () => {
    const elsewhere = { ...freeze, region: 'us-east-1' };
    expect(await steps.perform(elsewhere)).toMatchObject({
      state: 'refused',
      sentence: `There is no stage of a pipeline ${name} in us-east-1 (account 111122223333).`,
      next: 'Correct what recovery.deployments of the fleet file names.',
    });
    expect((await steps.dryRun(elsewhere)).inTheWay).toEqual([expect.stringContaining('There is no stage')]);
    expect(await steps.effects()).toEqual([]);
  });

  it('is described by a dry run that freezes nothing', async () => {
    expect(await steps.dryRun(freeze)).toMatchObject({
      wouldHappen: [`It would call codepipeline:${operation} in us-west-2 for ${name}; now ${name}: enabled.`],
      inTheWay: [],
    });
    expect(await steps.effects()).toEqual([]);
  });
});
