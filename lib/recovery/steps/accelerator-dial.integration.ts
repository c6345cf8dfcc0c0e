import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { accountId, sampleSpecs } from './testing/sample-specs';
import { type StepWorld, sampleOf, startStepWorld } from './testing/step-world';

const dial = sampleOf(sampleSpecs, 'accelerator-dial');
const operation = 'UpdateEndpointGroup';

let steps: StepWorld;
beforeEach(async () => {
  steps = await startStepWorld();
});
afterEach(() => steps.stop());

const groups = () => steps.world.accelerators(accountId).flatMap(({ endpointGroups }) => endpointGroups);
const dialOf = (arn = dial.endpointGroup) => groups().find((group) => group.arn === arn)?.dialPercent;

describe('the dial of a region behind an accelerator', () => {
  it('is turned in us-west-2, keeps its endpoints, and is believed when the accelerator is deployed', async () => {
    const before = groups().map(({ endpoints }) => endpoints);
    expect(await steps.run(dial)).toMatchObject({
      state: 'done',
      sentence: 'the dial of us-east-1 is at 0 %, 1 of 1 endpoints healthy: the accelerator is deployed.',
    });
    expect(dialOf()).toBe(0);
    expect(groups().map(({ endpoints }) => endpoints)).toEqual(before);
    const effects = await steps.effects();
    expect(effects).toHaveLength(1);
    expect(effects[0]).toMatchObject({
      operation,
      region: 'us-west-2',
      role: 'antipode-failover',
      parameters: { EndpointGroupArn: dial.endpointGroup, TrafficDialPercentage: 0 },
    });
    expect(await steps.perform(dial)).toMatchObject({ state: 'done', sentence: expect.stringContaining('Already so') });
    expect(await steps.run({ ...dial, dialPercent: 100 })).toMatchObject({ state: 'done' });
    expect(dialOf()).toBe(100);
    expect(await steps.effects()).toHaveLength(2);
  });

  it('is turned while us-east-1 is gone, and cannot be while us-west-2 is', async () => {
    steps.world.injectFault({ kind: 'region-outage', region: 'us-east-1' });
    expect(await steps.run(dial)).toMatchObject({ state: 'done' });
    steps.world.injectFault({ kind: 'region-outage', region: 'us-west-2' });
    expect(await steps.perform({ ...dial, dialPercent: 100 })).toMatchObject({ state: 'refused' });
    expect(await steps.readBack(dial)).toMatchObject({ verdict: 'unknown' });
  });

  it('is described by a dry run that turns nothing, and so is what stands in its way', async () => {
    expect(await steps.dryRun(dial)).toMatchObject({
      wouldHappen: [
        'It would call globalaccelerator:UpdateEndpointGroup in us-west-2, a control plane, and turn the dial of us-east-1 to 0 %; now the dial of us-east-1 is at 100 %, 1 of 1 endpoints healthy.',
      ],
      inTheWay: [],
    });
    const nobody = { ...dial, endpointGroup: `${dial.endpointGroup}0` };
    expect((await steps.dryRun(nobody)).inTheWay).toHaveLength(1);
    expect(await steps.effects()).toEqual([]);
  });

  it('of a group that is of another region than the plan says is refused', async () => {
    expect(await steps.perform({ ...dial, region: 'eu-west-1' })).toMatchObject({
      state: 'refused',
      sentence: 'The endpoint group that the plan names for eu-west-1 is of us-east-1.',
    });
    expect(await steps.effects()).toEqual([]);
  });

  it('that is denied names the action, the account and the role', async () => {
    steps.world.injectFault({ kind: 'access-denied', action: `globalaccelerator:${operation}` });
    expect(await steps.perform(dial)).toMatchObject({
      state: 'refused',
      sentence:
        'globalaccelerator:UpdateEndpointGroup in us-west-2 (account 111122223333) was denied to the role arn:aws:iam::111122223333:role/antipode-failover. Nothing was changed.',
    });
    expect(dialOf()).toBe(100);
  });

  it('that AWS accepts and does not turn fails, with what it reads', async () => {
    steps.world.injectFault({ kind: 'changes-ignored', service: 'globalaccelerator' });
    expect(await steps.run(dial, 900)).toMatchObject({
      state: 'failed',
      sentence: expect.stringMatching(/^AWS accepted the change, and yet the dial of us-east-1 is at 100 %/),
    });
    expect(await steps.readBack(dial)).toMatchObject({ verdict: 'did-not-happen' });
  });

  it('whose answer was lost is read back as turned', async () => {
    steps.world.injectFault({ kind: 'answers-lost', operation });
    expect(await steps.perform(dial)).toMatchObject({ state: 'unknown' });
    expect(await steps.readBack(dial)).toMatchObject({ verdict: 'under-way' });
    expect(dialOf()).toBe(0);
  });
});
