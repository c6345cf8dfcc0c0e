import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Entity } from '@/lib/domain/entities';
import { heldFlipId } from '@/lib/domain/recovery/held-flip';
import { flipFleet, knownRouting } from './testing/flip-fleet';
import { accountId, sampleSpecs } from './testing/sample-specs';
import {
  checkoutEntities,
  type StepWorld,
  type StepWorldOptions,
  sampleOf,
  startStepWorld,
} from './testing/step-world';

const away = sampleOf(sampleSpecs, 'health-check-flip');
const back = { ...away, to: 'back', statusHostname: 'status.use1.checkout.acme.example' } as const;
const operation = 'PutMetricData';
const id = heldFlipId(away);

let steps: StepWorld;
async function begin(options: StepWorldOptions = {}) {
  await steps?.stop();
  const entities: StepWorldOptions['entities'] = (world) => [
    ...checkoutEntities(world),
    knownRouting(world.now - 600_000),
  ];
  steps = await startStepWorld({ fleet: flipFleet(), entities, ...options });
}
beforeEach(() => begin());
afterEach(() => steps.stop());

const published = async () => (await steps.effects()).filter((effect) => effect.operation === operation);
/** The region that the entry point's own name leads to. */
function ledTo() {
  const { records } = steps.world.resolve('checkout.acme.example', 'A', 'eu-west-1');
  const balancer = (region: string) =>
    steps.world.loadBalancers(region, accountId).find(({ workload }) => workload === 'checkout');
  return ['us-east-1', 'us-west-2'].filter((region) =>
    records.some(({ value }) => balancer(region)?.addresses.includes(value)),
  );
}
const isHealthy = () => steps.world.healthChecks(accountId).find((one) => one.id === away.healthCheck)?.healthy;

describe('a health check that follows a metric in the standby region', () => {
  it('fails by one value published there, which is written down to be published on, and users follow', async () => {
    expect(ledTo()).toEqual(['us-east-1']);
    const done = await steps.run(away);
    expect(done).toMatchObject({
      state: 'done',
      sentence:
        'Users are held away: checkout-use1-given-up in us-west-2 is in alarm; checkout.acme.example answers with us-west-2.',
    });
    expect(isHealthy()).toBe(false);
    expect(ledTo()).toEqual(['us-west-2']);
    const [first] = await published();
    expect(first).toMatchObject({ region: 'us-west-2', role: 'antipode-failover', outcome: 'ok' });
    expect(first?.parameters).toMatchObject({
      Namespace: 'Acme/Recovery',
      MetricData: [{ MetricName: 'GivenUp', Value: 1 }],
    });
    expect(await steps.ports.flips.find(id)).toMatchObject({
      workloadId: 'checkout',
      executionId: 'run-1',
      trouble: '',
    });
    expect(await steps.readBack(away)).toMatchObject({ verdict: 'happened' });
  });

  it('is turned while us-east-1 is gone, by what was read of it before', async () => {
    steps.world.injectFault({ kind: 'region-outage', region: 'us-east-1' });
    const done = await steps.run(away);
    expect(done).toMatchObject({ state: 'done' });
    expect(ledTo()).toEqual(['us-west-2']);
  });

  it('is not turned while nobody knows what it follows', async () => {
    await begin({ entities: checkoutEntities });
    steps.world.injectFault({ kind: 'region-outage', region: 'us-east-1' });
    expect(await steps.perform(away)).toMatchObject({
      state: 'refused',
      sentence: expect.stringMatching(/was never read, and us-east-1 is not asked or does not tell it now\.$/),
    });
    expect(await published()).toEqual([]);
  });

  it('keeps its last status through a gap, so that users stay where they were led', async () => {
    await steps.run(away);
    steps.pass(1800);
    const alarm = steps.world.alarms('us-west-2', accountId).find(({ name }) => name === away.alarm);
    expect(alarm?.state).toBe('INSUFFICIENT_DATA');
    expect(ledTo()).toEqual(['us-west-2']);
  });

  it('passes again by the other value, and then nobody is to publish anything', async () => {
    await steps.run(away);
    const done = await steps.run(back);
    expect(done).toMatchObject({ state: 'done', sentence: expect.stringContaining('Users are led home') });
    expect(isHealthy()).toBe(true);
    expect(ledTo()).toEqual(['us-east-1']);
    expect(await steps.ports.flips.find(id)).toBe('none');
    const before = (await published()).length;
    expect(await steps.perform(back)).toMatchObject({ state: 'done', sentence: expect.stringContaining('Already so') });
    expect(await published()).toHaveLength(before);
  });

  it('leads home from a standby that is lost, by what Route 53 does when both checks fail, and is published later', async () => {
    await steps.run(away);
    const lost = { source: 'us-west-2', target: 'us-east-1', mode: 'ungraceful' } as const;
    steps.world.injectFault({ kind: 'region-outage', region: 'us-west-2' });
    const before = (await published()).length;
    expect(await steps.perform(back, lost)).toMatchObject({
      state: 'begun',
      sentence: expect.stringContaining('is published once that region answers'),
    });
    steps.pass(120);
    expect(await steps.check(back, { ...lost, begunAt: steps.world.now })).toMatchObject({
      state: 'done',
      sentence: expect.stringContaining('Users are led to us-east-1 while both health checks fail'),
    });
    expect(ledTo()).toEqual(['us-east-1']);
    expect(await published()).toHaveLength(before);
    expect(await steps.ports.flips.find(id)).toMatchObject({ flip: { to: 'back' } });
  });

  it('is described by a dry run that publishes nothing, and so is what stands in its way', async () => {
    expect(await steps.dryRun(away)).toMatchObject({
      wouldHappen: [expect.stringContaining('It would call cloudwatch:PutMetricData with 1 of Acme/Recovery GivenUp')],
      inTheWay: [],
    });
    steps.world.injectFault({ kind: 'region-outage', region: 'us-west-2' });
    steps.pass(60);
    const { inTheWay } = await steps.dryRun(away);
    expect(inTheWay[0]).toContain('The alarm cannot be read');
    expect(await published()).toEqual([]);
    expect(await steps.ports.flips.find(id)).toBe('none');
  });

  it('is not turned towards a standby that fails its own check', async () => {
    steps.world.injectFault({ kind: 'region-cut-off', region: 'us-west-2' });
    steps.pass(120);
    steps.world.healFaults({});
    expect(await steps.perform(away)).toMatchObject({
      state: 'refused',
      sentence: expect.stringContaining('us-west-2 fails its own health check'),
    });
    expect(await published()).toEqual([]);
  });

  it('whose alarm a plan looks for in a wrong region is refused, and nothing is published there', async () => {
    const wrong = { ...away, standby: 'eu-west-1' };
    expect(await steps.perform(wrong)).toMatchObject({
      state: 'refused',
      sentence: 'eu-west-1 has no metric alarm checkout-use1-given-up that the health check could follow.',
    });
    const other = { ...away, alarm: 'checkout-usw2-5xx' };
    expect(await steps.perform(other)).toMatchObject({
      state: 'refused',
      sentence: 'checkout-usw2-5xx in us-west-2 does not watch Acme/Recovery GivenUp.',
    });
    const weak = { ...away, metric: { ...away.metric, away: 0, back: 1 } };
    expect(await steps.perform(weak)).toMatchObject({
      state: 'refused',
      sentence: expect.stringContaining('fires above 0'),
    });
    expect(await published()).toEqual([]);
  });

  it('that is anything but its last status without data is refused', async () => {
    await begin({
      fleet: flipFleet('Healthy'),
      entities: (world) => [...checkoutEntities(world), knownRouting(world.now - 600_000, 'healthy')],
    });
    const refused = (read: string) => ({
      state: 'refused',
      sentence: expect.stringContaining(`is healthy without data, as read ${read}. A gap in what is published`),
      next: expect.stringContaining('InsufficientDataHealthStatus'),
    });
    expect(await steps.perform(away)).toMatchObject(refused('at 11:50 UTC'));
    const { kind: _, ...flip } = away;
    const now = steps.world.now;
    const held = { workloadId: 'checkout', executionId: 'run-1', flip, since: now, publishedAt: now, trouble: '' };
    await steps.ports.flips.hold(held);
    // On the way home Route 53 itself is asked.
    const home = { source: 'us-west-2', target: 'us-east-1', mode: 'graceful' } as const;
    expect(await steps.perform(back, home)).toMatchObject(refused('now'));
    expect(await published()).toEqual([]);
  });

  it('that is denied names the action, the account and the role, and nobody is to go on', async () => {
    steps.world.injectFault({ kind: 'access-denied', action: `cloudwatch:${operation}` });
    expect(await steps.perform(away)).toMatchObject({
      state: 'refused',
      sentence:
        'cloudwatch:PutMetricData in us-west-2 (account 111122223333) was denied to the role arn:aws:iam::111122223333:role/antipode-failover. Nothing was changed.',
      next: expect.stringContaining(`Allow cloudwatch:${operation} to`),
    });
    expect(await steps.ports.flips.find(id)).toBe('none');
    expect(ledTo()).toEqual(['us-east-1']);
  });

  it('whose value AWS takes and no alarm shows fails, and is not published on', async () => {
    steps.world.injectFault({ kind: 'changes-ignored', service: 'cloudwatch' });
    expect(await steps.run(away, 900)).toMatchObject({
      state: 'failed',
      sentence: expect.stringMatching(
        /^AWS took 1 of .* and yet .* is without data; .* Nothing is published any more\.$/,
      ),
    });
    expect(await steps.ports.flips.find(id)).toBe('none');
    expect(await steps.readBack(away)).toMatchObject({ verdict: 'did-not-happen' });
    expect(ledTo()).toEqual(['us-east-1']);
  });

  it('whose answer was lost is published again, which changes nothing more', async () => {
    steps.world.injectFault({ kind: 'answers-lost', operation });
    expect(await steps.perform(away)).toMatchObject({ state: 'unknown' });
    expect(await steps.readBack(away)).toMatchObject({ verdict: 'did-not-happen' });
    steps.world.healFaults({});
    expect(await steps.run(away)).toMatchObject({ state: 'done' });
    expect(ledTo()).toEqual(['us-west-2']);
  });
});

it('the alarm that a health check follows is no sign of trouble: alarms are green without it while it fires', async () => {
  const { kind: _, to: __, hostname: ___, statusHostname: ____, accountId: _____, ...flip } = away;
  await begin({
    entities: (world) => [
      ...checkoutEntities(world).map(
        (one): Entity =>
          one.kind === 'workload'
            ? {
                ...one,
                workload: { ...one.workload, recovery: { ...one.workload.recovery, flips: [{ id: 'web', ...flip }] } },
              }
            : one,
      ),
      knownRouting(world.now - 600_000),
    ],
  });
  await steps.run(away);
  const alarms = { kind: 'alarms-green', accountId, region: 'us-west-2' } as const;
  const green = await steps.run(alarms, 900);
  expect(green.state, green.sentence).toBe('done');
  expect(green.sentence).toMatch(/alarms of checkout in us-west-2 are OK/);
});
