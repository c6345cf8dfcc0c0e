import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SourceEntity } from '@/lib/domain/entities';
import { sampleSpecs } from './testing/sample-specs';
import { alarmsOf, checkoutEntities, type StepWorld, sampleLink, sampleOf, startStepWorld } from './testing/step-world';
import { transactionIdOf } from './transaction-proof';

const probe = sampleOf(sampleSpecs, 'http-probe');
const proof = sampleOf(sampleSpecs, 'transaction-proof');
const dns = sampleOf(sampleSpecs, 'dns-answer');
const everyMinute = { cadenceSeconds: 60, publishDelaySeconds: 5 };
const alarms = sampleOf(sampleSpecs, 'alarms-green');
const failover = sampleOf(sampleSpecs, 'aurora-failover');
const turning = sampleOf(sampleSpecs, 'routing-controls');

/** The copy of the shop's cache in the target, by the metric that it is measured by. */
const cacheLink = sampleLink({
  id: 'storefront/cache/us-east-1>us-west-2',
  workloadId: 'storefront',
  storeId: 'cache',
  storeKind: 'elasticache-global',
  resource: 'storefront-cache',
  lagSource: {
    namespace: 'AWS/ElastiCache',
    name: 'GlobalDatastoreReplicationLag',
    dimensions: { ReplicationGroupId: 'storefront-cache-usw2' },
    statistic: 'Maximum',
    periodSeconds: 60,
  },
});

/** That alarms in Ireland were read, and none of them is the workload's. */
function alarmsRead(now: number): SourceEntity {
  return {
    kind: 'source',
    id: '111122223333/eu-west-1/cloudwatch-alarms',
    accountId: '111122223333',
    region: 'eu-west-1',
    api: 'cloudwatch-alarms',
    call: 'cloudwatch:DescribeAlarms',
    cadence: everyMinute,
    state: 'answered',
    message: '',
    lastAttemptAt: now,
    lastAnswerAt: now,
    stateSince: now,
    nextAttemptAt: now + 60_000,
  };
}

let steps: StepWorld;
beforeEach(async () => {
  steps = await startStepWorld();
});
afterEach(() => steps.stop());

describe('an HTTP probe', () => {
  it('is done after so many passes in a row, counted across looks', async () => {
    const first = await steps.perform(probe);
    expect(first).toMatchObject({ state: 'begun', remember: { passes: 1 }, sentence: '1 of 3 passes in a row.' });
    expect(await steps.check(probe, { remembered: { passes: 1 } })).toMatchObject({
      state: 'not-yet',
      remember: { passes: 2 },
    });
    expect(await steps.check(probe, { remembered: { passes: 2 } })).toMatchObject({
      state: 'done',
      sentence: expect.stringContaining('passed 3 times in a row'),
      calls: [{ action: 'http:GET', endpointRegion: 'us-west-2', outcome: 'answered' }],
    });
  });

  it('that fails once begins its count anew, and says what it met', async () => {
    steps.world.injectFault({ kind: 'region-outage', region: 'us-west-2' });
    expect(await steps.check(probe, { remembered: { passes: 2 } })).toMatchObject({
      state: 'not-yet',
      remember: { passes: 0 },
      sentence: expect.stringContaining('did not answer within'),
    });
  });

  it('tried dry changes nothing', async () => {
    expect((await steps.dryRun({ ...probe, passes: 1 })).inTheWay).toEqual([]);
    expect((await steps.dryRun({ ...probe, passes: 1, hostname: 'nowhere.acme.example' })).inTheWay).toHaveLength(1);
    expect(await steps.effects()).toEqual([]);
  });
});

describe('a transaction for proof', () => {
  it('is refused by a target that only reads, and proven as soon as it writes', async () => {
    expect(await steps.perform(proof)).toMatchObject({
      state: 'begun',
      sentence: expect.stringContaining('does not write'),
    });
    expect(await steps.readBack(proof)).toMatchObject({ verdict: 'did-not-happen' });
    await steps.run(failover);
    expect(await steps.run(proof)).toMatchObject({
      state: 'done',
      sentence: expect.stringMatching(
        /^The transaction antipode-[0-9a-f]{32} was written through usw2.checkout.acme.example and read back in us-west-2\.$/,
      ),
    });
    expect(await steps.readBack(proof)).toMatchObject({ verdict: 'happened' });
  });

  it('is the same one however often it is tried, and another one for every attempt', async () => {
    const context = { executionId: 'run-1', stepId: 'prove', attempt: 1 } as Parameters<typeof transactionIdOf>[0];
    expect(transactionIdOf(context)).toBe(transactionIdOf({ ...context }));
    expect(transactionIdOf({ ...context, attempt: 2 })).not.toBe(transactionIdOf(context));
    await steps.run(failover);
    await steps.run(proof);
    const stored = (await steps.effects()).filter(({ service }) => service === 'application').length;
    expect(await steps.perform(proof)).toMatchObject({ state: 'done' });
    expect((await steps.effects()).filter(({ service }) => service === 'application')).toHaveLength(stored);
  });

  it('that the application says it stored and cannot be read back fails', async () => {
    await steps.run(failover);
    steps.world.injectFault({ kind: 'transactions-forgotten', region: 'us-west-2' });
    // The write is kept for the record while it is looked for.
    expect(await steps.perform(proof)).toMatchObject({
      state: 'begun',
      calls: expect.arrayContaining([expect.objectContaining({ action: 'http:POST', outcome: 'answered' })]),
    });
    expect(await steps.run(proof)).toMatchObject({
      state: 'failed',
      sentence: expect.stringMatching(/said that it stored the transaction .*, and it is not there in us-west-2/),
    });
  });

  it('goes on trying while the target does not answer, and reads back as unknown meanwhile', async () => {
    steps.world.injectFault({ kind: 'region-outage', region: 'us-west-2' });
    expect(await steps.perform(proof)).toMatchObject({
      state: 'begun',
      sentence: expect.stringContaining('did not answer within'),
    });
    expect(await steps.readBack(proof)).toMatchObject({ verdict: 'unknown' });
  });

  it('tried dry stores nothing', async () => {
    expect(await steps.dryRun(proof)).toMatchObject({
      wouldHappen: [expect.stringContaining('It would store one transaction')],
      inTheWay: [],
    });
    expect((await steps.dryRun({ ...proof, path: '/elsewhere' })).inTheWay).toHaveLength(1);
    expect(await steps.effects()).toEqual([]);
  });
});

describe('an answer of DNS', () => {
  it('is waited for until every address of it belongs to the region', async () => {
    expect(await steps.perform(dns)).toMatchObject({
      state: 'begun',
      sentence: expect.stringContaining('answers with us-east-1'),
    });
    await steps.perform(turning);
    expect(await steps.run(dns, 120)).toMatchObject({
      state: 'done',
      sentence: expect.stringMatching(
        /^checkout.acme.example answers with us-west-2, as the console's resolver sees it\.$/,
      ),
      calls: [{ action: 'dns:A', endpointRegion: 'none' }],
    });
  });

  it('is waited for until it is any but the region being left', async () => {
    const away = { ...dns, expects: { notRegion: 'us-east-1' } };
    expect(await steps.perform(away)).toMatchObject({ state: 'begun' });
    await steps.perform(turning);
    expect(await steps.run(away, 120)).toMatchObject({ state: 'done' });
  });

  it('that leads to an address nobody recognises proves nothing, for either', async () => {
    const odd = { ...dns, hostname: 'www.acme.example' };
    for (const expects of [{ region: 'us-west-2' }, { notRegion: 'us-east-1' }]) {
      expect(await steps.perform({ ...odd, expects })).toMatchObject({
        state: 'begun',
        sentence: expect.stringContaining('an address nobody recognises'),
      });
    }
  });

  it('that does not come is no answer', async () => {
    steps.world.injectFault({ kind: 'console-cut-off' });
    const away = { ...dns, expects: { notRegion: 'us-east-1' } };
    expect(await steps.perform(away)).toMatchObject({
      state: 'begun',
      sentence: expect.stringContaining('DNS did not answer'),
    });
    steps.world.healFaults({});
    expect((await steps.dryRun(dns)).inTheWay).toHaveLength(1);
    expect(await steps.effects()).toEqual([]);
  });
});

describe('green alarms', () => {
  it('are all that the workload has in the region, each of them OK', async () => {
    expect(await steps.perform(alarms)).toMatchObject({
      state: 'done',
      sentence: '3 alarms of checkout in us-west-2 are OK.',
      calls: [{ action: 'cloudwatch:DescribeAlarms', endpointRegion: 'us-west-2', outcome: 'answered' }],
    });
  });

  it('are not what has no data: it is named', async () => {
    steps.world.injectFault({ kind: 'metrics-lost', region: 'us-west-2', namespace: 'AWS/ApplicationELB' });
    steps.pass(900);
    expect(await steps.perform(alarms)).toMatchObject({
      state: 'begun',
      sentence: 'Not green in us-west-2: without data: checkout-usw2-unhealthy-hosts.',
    });
  });

  it('do not count the lag of a copy that has become the writer, and say so', async () => {
    steps.world.injectFault({ kind: 'region-outage', region: 'us-east-1' });
    await steps.run(failover);
    await steps.perform(turning);
    steps.pass(1200);
    expect(await steps.perform(alarms)).toMatchObject({
      sentence: expect.stringContaining(
        'Not counted: checkout-usw2-replication-lag, on the lag of a copy that is the writer now.',
      ),
    });
  });

  it('are not proven where no alarm is set, which a dry run says beforehand', async () => {
    const elsewhere = { ...alarms, region: 'eu-west-1' };
    const sentence = 'No alarm of checkout in eu-west-1 is set, so that none says that it is well: not proven.';
    const told = await startStepWorld({ entities: (world) => [...checkoutEntities(world), alarmsRead(world.now)] });
    expect(await told.perform(elsewhere)).toMatchObject({ state: 'done', isUnproven: true, sentence });
    expect(await told.dryRun(elsewhere)).toMatchObject({
      wouldHappen: [expect.stringContaining('waits until every alarm'), sentence],
      inTheWay: [],
    });
    await told.stop();
  });

  it('are waited for where nobody has read yet which alarms there are: that none is known is not that there is none', async () => {
    const elsewhere = { ...alarms, region: 'eu-west-1' };
    const sentence = 'Which alarms checkout has in eu-west-1 is not known yet.';
    expect(await steps.perform(elsewhere)).toMatchObject({ state: 'begun', sentence });
    expect(await steps.dryRun(elsewhere)).toMatchObject({ inTheWay: [sentence] });
  });

  it('cannot be where AWS does not answer', async () => {
    steps.world.injectFault({ kind: 'access-denied', action: 'cloudwatch:DescribeAlarms' });
    expect(await steps.perform(alarms)).toMatchObject({
      state: 'begun',
      sentence: expect.stringMatching(
        /cloudwatch:DescribeAlarms in us-west-2 \(account 111122223333\) was denied.*antipode-reader/,
      ),
    });
    expect(await steps.dryRun(alarms)).toMatchObject({ inTheWay: [expect.stringContaining('was denied')] });
    expect(await steps.effects()).toEqual([]);
  });
});

describe('green alarms of a workload with a cache', () => {
  let shop: StepWorld;
  beforeEach(async () => {
    shop = await startStepWorld({ entities: (world) => [...alarmsOf(world, 'storefront'), cacheLink] });
    shop.world.injectFault({ kind: 'region-outage', region: 'us-east-1' });
  });
  afterEach(() => shop.stop());

  it('do not count the lag of a cache that has become the primary, and say so', async () => {
    await shop.run(sampleOf(sampleSpecs, 'elasticache-failover'));
    shop.pass(1200);
    expect(await shop.perform(alarms, { workloadId: 'storefront' })).toMatchObject({
      sentence: expect.stringContaining(
        'Not counted: storefront-cache-usw2-replication-lag, on the lag of a copy that is the writer now.',
      ),
    });
  });

  it('do not count the lag of a copy out of a region that is given up, and count it where a move gives nothing up', async () => {
    shop.pass(1200);
    expect(await shop.perform(alarms, { workloadId: 'storefront', mode: 'ungraceful' })).toMatchObject({
      state: 'done',
      sentence: expect.stringContaining(
        'Not counted: storefront-cache-usw2-replication-lag, on the lag of a copy out of us-east-1, which is given up.',
      ),
    });
    expect(await shop.perform(alarms, { workloadId: 'storefront', mode: 'graceful' })).toMatchObject({
      state: 'begun',
      sentence: expect.stringContaining('without data: storefront-cache-usw2-replication-lag'),
    });
  });
});

it('an alarm that was known and is gone is not green', async () => {
  const renamed = await startStepWorld({
    entities: (world) =>
      checkoutEntities(world).map((one) =>
        one.kind === 'alarm' ? { ...one, id: `${one.id}-of-old`, name: `${one.name}-of-old` } : one,
      ),
  });
  expect(await renamed.perform(alarms)).toMatchObject({
    state: 'begun',
    sentence: expect.stringMatching(/^Not green in us-west-2: gone: checkout-.*-of-old/),
  });
  await renamed.stop();
});

it('steps that only look read back as what may be looked at again', async () => {
  for (const spec of [probe, dns, alarms])
    expect(await steps.readBack(spec)).toMatchObject({ verdict: 'did-not-happen' });
});

it('entities that lack the workload leave a DNS answer unrecognised', async () => {
  const blind = await startStepWorld({
    entities: (world) => checkoutEntities(world).filter(({ kind }) => kind !== 'workload'),
  });
  expect(await blind.perform(dns)).toMatchObject({
    state: 'begun',
    sentence: expect.stringContaining('nobody recognises'),
  });
  await blind.stop();
});
