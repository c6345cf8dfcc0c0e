import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RoutingControlTurn } from '@/lib/domain/recovery/step';
import { checkoutControls, sampleCluster, sampleSpecs } from './testing/sample-specs';
import { type StepWorld, sampleOf, startStepWorld } from './testing/step-world';

const spec = sampleOf(sampleSpecs, 'routing-controls');
const turn = (region: keyof typeof checkoutControls, to: 'on' | 'off'): RoutingControlTurn => ({
  controlArn: checkoutControls[region],
  region,
  to,
});

let steps: StepWorld;
beforeEach(async () => {
  steps = await startStepWorld();
});
afterEach(() => steps.stop());

const on = () =>
  steps.world
    .routingControls('111122223333')
    .filter((control) => control.on)
    .map(({ name }) => name);
/** Takes endpoints of the cluster away. */
const silence = (...regions: string[]) => {
  for (const region of regions)
    steps.world.injectFault({ kind: 'endpoint-hangs', service: 'route53-recovery-cluster', region });
};

describe('turning routing controls', () => {
  it('is one atomic call, believed when two endpoints read it', async () => {
    const done = await steps.perform(spec);
    expect(done).toMatchObject({
      state: 'done',
      sentence: expect.stringMatching(/^Turned checkout-use1 off and checkout-usw2 on at the endpoint in /),
    });
    expect(on()).toEqual(['checkout-usw2']);
    const [effect, ...more] = await steps.effects();
    expect(more).toEqual([]);
    expect(effect).toMatchObject({ operation: 'UpdateRoutingControlStates', role: 'antipode-failover', outcome: 'ok' });
    const act = done.calls.find(({ action }) => action.endsWith('UpdateRoutingControlStates'));
    expect(act).toMatchObject({
      endpointRegion: effect?.region,
      outcome: 'answered',
      before: expect.stringContaining('checkout-use1 on'),
      after: expect.stringContaining('checkout-use1 off'),
    });
    const readers = done.calls.slice(-2).map(({ endpointRegion }) => endpointRegion);
    expect(new Set(readers).size).toBe(2);
    expect(await steps.readBack(spec)).toMatchObject({ verdict: 'happened' });
  });

  it('that are as they should be calls nothing', async () => {
    await steps.perform(spec);
    expect(await steps.perform(spec)).toMatchObject({ state: 'done', sentence: expect.stringContaining('Already') });
    expect(await steps.effects()).toHaveLength(1);
  });

  it.each([
    [['us-east-1', 'us-west-2']],
    [['us-east-1', 'ap-northeast-1', 'ap-southeast-2']],
    [['us-west-2', 'eu-west-1', 'ap-southeast-2']],
  ])('works with %j silent, and never asks the region being left first', async (silent) => {
    silence(...silent);
    expect(await steps.perform(spec)).toMatchObject({ state: 'done' });
    expect(on()).toEqual(['checkout-usw2']);
  });

  it('starts at another endpoint for every attempt', async () => {
    const firsts = new Set<string>();
    for (let attempt = 1; attempt <= 8; attempt += 1) {
      const { calls } = await steps.readBack(spec, { attempt });
      firsts.add(String(calls[0]?.endpointRegion));
    }
    expect(firsts.size).toBeGreaterThan(2);
    expect(firsts).not.toContain('us-east-1');
  });

  it('by one endpoint while the four others are silent is begun, and done once a second one reads it', async () => {
    silence('us-east-1', 'us-west-2', 'ap-northeast-1', 'ap-southeast-2');
    const begunAt = steps.world.now;
    expect(await steps.perform(spec, { begunAt })).toMatchObject({ state: 'begun' });
    expect(on()).toEqual(['checkout-usw2']);
    steps.pass(60);
    expect(await steps.check(spec, { begunAt })).toMatchObject({
      state: 'not-yet',
      sentence: expect.stringContaining('Two endpoints must read'),
    });
    steps.world.healFaults({});
    expect(await steps.check(spec, { begunAt })).toMatchObject({ state: 'done' });
  });

  it('with no endpoint answering is unknown and reads back as unknown: it stops and asks', async () => {
    silence(...sampleCluster.endpoints.map(({ region }) => region));
    const lost = await steps.perform(spec);
    expect(lost).toMatchObject({ state: 'unknown' });
    expect(lost.calls.filter(({ action }) => action.endsWith('UpdateRoutingControlStates'))).toHaveLength(5);
    expect(await steps.readBack(spec)).toMatchObject({
      verdict: 'unknown',
      sentence: expect.stringContaining('no endpoint'),
    });
  });

  it('whose answer was lost is done by the next endpoint: states are absolute', async () => {
    steps.world.injectFault({ kind: 'answers-lost', operation: 'UpdateRoutingControlStates', share: 0.5 });
    // Every second answer is lost, the first of these two is heard.
    await steps.perform({ ...spec, turns: [turn('us-west-2', 'on')] });
    expect(await steps.perform(spec)).toMatchObject({ state: 'done' });
    expect(on()).toEqual(['checkout-usw2']);
    expect((await steps.effects()).filter(({ outcome }) => outcome === 'ok')).toHaveLength(3);
  });

  it('that a safety rule forbids is refused with the name of the rule, and nothing is turned', async () => {
    const alone = { ...spec, turns: [turn('us-east-1', 'off')] };
    expect(await steps.perform(alone)).toMatchObject({
      state: 'refused',
      sentence: 'The safety rule checkout-at-least-one refuses to turn checkout-use1 off: nothing was turned.',
      next: expect.stringContaining('No safety rule is overridden from here'),
    });
    expect(on()).toEqual(['checkout-use1']);
    expect(await steps.effects()).toMatchObject([{ outcome: 'ConflictException' }]);
  });

  it('that is denied names the action, the account, the region and the role', async () => {
    steps.world.injectFault({ kind: 'access-denied', action: 'route53-recovery-cluster:UpdateRoutingControlStates' });
    const denied = await steps.perform(spec);
    expect(denied).toMatchObject({
      state: 'refused',
      sentence: expect.stringMatching(
        /^route53-recovery-cluster:UpdateRoutingControlStates in [a-z0-9-]+ \(account 111122223333\) was denied to the role .*antipode-failover\. Nothing was changed\.$/,
      ),
    });
    expect(await steps.effects()).toHaveLength(1);
  });

  it('that is accepted and not done fails, with what the endpoints read', async () => {
    steps.world.injectFault({ kind: 'changes-ignored', service: 'route53-recovery-cluster' });
    expect(await steps.run(spec)).toMatchObject({
      state: 'failed',
      sentence: expect.stringMatching(/^AWS accepted to turn .*, and yet .*checkout-use1 on/),
    });
  });

  it('at an address outside the cluster’s regions finds nobody there', async () => {
    const elsewhere = { ...sampleCluster, endpoints: [{ region: 'eu-central-1', url: 'https://x' }] };
    expect(await steps.perform({ ...spec, cluster: elsewhere })).toMatchObject({ state: 'unknown' });
    expect(on()).toEqual(['checkout-use1']);
  });

  it('is described by a dry run that turns nothing, and so is what stands in its way', async () => {
    expect(await steps.dryRun(spec)).toMatchObject({
      wouldHappen: [expect.stringMatching(/^It would turn .* in one call; now .*checkout-use1 on/)],
      inTheWay: [],
    });
    silence('us-west-2', 'eu-west-1', 'ap-northeast-1', 'ap-southeast-2');
    expect((await steps.dryRun(spec)).inTheWay[0]).toContain('Only 1 of 5 endpoints answer');
    expect(await steps.effects()).toEqual([]);
  });
});
