import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sampleSpecs } from './testing/sample-specs';
import { type StepWorld, sampleOf, startStepWorld } from './testing/step-world';

const tell = sampleOf(sampleSpecs, 'announce');
const operation = 'Publish';
const text = 'Checkout is served from us-west-2 now. Told by run run-1.';

let steps: StepWorld;
beforeEach(async () => {
  steps = await startStepWorld();
});
afterEach(() => steps.stop());

const heard = () => steps.world.published('111122223333').map(({ message }) => message);

describe('an announcement', () => {
  it('tells who follows the topic, names its run, and claims no more than that it was taken', async () => {
    const done = await steps.perform(tell);
    expect(done).toMatchObject({
      state: 'done',
      sentence: `SNS took the message for who follows ${tell.topicArn}; who has read it is not known.`,
    });
    const after = expect.stringMatching(/^The message is [0-9a-f-]{36}\.$/);
    expect(done.calls).toMatchObject([
      { action: 'sns:Publish', endpointRegion: 'eu-west-1', outcome: 'answered', after },
    ]);
    expect(heard()).toEqual([text]);
    expect(await steps.effects()).toMatchObject([
      { operation, role: 'antipode-failover', parameters: { TopicArn: tell.topicArn, Subject: tell.subject } },
    ]);
  });

  it('whose answer was lost is told again: people hear it twice rather than not at all', async () => {
    steps.world.injectFault({ kind: 'answers-lost', operation });
    expect(await steps.perform(tell)).toMatchObject({ state: 'unknown' });
    expect(await steps.readBack(tell)).toMatchObject({
      verdict: 'did-not-happen',
      sentence: expect.stringContaining('people may hear it twice'),
    });
    steps.world.healFaults({});
    expect(await steps.perform(tell)).toMatchObject({ state: 'done' });
    expect(heard()).toEqual([text, text]);
  });

  it('that SNS takes and nobody hears is not said to have been read', async () => {
    steps.world.injectFault({ kind: 'changes-ignored', service: 'sns' });
    expect(await steps.perform(tell)).toMatchObject({
      sentence: expect.stringContaining('who has read it is not known'),
    });
    expect(heard()).toEqual([]);
  });

  it('by a topic that is not there, or in another region than its own, is refused and may be skipped', async () => {
    const nobody = { ...tell, topicArn: `${tell.topicArn}-nobody` };
    expect(await steps.perform(nobody)).toMatchObject({
      state: 'refused',
      sentence: expect.stringContaining('Topic does not exist'),
      next: expect.stringContaining('Or skip it and tell people yourself: users are moved without it.'),
    });
    expect((await steps.dryRun(nobody)).inTheWay).toEqual([`There is no topic ${nobody.topicArn}.`]);
    expect(await steps.perform({ ...tell, region: 'us-west-2' })).toMatchObject({
      state: 'refused',
      sentence: expect.stringContaining('Invalid parameter: TopicArn'),
    });
    expect(heard()).toEqual([]);
  });

  it('that is denied names the action, the account, the region and the role', async () => {
    steps.world.injectFault({ kind: 'access-denied', action: 'sns:Publish' });
    expect(await steps.perform(tell)).toMatchObject({
      state: 'refused',
      sentence: expect.stringMatching(
        /^sns:Publish in eu-west-1 \(account 111122223333\) was denied to the role .*antipode-failover\. Nothing was changed\.$/,
      ),
    });
    expect(heard()).toEqual([]);
  });

  it('is described by a dry run that tells nobody', async () => {
    expect(await steps.dryRun(tell)).toMatchObject({
      wouldHappen: [`It would tell who follows ${tell.topicArn}: "${text}"`],
      inTheWay: [],
    });
    expect(await steps.effects()).toEqual([]);
    expect(heard()).toEqual([]);
  });
});
