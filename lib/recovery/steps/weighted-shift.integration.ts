import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Entity } from '@/lib/domain/entities';
import { buildFleet } from '@/lib/simulator/world/build-fleet';
import { defaultFleet } from '@/lib/simulator/world/default-fleet';
import { accountId, sampleSpecs } from './testing/sample-specs';
import { checkoutEntities, type StepWorld, sampleLink, sampleOf, startStepWorld } from './testing/step-world';

const fleet = buildFleet({
  ...defaultFleet,
  name: 'weighted',
  workloads: defaultFleet.workloads.map((workload) =>
    workload.id === 'checkout' && workload.entry !== undefined
      ? { ...workload, entry: { ...workload.entry, routing: { policy: 'weighted' } } }
      : workload,
  ),
});
const shift = { ...sampleOf(sampleSpecs, 'weighted-shift'), holdSeconds: 60 };
const operation = 'ChangeResourceRecordSets';

const copy = sampleLink({
  id: 'checkout/orders/us-east-1>us-west-2',
  workloadId: 'checkout',
  storeId: 'orders',
  storeKind: 'aurora-global',
  resource: 'checkout-global',
  lagSource: {
    namespace: 'AWS/RDS',
    name: 'AuroraGlobalDBRPOLag',
    dimensions: { DBClusterIdentifier: 'checkout-usw2' },
    statistic: 'Maximum',
    periodSeconds: 60,
  },
});

let steps: StepWorld;
/** Percent of failed requests that the engine last read of us-west-2, or that it read none. */
let errors: number | 'unread' = 0.2;
/** Fleet seconds ago that this was measured. */
let age = 0;
/** Whether the engine has ever read whose the alarms are. */
let alarmsAreKnown = true;
/** Whether the link to the copy in us-west-2 is known, with the metric it is measured by. */
let copyIsMeasured = false;
beforeEach(async () => {
  errors = 0.2;
  age = 0;
  alarmsAreKnown = true;
  copyIsMeasured = false;
  steps = await startStepWorld({
    fleet,
    entities: (world) =>
      [...checkoutEntities(world), ...(copyIsMeasured ? [copy] : [])]
        .filter(({ kind }) => kind !== 'alarm' || alarmsAreKnown)
        .map((entity): Entity => {
          if (entity.kind !== 'endpoint' || errors === 'unread') return entity;
          const at = world.now - age * 1000;
          return {
            ...entity,
            errorPercent: { state: 'observed', value: errors, measuredAt: at, receivedAt: at, vantage: 'cloudwatch' },
          };
        }),
  });
  setWeights(100, 0);
  steps.pass(60);
});
afterEach(() => steps.stop());

const records = () =>
  steps.world.hostedZones(accountId)[0]?.records.filter(({ name, type }) => name === shift.name && type === 'A') ?? [];
const weights = () => records().map(({ setIdentifier, weight }) => [setIdentifier, weight]);
function setWeights(from: number, to: number) {
  const changes = records().map((record) => ({
    action: 'UPSERT' as const,
    record: { ...record, weight: record.setIdentifier === shift.fromSet ? from : to },
  }));
  steps.world.changeRecords(shift.zoneId, changes);
}
const shares = async () =>
  (await steps.effects())
    .filter((effect) => effect.operation === operation && effect.outcome === 'ok')
    .map(({ parameters }) => {
      const { Changes } = (
        parameters as { ChangeBatch: { Changes: { ResourceRecordSet: { SetIdentifier: string; Weight: number } }[] } }
      ).ChangeBatch;
      return Changes.find(({ ResourceRecordSet: set }) => set.SetIdentifier === shift.toSet)?.ResourceRecordSet.Weight;
    });

describe('weighted records', () => {
  it('are shifted stage by stage, each change propagated and each share held before the next', async () => {
    const begunAt = steps.world.now;
    const done = await steps.run(shift, 3000);
    expect(done).toMatchObject({
      state: 'done',
      sentence: expect.stringMatching(/^100 % in us-west-2 held for 60 s: .* passes; no alarm fires .*; 0\.2 % of/),
    });
    expect(await shares()).toEqual([1, 10, 50, 100]);
    expect(weights()).toEqual([
      ['checkout-use1', 0],
      ['checkout-usw2', 100],
    ]);
    const effects = (await steps.effects()).filter((effect) => effect.operation === operation);
    for (const [index, { at, role, region }] of effects.entries()) {
      expect([role, region]).toEqual(['antipode-failover', 'us-east-1']);
      expect(at).toBeGreaterThanOrEqual((effects[index - 1]?.at ?? begunAt - 60_000) + 60_000);
    }
    expect(await steps.perform(shift)).toMatchObject({ state: 'begun', sentence: expect.stringContaining('already') });
    expect(await shares()).toHaveLength(4);
  });

  it('keep everything else of a record as it is', async () => {
    const before = records().map(({ weight: _, ...record }) => record);
    await steps.perform(shift);
    expect(records().map(({ weight: _, ...record }) => record)).toEqual(before);
  });

  it('halt where the target fails too many requests, and go back to the last share that held', async () => {
    const begunAt = steps.world.now;
    const begun = await steps.perform(shift);
    let remembered = begun.state === 'begun' ? begun.remember : {};
    let halted = await steps.check(shift, { begunAt, remembered });
    for (; halted.state === 'not-yet' && steps.world.now < begunAt + 2_000_000; remembered = halted.remember) {
      steps.pass(10);
      if ((await shares()).at(-1) === 10) errors = 4.321;
      halted = await steps.check(shift, { begunAt, remembered });
      if (halted.state !== 'not-yet') break;
    }
    expect(halted).toMatchObject({
      state: 'failed',
      sentence:
        'Halted at 10 % in us-west-2: 4.33 % of the requests in us-west-2 fail, more than 1 %. It went back to 1 %.',
      next: expect.stringContaining('goes on from the share it stands at'),
    });
    expect(await shares()).toEqual([1, 10, 1]);
  });

  it('halt and stay where the plan says so; performed again they hold that share before they go on', async () => {
    setWeights(90, 10);
    steps.pass(60);
    const staying = { ...shift, onHalt: 'stay' } as const;
    const begun = await steps.perform(staying);
    expect(begun).toMatchObject({ state: 'begun', sentence: 'us-west-2 has 10 % already, which is held from now on.' });
    steps.world.injectFault({ kind: 'region-cut-off', region: 'us-west-2' });
    const remembered = begun.state === 'begun' ? begun.remember : {};
    expect(await steps.check(staying, { begunAt: steps.world.now, remembered })).toMatchObject({
      state: 'failed',
      sentence: expect.stringMatching(/^Halted at 10 % in us-west-2: .* fails: .* It stays there\.$/),
    });
    expect(await shares()).toEqual([]);
    steps.world.healFaults({});
    expect(await steps.readBack(staying)).toMatchObject({ verdict: 'under-way' });
    expect(await steps.run(staying, 3000)).toMatchObject({ state: 'done' });
    expect(await shares()).toEqual([50, 100]);
  });

  it('go on where they were when nobody wrote down the last stage', async () => {
    await steps.perform(shift);
    setWeights(90, 10);
    const seen = await steps.check(shift, { begunAt: steps.world.now, remembered: { stage: 0, askedAt: 1 } });
    expect(seen).toMatchObject({ state: 'not-yet', remember: { stage: 1, heldSince: steps.world.now } });
  });

  it('are not shifted on while the share of errors is not known: that halts them in the end', async () => {
    errors = 'unread';
    expect(await steps.run(shift, 2000)).toMatchObject({
      state: 'failed',
      sentence: expect.stringMatching(
        /^Halted at 1 % .*the share of errors in us-west-2 since then is not known\. It went back to 0 %\.$/,
      ),
    });
    expect(await shares()).toEqual([1, 0]);
  });

  it('are led to nobody of whose alarms nothing was ever read: that no alarm is known is no alarm that is green', async () => {
    alarmsAreKnown = false;
    expect(await steps.perform(shift)).toMatchObject({
      state: 'refused',
      sentence: expect.stringContaining('which alarms are its own in us-west-2 is not known'),
    });
    expect(await shares()).toEqual([]);
  });

  it('are not halted by the lag of a copy out of a region that is given up, and are by it where a move gives nothing up', async () => {
    copyIsMeasured = true;
    steps.world.injectFault({ kind: 'metrics-lost', region: 'us-west-2', namespace: 'AWS/RDS' });
    steps.pass(900);
    expect(await steps.perform(shift, { mode: 'graceful' })).toMatchObject({
      state: 'refused',
      sentence: expect.stringContaining('in alarm in us-west-2: checkout-usw2-replication-lag'),
    });
    expect(await steps.perform(shift, { mode: 'ungraceful' })).toMatchObject({ state: 'begun' });
  });

  it('are not shifted on by a share of errors that was read long ago', async () => {
    const begun = await steps.perform({ ...shift, holdSeconds: 600 });
    expect(begun).toMatchObject({ state: 'begun' });
    steps.pass(1200);
    age = 600;
    const heldSince = steps.world.now - 1_100_000;
    const remembered = { stage: 0, askedAt: heldSince, heldSince };
    const proof = await steps.check({ ...shift, holdSeconds: 600 }, { remembered });
    expect(proof.sentence).toContain('the share of errors in us-west-2 since then is not known');
    expect(await shares()).toEqual([1]);
  });

  it('are described by a dry run that changes nothing, and so is what stands in its way', async () => {
    expect(await steps.dryRun(shift)).toMatchObject({
      wouldHappen: [
        expect.stringMatching(
          /^It would call route53:ChangeResourceRecordSets in us-east-1, a control plane, for 1 %, 10 %, 50 % and 100 %/,
        ),
      ],
      inTheWay: [],
    });
    steps.world.injectFault({ kind: 'endpoint-hangs', service: 'route53', region: 'us-east-1' });
    expect((await steps.dryRun(shift)).inTheWay[0]).toContain('route53:ListResourceRecordSets');
    expect(await steps.effects()).toEqual([]);
  });

  it('that a plan looks for elsewhere, or that others take users from, are refused', async () => {
    expect(await steps.perform({ ...shift, toSet: 'checkout-euw1' })).toMatchObject({
      state: 'refused',
      sentence: expect.stringContaining('has no weighted records checkout-use1 and checkout-euw1'),
    });
    expect(await steps.perform({ ...shift, zoneId: 'Z0OTHER' })).toMatchObject({ state: 'refused' });
    setWeights(0, 0);
    expect(await steps.perform(shift)).toMatchObject({
      state: 'refused',
      sentence: expect.stringContaining('Every weight of checkout.acme.example is 0'),
    });
    expect(await steps.effects()).toEqual([]);
  });

  it('that are denied name the action, the account and the role, and stay as they are', async () => {
    steps.world.injectFault({ kind: 'access-denied', action: `route53:${operation}` });
    expect(await steps.perform(shift)).toMatchObject({
      state: 'refused',
      sentence: expect.stringMatching(
        /^route53:ChangeResourceRecordSets in us-east-1 \(account 111122223333\) was denied to the role arn:aws:iam::111122223333:role\/antipode-failover\. Nothing was changed\.$/,
      ),
    });
    expect(weights()).toEqual([
      ['checkout-use1', 100],
      ['checkout-usw2', 0],
    ]);
  });

  it('that AWS accepts and does not change fail, with what they read', async () => {
    steps.world.injectFault({ kind: 'changes-ignored', service: 'route53' });
    expect(await steps.run(shift)).toMatchObject({
      state: 'failed',
      sentence:
        'checkout.acme.example was to be shifted, and yet checkout-usw2 has the weight 0 and checkout-use1 100.',
    });
    expect(await steps.readBack(shift)).toMatchObject({ verdict: 'did-not-happen' });
  });

  it('whose answer was lost are read back, and held before anything else', async () => {
    steps.world.injectFault({ kind: 'answers-lost', operation });
    expect(await steps.perform(shift)).toMatchObject({ state: 'unknown' });
    expect(await steps.readBack(shift)).toMatchObject({ verdict: 'under-way' });
    expect(weights()).toEqual([
      ['checkout-use1', 99],
      ['checkout-usw2', 1],
    ]);
  });
});
