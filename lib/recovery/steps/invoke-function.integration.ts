import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { factsOf } from './registry';
import { sampleSpecs } from './testing/sample-specs';
import { type StepWorld, sampleOf, startStepWorld } from './testing/step-world';

const call = sampleOf(sampleSpecs, 'invoke-function');
const event = { ...call, invocation: 'event' as const, expects: {} };
const telling = { ...call, tellsRepetition: true };
const operation = 'Invoke';
const denied =
  /^lambda:InvokeFunction in us-west-2 \(account 111122223333\) was denied to the role .*antipode-failover\. Nothing was changed\.$/;

let steps: StepWorld;
beforeEach(async () => {
  steps = await startStepWorld();
});
afterEach(() => steps.stop());

describe('a call of a function', () => {
  it('is done when the function answers as the plan wants, and what it said is kept', async () => {
    const done = await steps.perform(call);
    expect(done).toMatchObject({
      state: 'done',
      sentence: expect.stringMatching(/^checkout-smoke-test-usw2 in us-west-2 was called and answered\. It says: /),
    });
    expect(done.calls).toMatchObject([
      {
        action: 'lambda:InvokeFunction',
        endpointRegion: 'us-west-2',
        outcome: 'answered',
        after: expect.stringMatching(/^It answered 200: \{"region":"us-west-2","outcome":"answer","status":200/),
      },
    ]);
    expect(await steps.effects()).toMatchObject([{ operation, role: 'antipode-failover', outcome: 'ok' }]);
  });

  it('that Lambda accepts and the function fails is a failure with its words, though the call had status 200', async () => {
    expect(await steps.perform({ ...call, payload: '{"expectStatus":418}' })).toMatchObject({
      state: 'failed',
      sentence: expect.stringMatching(
        /^checkout-smoke-test-usw2 in us-west-2 was called and failed \(Unhandled\)\. It says: "\{"errorType":"AssertionError","errorMessage":"expected status 418, got 200"/,
      ),
      next: expect.stringContaining('log of the function'),
    });
  });

  it('that did nothing of what the plan wants is not done, although it succeeded', async () => {
    const other = { ...call, expects: { outcome: 'answer', restored: true } };
    expect(await steps.perform(other)).toMatchObject({
      state: 'failed',
      sentence: expect.stringContaining('its answer is not the one the plan wants (restored: true)'),
    });
  });

  it('as an event is done when Lambda took it, and claims no more', async () => {
    expect(await steps.perform(event)).toMatchObject({
      state: 'done',
      sentence:
        'Lambda took the call of checkout-smoke-test-usw2 in us-west-2; what the function makes of it is not heard.',
    });
  });

  it('whose answer was lost is unknown and stays so: a person decides whether it is called again', async () => {
    steps.world.injectFault({ kind: 'answers-lost', operation });
    expect(await steps.perform(call)).toMatchObject({ state: 'unknown' });
    expect(await steps.readBack(call)).toMatchObject({
      verdict: 'unknown',
      sentence: expect.stringContaining('look into its log'),
    });
    expect(await steps.effects()).toHaveLength(1);
    expect(factsOf(call, { source: 'us-east-1', target: 'us-west-2' }).idempotency).toBe('manual-after-doubt');
  });

  it('of a function that tells repetitions is made again, with the same token in every attempt', async () => {
    steps.world.injectFault({ kind: 'answers-lost', operation, share: 1 });
    expect(await steps.perform(telling, { attempt: 1 })).toMatchObject({ state: 'unknown' });
    expect(await steps.readBack(telling)).toMatchObject({ verdict: 'did-not-happen' });
    steps.world.healFaults({});
    const again = await steps.perform(telling, { attempt: 2 });
    expect(again).toMatchObject({ state: 'done' });
    expect(factsOf(telling, { source: 'us-east-1', target: 'us-west-2' }).idempotency).toBe('idempotent');
    const sizes = (await steps.effects()).map(({ parameters }) => parameters);
    expect(sizes).toHaveLength(2);
    expect(sizes[0]).toEqual(sizes[1]);
    const payload = '{"expectStatus":200,"idempotencyToken":"run-1/step-1"}';
    expect(sizes[0]).toMatchObject({ Payload: `${payload.length} bytes` });
  });

  it('of what is not in the region is refused, and nothing is called', async () => {
    const elsewhere = { ...call, region: 'us-east-1' };
    expect(await steps.perform(elsewhere)).toMatchObject({
      state: 'refused',
      sentence: expect.stringContaining('Function not found'),
    });
    expect((await steps.dryRun(elsewhere)).inTheWay).toEqual([
      'There is no function checkout-smoke-test-usw2 in us-east-1 (account 111122223333).',
    ]);
  });

  it('that is denied names the action, the account, the region and the role, in a dry run too', async () => {
    steps.world.injectFault({ kind: 'access-denied', action: 'lambda:InvokeFunction' });
    expect(await steps.perform(call)).toMatchObject({ state: 'refused', sentence: expect.stringMatching(denied) });
    expect((await steps.dryRun(call)).inTheWay).toEqual([expect.stringContaining('lambda:InvokeFunction')]);
  });

  it("is described by Lambda's own dry run, in which no function runs", async () => {
    const dry = await steps.dryRun(call);
    expect(dry).toMatchObject({
      wouldHappen: [
        'It would call checkout-smoke-test-usw2 in us-west-2 and wait for its answer to {"expectStatus":200}.',
      ],
      inTheWay: [],
    });
    expect(dry.calls).toMatchObject([{ action: 'lambda:InvokeFunction', outcome: 'answered' }]);
    expect(await steps.effects()).toEqual([]);
  });
});
