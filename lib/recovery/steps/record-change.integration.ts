import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { accountId, sampleSpecs } from './testing/sample-specs';
import { type StepWorld, sampleOf, startStepWorld } from './testing/step-world';

const change = sampleOf(sampleSpecs, 'record-change');
const operation = 'ChangeResourceRecordSets';
/** The regional name of media's primary region, the only record of its name. */
const simple = {
  ...change,
  name: 'use1.media.acme.example',
  turn: { by: 'name', hostname: 'usw2.media.acme.example' },
} as const;

let steps: StepWorld;
beforeEach(async () => {
  steps = await startStepWorld();
});
afterEach(() => steps.stop());

const recordsOf = (name: string) =>
  steps.world.hostedZones(accountId)[0]?.records.filter((record) => record.name === name && record.type === 'A') ?? [];
const roles = () => recordsOf(change.name).map(({ setIdentifier, failover }) => [setIdentifier, failover]);
const asTheyWere = [
  ['checkout-use1', 'PRIMARY'],
  ['checkout-usw2', 'SECONDARY'],
];

describe('a record that is changed as the last resort', () => {
  it('of a failover pair becomes the primary one in one batch, believed when the change has propagated', async () => {
    const before = recordsOf(change.name).map(({ failover: _, ...record }) => record);
    const done = await steps.run(change);
    expect(done).toMatchObject({
      state: 'done',
      sentence: expect.stringMatching(/checkout-usw2 \(primary\) .*: change C[0-9A-F]+ is in sync\.$/),
    });
    expect(roles()).toEqual([
      ['checkout-use1', 'SECONDARY'],
      ['checkout-usw2', 'PRIMARY'],
    ]);
    expect(recordsOf(change.name).map(({ failover: _, ...record }) => record)).toEqual(before);
    const effects = await steps.effects();
    expect(effects).toHaveLength(1);
    expect(effects[0]).toMatchObject({ operation, region: 'us-east-1', role: 'antipode-failover', outcome: 'ok' });
    expect(await steps.perform(change)).toMatchObject({
      state: 'done',
      sentence: expect.stringContaining('Already so'),
    });
    expect(await steps.effects()).toHaveLength(1);
  });

  it('alone of its name leads to the regional name of the target', async () => {
    expect(await steps.run(simple)).toMatchObject({ state: 'done' });
    expect(recordsOf(simple.name)).toMatchObject([{ alias: { dnsName: 'usw2.media.acme.example' } }]);
    expect(await steps.readBack(simple)).toMatchObject({ verdict: 'under-way' });
  });

  it('cannot be changed while us-east-1 is gone: that is not known, or refused, and nothing is done', async () => {
    steps.world.injectFault({ kind: 'region-outage', region: 'us-east-1' });
    expect(await steps.perform(change)).toMatchObject({ state: 'refused' });
    expect(await steps.readBack(change)).toMatchObject({ verdict: 'unknown' });
    expect(roles()).toEqual(asTheyWere);
  });

  it('is described by a dry run that changes nothing, and so is what stands in its way', async () => {
    expect(await steps.dryRun(change)).toMatchObject({
      wouldHappen: [
        expect.stringMatching(
          /^It would call route53:ChangeResourceRecordSets in us-east-1, a control plane: of checkout\.acme\.example checkout-usw2 is the primary record and checkout-use1 the secondary one; now /,
        ),
      ],
      inTheWay: [],
    });
    const { inTheWay } = await steps.dryRun({ ...simple, name: 'checkout.acme.example' });
    expect(inTheWay).toEqual([expect.stringContaining('it has no simple record')]);
    expect(await steps.effects()).toEqual([]);
  });

  it('that a plan looks for in a wrong region or zone is refused', async () => {
    const wrong = { ...change, turn: { by: 'failover', fromSet: 'checkout-use1', toSet: 'checkout-euw1' } } as const;
    expect(await steps.perform(wrong)).toMatchObject({
      state: 'refused',
      sentence: expect.stringContaining('checkout-use1 and checkout-euw1 are no failover pair there'),
    });
    expect(await steps.perform({ ...change, zoneId: 'Z0OTHER' })).toMatchObject({ state: 'refused' });
    expect(await steps.effects()).toEqual([]);
  });

  it('that is denied names the action, the account and the role', async () => {
    steps.world.injectFault({ kind: 'access-denied', action: `route53:${operation}` });
    expect(await steps.perform(change)).toMatchObject({
      state: 'refused',
      sentence: expect.stringContaining('was denied to the role arn:aws:iam::111122223333:role/antipode-failover'),
    });
    expect(roles()).toEqual(asTheyWere);
  });

  it('that AWS accepts and does not change fails, with what the records read', async () => {
    steps.world.injectFault({ kind: 'changes-ignored', service: 'route53' });
    expect(await steps.run(change)).toMatchObject({
      state: 'failed',
      sentence: expect.stringMatching(/^AWS accepted the change, and yet .*checkout-use1 \(primary\)/),
    });
    expect(await steps.readBack(change)).toMatchObject({ verdict: 'did-not-happen' });
  });

  it('whose answer was lost is read back as changed, and waited for', async () => {
    steps.world.injectFault({ kind: 'answers-lost', operation });
    expect(await steps.perform(change)).toMatchObject({ state: 'unknown' });
    expect(await steps.readBack(change)).toMatchObject({ verdict: 'under-way' });
    expect(await steps.effects()).toHaveLength(1);
  });
});
