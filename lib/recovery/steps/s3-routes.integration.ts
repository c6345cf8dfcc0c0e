import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { routeEndpointRegions } from '@/lib/domain/recovery/route-endpoints';
import { endpointsInTurn } from './ask-routes';
import { sampleSpecs } from './testing/sample-specs';
import { type StepWorld, sampleOf, startStepWorld } from './testing/step-world';

const routes = sampleOf(sampleSpecs, 's3-routes');
const operation = 'SubmitMultiRegionAccessPointRoutes';
const back = {
  ...routes,
  turns: [
    { region: 'us-east-1', to: 'active' },
    { region: 'us-west-2', to: 'passive' },
  ],
} as const;

let steps: StepWorld;
beforeEach(async () => {
  steps = await startStepWorld();
});
afterEach(() => steps.stop());

const active = () =>
  steps.world
    .accessPoints('111122223333')
    .find(({ arn }) => arn === routes.accessPoint)
    ?.routes.filter((route) => route.active)
    .map(({ region }) => region);
const silence = (regions: readonly string[]) => {
  for (const region of regions) {
    steps.world.injectFault({ kind: 'endpoint-hangs', service: 's3', region });
  }
};

describe('the routes of an access point', () => {
  it('are switched in one call, both ways at once, and believed when two endpoints read them', async () => {
    const done = await steps.perform(routes);
    expect(done).toMatchObject({
      state: 'done',
      sentence: expect.stringMatching(/^Made us-west-2 active and us-east-1 passive at the endpoint in /),
    });
    expect(active()).toEqual(['us-west-2']);
    const [effect, ...more] = await steps.effects();
    expect(more).toEqual([]);
    expect(effect).toMatchObject({
      operation,
      role: 'antipode-failover',
      outcome: 'ok',
      parameters: {
        Mrap: routes.accessPoint,
        RouteUpdates: [
          { Region: 'us-west-2', TrafficDialPercentage: 100 },
          { Region: 'us-east-1', TrafficDialPercentage: 0 },
        ],
      },
    });
    const call = done.calls.find(({ action }) => action === `s3:${operation}`);
    expect(call).toMatchObject({
      outcome: 'answered',
      before: expect.stringContaining('us-east-1 active (acme-media-use1)'),
      after: expect.stringContaining('us-east-1 passive (acme-media-use1)'),
    });
    expect(await steps.readBack(routes)).toMatchObject({ verdict: 'happened' });
  });

  it('that are as they should be call nothing, and come back the same way', async () => {
    await steps.perform(routes);
    expect(await steps.perform(routes)).toMatchObject({ state: 'done', sentence: expect.stringContaining('Already') });
    expect(await steps.effects()).toHaveLength(1);
    expect(await steps.perform(back)).toMatchObject({ state: 'done' });
    expect(active()).toEqual(['us-east-1']);
  });

  it('need neither the region being left nor us-east-1, which are asked last', async () => {
    steps.world.injectFault({ kind: 'region-outage', region: 'us-east-1' });
    const done = await steps.perform(routes);
    expect(done).toMatchObject({ state: 'done' });
    expect(done.calls.map(({ endpointRegion }) => endpointRegion)).not.toContain('us-east-1');
    const from = (source: string) =>
      endpointsInTurn({ executionId: 'run-1', stepId: 'step-1', attempt: 1, source }).slice(-2);
    expect(from('eu-west-1')).toEqual(['us-east-1', 'eu-west-1']);
    expect(from('us-east-1').at(-1)).toBe('us-east-1');
  });

  it('are switched past endpoints that are silent', async () => {
    const order = endpointsInTurn({ executionId: 'run-1', stepId: 'step-1', attempt: 1, source: 'us-east-1' });
    silence(order.slice(0, 2));
    const done = await steps.perform(routes);
    expect(done).toMatchObject({ state: 'done' });
    const asked = done.calls.filter(({ action }) => action === `s3:${operation}`);
    expect(asked.map(({ endpointRegion, outcome }) => [endpointRegion, outcome])).toEqual([
      [order[0], 'timed-out'],
      [order[1], 'timed-out'],
      [order[2], 'answered'],
    ]);
    expect(active()).toEqual(['us-west-2']);
  });

  it('with no endpoint answering are unknown and read back as unknown: the run stops and asks', async () => {
    silence(routeEndpointRegions);
    expect(await steps.perform(routes)).toMatchObject({ state: 'unknown' });
    expect(await steps.readBack(routes)).toMatchObject({
      verdict: 'unknown',
      sentence: expect.stringContaining('no endpoint of the access point answers'),
    });
  });

  it('whose answers were lost are unknown, and reading back finds them switched', async () => {
    steps.world.injectFault({ kind: 'answers-lost', operation });
    expect(await steps.perform(routes)).toMatchObject({ state: 'unknown' });
    expect(await steps.readBack(routes)).toMatchObject({ verdict: 'happened' });
    expect(active()).toEqual(['us-west-2']);
  });

  it('that AWS accepts and does not switch fail, with what the endpoints read', async () => {
    steps.world.injectFault({ kind: 'changes-ignored', service: 's3' });
    expect(await steps.run(routes)).toMatchObject({
      state: 'failed',
      sentence: expect.stringMatching(/and yet .*us-east-1 active/),
      next: expect.stringContaining('switch them again'),
    });
    expect(await steps.readBack(routes)).toMatchObject({ verdict: 'did-not-happen' });
  });

  it('that are denied name the action, the account and the role, and no other endpoint is asked', async () => {
    steps.world.injectFault({ kind: 'access-denied', action: `s3:${operation}` });
    const denied = await steps.perform(routes);
    expect(denied).toMatchObject({
      state: 'refused',
      sentence: expect.stringMatching(
        /^s3:SubmitMultiRegionAccessPointRoutes in \S+ \(account 111122223333\) was denied to the role arn:aws:iam::111122223333:role\/antipode-failover\. Nothing was changed\.$/,
      ),
      next: expect.stringContaining(`Allow s3:${operation} to`),
    });
    expect(denied.calls.filter(({ action }) => action === `s3:${operation}`)).toHaveLength(1);
    expect(active()).toEqual(['us-east-1', 'us-west-2']);
  });

  it('never all become passive, nor lead where there is no bucket: that is refused before anything is asked for', async () => {
    const none = { ...routes, turns: routes.turns.map(({ region }) => ({ region, to: 'passive' as const })) };
    expect(await steps.perform(none)).toMatchObject({
      state: 'refused',
      sentence: expect.stringContaining('would be left active'),
    });
    const elsewhere = { ...routes, turns: [{ region: 'eu-west-1', to: 'active' as const }] };
    expect(await steps.perform(elsewhere)).toMatchObject({
      state: 'refused',
      sentence: expect.stringContaining('has no bucket in eu-west-1'),
    });
    expect((await steps.dryRun(elsewhere)).inTheWay).toEqual([expect.stringContaining('no bucket in eu-west-1')]);
    expect(await steps.effects()).toEqual([]);
  });

  it('of an access point that is not there are refused in AWS’s words', async () => {
    const nobody = { ...routes, accessPoint: 'arn:aws:s3::111122223333:accesspoint/nobody.mrap' };
    expect(await steps.perform(nobody)).toMatchObject({
      state: 'refused',
      sentence: expect.stringContaining('does not exist'),
    });
  });

  it('are described by a dry run that switches nothing, and so is what stands in its way', async () => {
    expect(await steps.dryRun(routes)).toMatchObject({
      wouldHappen: [
        expect.stringMatching(
          /^It would call s3:SubmitMultiRegionAccessPointRoutes and make us-west-2 active and us-east-1 passive/,
        ),
      ],
      inTheWay: [],
    });
    silence(routeEndpointRegions.slice(1));
    const { inTheWay } = await steps.dryRun(routes);
    expect(inTheWay[0]).toMatch(/^Only 1 of 5 endpoints answer/);
    expect(await steps.effects()).toEqual([]);
    expect(active()).toEqual(['us-east-1', 'us-west-2']);
  });
});

it('an endpoint outside the five refuses what it is asked, and nothing is switched', async () => {
  const { actSubmitRoutes } = await import('@/lib/aws');
  const scope = { accountId: '111122223333', region: 'eu-central-1', deadlineMs: 3000 };
  expect(await actSubmitRoutes(steps.ports.edge, scope, routes.accessPoint, routes.turns)).toMatchObject({
    state: 'refused',
    endpointRegion: 'eu-central-1',
  });
  expect(active()).toEqual(['us-east-1', 'us-west-2']);
});
