import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sampleSpecs } from './testing/sample-specs';
import { type StepWorld, sampleOf, startStepWorld } from './testing/step-world';

const failover = sampleOf(sampleSpecs, 'elasticache-failover');
const operation = 'FailoverGlobalReplicationGroup';

let steps: StepWorld;
beforeEach(async () => {
  steps = await startStepWorld();
});
afterEach(() => steps.stop());

const primary = () =>
  steps.world
    .globalDatastores('111122223333')
    .find(({ identifier }) => identifier === 'storefront-cache')
    ?.members.find(({ role }) => role === 'PRIMARY')?.region;

describe('a failover of a global datastore', () => {
  it('with the old region lost is asked for in the target’s region, and done when that region says so', async () => {
    steps.world.injectFault({ kind: 'region-outage', region: 'us-east-1' });
    const begun = await steps.perform(failover);
    expect(begun).toMatchObject({ state: 'begun' });
    expect(begun.calls.at(-1)).toMatchObject({
      action: `elasticache:${operation}`,
      endpointRegion: 'us-west-2',
      outcome: 'answered',
      requestId: expect.stringMatching(/^[\w-]{8,}$/),
      before: 'storefront-cache: primary in us-east-1, available.',
    });
    expect(await steps.readBack(failover)).toMatchObject({ verdict: 'under-way' });
    const ended = await steps.run(failover);
    expect(ended).toMatchObject({
      state: 'done',
      sentence: expect.stringContaining('primary in us-west-2, available'),
    });
    expect(primary()).toBe('us-west-2');
    expect(await steps.readBack(failover)).toMatchObject({ verdict: 'happened' });
    const roles = (await steps.effects()).map(({ operation: asked, region, role, outcome }) => [
      asked,
      region,
      role,
      outcome,
    ]);
    expect(new Set(roles.map(String))).toEqual(new Set([`${operation},us-west-2,antipode-failover,ok`]));
  });

  it('performed again while it runs is the same failover, and after it is done asks for nothing more', async () => {
    await steps.perform(failover);
    expect(await steps.perform(failover)).toMatchObject({ state: 'begun' });
    expect(await steps.run(failover)).toMatchObject({ state: 'done' });
    const asked = (await steps.effects()).length;
    expect(await steps.perform(failover)).toMatchObject({
      state: 'done',
      sentence: expect.stringContaining('Already'),
    });
    expect(await steps.effects()).toHaveLength(asked);
    const { stores } = steps.world.truth();
    expect(stores.filter(({ store, committed }) => store === 'cache' && committed > 0)).toHaveLength(2);
  });

  it('whose answer was lost is unknown, reads back as under way, and is looked at until it is done', async () => {
    steps.world.injectFault({ kind: 'answers-lost', operation });
    expect(await steps.perform(failover)).toMatchObject({
      state: 'unknown',
      sentence: expect.stringContaining('Whether it was done is not known.'),
    });
    expect(await steps.readBack(failover)).toMatchObject({ verdict: 'under-way' });
    steps.pass(60);
    expect(await steps.check(failover)).toMatchObject({ state: 'done' });
    expect(await steps.effects()).toHaveLength(1);
  });

  it('that never arrived is unknown as well, and reads back as not done only after AWS would have shown it', async () => {
    steps.world.injectFault({ kind: 'endpoint-hangs', operation });
    const asked = steps.world.now;
    expect(await steps.perform(failover)).toMatchObject({ state: 'unknown' });
    expect(await steps.readBack(failover, { begunAt: asked })).toMatchObject({ verdict: 'did-not-happen' });
    expect(steps.world.now - asked).toBeGreaterThanOrEqual(30_000);
  });

  it('that AWS accepts and does not do fails, with what the region says', async () => {
    steps.world.injectFault({ kind: 'changes-ignored', service: 'elasticache' });
    expect(await steps.run(failover)).toMatchObject({
      state: 'failed',
      sentence: expect.stringMatching(/nothing came of it: .*primary in us-east-1/),
      next: expect.stringContaining('perform it again'),
    });
  });

  it('that ends without another primary fails and says so', async () => {
    const seen = await steps.check(failover, { begunAt: steps.world.now, remembered: { seenUnderWay: true } });
    expect(seen).toMatchObject({ state: 'failed', sentence: expect.stringContaining('without another primary') });
  });

  it('that is denied names the action, the account, the region and the role', async () => {
    steps.world.injectFault({ kind: 'access-denied', action: `elasticache:${operation}` });
    expect(await steps.perform(failover)).toMatchObject({
      state: 'refused',
      sentence: expect.stringMatching(
        /^elasticache:FailoverGlobalReplicationGroup in us-west-2 \(account 111122223333\) was denied to the role arn:aws:iam::111122223333:role\/antipode-failover\. Nothing was changed\.$/,
      ),
      next: expect.stringContaining(`Allow elasticache:${operation} to`),
    });
    expect(primary()).toBe('us-east-1');
  });

  it('to a region without a copy, or that does not answer, is refused before anything is asked for', async () => {
    expect(await steps.perform({ ...failover, to: 'eu-west-1' })).toMatchObject({
      state: 'refused',
      sentence: expect.stringContaining('no member in eu-west-1'),
    });
    steps.world.injectFault({ kind: 'service-down', service: 'elasticache', region: 'us-west-2', answer: 'hangs' });
    expect(await steps.perform(failover)).toMatchObject({
      state: 'refused',
      sentence: expect.stringContaining('did not answer'),
    });
    expect(await steps.readBack(failover, { begunAt: steps.world.now - 60_000 })).toMatchObject({
      verdict: 'did-not-happen',
    });
    expect(await steps.effects()).toEqual([]);
  });

  it('to a copy that is still being filled is refused before anything is asked for', async () => {
    await steps.run(failover);
    const onward = { ...failover, from: 'us-west-2', to: 'eu-central-1' };
    expect(await steps.perform(onward)).toMatchObject({
      state: 'refused',
      sentence: expect.stringContaining('The copy in eu-central-1 is not whole'),
    });
  });

  it('refused by AWS, because another one is under way, says so in AWS’s words', async () => {
    await steps.perform({ ...failover, to: 'eu-central-1' });
    expect(await steps.perform(failover)).toMatchObject({
      state: 'refused',
      sentence: expect.stringContaining('AWS says: "Global replication group storefront-cache is not available'),
    });
  });

  it('is described by a dry run that changes nothing, and so is what stands in its way', async () => {
    expect(await steps.dryRun(failover)).toMatchObject({
      wouldHappen: [
        'It would call elasticache:FailoverGlobalReplicationGroup in us-west-2, and storefront-cache would be written there.',
        'Now storefront-cache: primary in us-east-1, available.',
      ],
      inTheWay: [],
    });
    steps.world.injectFault({ kind: 'service-down', service: 'elasticache', region: 'us-west-2' });
    const { inTheWay } = await steps.dryRun(failover);
    expect(inTheWay.join(' ')).toContain('elasticache:DescribeGlobalReplicationGroups in us-west-2');
    expect(await steps.effects()).toEqual([]);
    expect(primary()).toBe('us-east-1');
  });
});

it('a fence that a cache hangs on too is not proven by what a database says alone', async () => {
  const fence = { ...sampleOf(sampleSpecs, 'fence-writer'), groups: [], datastores: ['storefront-cache'] };
  await steps.run(sampleOf(sampleSpecs, 'aurora-failover'));
  // RDS in us-east-1 does not write any more; the cache there does.
  expect(await steps.perform(fence)).toMatchObject({
    state: 'waits',
    fence: 'routing-only',
    sentence: expect.stringContaining('us-east-1 says that it writes storefront-cache'),
  });
  await steps.run(failover);
  expect(await steps.perform(fence)).toMatchObject({ state: 'done', fence: 'proven' });
});
