import { expect, it } from 'vitest';
import { type StepSpec, stepKinds } from '@/lib/domain/recovery/step';
import { factsOf } from './registry';
import { sampleSpecs } from './testing/sample-specs';

const context = { source: 'us-east-1', target: 'us-west-2' };
const facts = (spec: StepSpec) => factsOf(spec, context);

it('every kind of step has a sample here', () => {
  expect(sampleSpecs.map(({ kind }) => kind).sort()).toEqual([...stepKinds].sort());
});

it.each(sampleSpecs.map((spec) => [spec.kind, spec] as const))(
  '%s: what is said of it agrees with itself',
  (_kind, spec) => {
    const { calls, changes, wayBack, permissions, expected, regionsNeeded, plane, anyOf } = facts(spec);
    const effects = calls.filter(({ changesSomething }) => changesSomething);
    expect(changes === 'nothing').toBe(effects.length === 0);
    if (effects.length > 0) expect(wayBack).not.toBe('none-needed');
    const asked = calls.map(({ action }) => action).filter((action) => !/^(http|dns):/.test(action));
    expect([...permissions].sort()).toEqual([...new Set(asked)].sort());
    expect(permissions.every((action) => /^[a-z0-9-]+:[A-Z]\w+$/.test(action))).toBe(true);
    expect(expected.p50).toBeLessThanOrEqual(expected.p90);
    expect(expected.because).not.toBe('');
    if (asked.length > 0) expect(plane).not.toBe('none');
    if (plane === 'control' && spec.kind !== 'fence-writer') expect(regionsNeeded).not.toEqual([]);
    if (anyOf !== undefined) expect(anyOf).toHaveLength(5);
  },
);

it('a failover of Aurora needs the target alone and is asked for there, a switchover both, in the region that writes', () => {
  const move = { accountId: '111122223333', globalCluster: 'checkout-global', from: 'us-east-1', to: 'us-west-2' };
  const failover = facts({ kind: 'aurora-failover', ...move });
  const switchover = facts({ kind: 'aurora-switchover', ...move });
  const effect = ({ calls }: typeof failover) => calls.find(({ changesSomething }) => changesSomething);
  expect(failover.regionsNeeded).toEqual(['us-west-2']);
  expect(effect(failover)).toMatchObject({ endpointRegion: 'us-west-2', parameters: { AllowDataLoss: 'true' } });
  expect(failover.calls.every(({ endpointRegion }) => endpointRegion === 'us-west-2')).toBe(true);
  expect(switchover.regionsNeeded).toEqual(['us-east-1', 'us-west-2']);
  expect(effect(switchover)).toMatchObject({ action: 'rds:SwitchoverGlobalCluster', endpointRegion: 'us-east-1' });
});

it('the promotion of a read replica needs the target alone, and says that there is no way back but to build anew', () => {
  const names = { instance: 'index-usw2', follows: 'index-use1', declaredAs: 'replica' } as const;
  const promotion = facts({ kind: 'rds-promote', accountId: '1', ...names, from: 'us-east-1', to: 'us-west-2' });
  expect(promotion).toMatchObject({ plane: 'control', regionsNeeded: ['us-west-2'], idempotency: 'conditional' });
  expect(promotion.calls.every(({ endpointRegion }) => endpointRegion === 'us-west-2')).toBe(true);
  expect(promotion.wayBack).toMatch(/^None: a promotion is for good\. .*which takes hours/);
  expect(promotion.expected).toMatchObject({
    source: 'aws-documents',
    because: expect.stringContaining('RDS user guide'),
  });
});

it('what runs have taken before is preferred to what is written of such steps; what a person decides has no figure', () => {
  const measured = { p50: 71, p90: 93, source: 'measured', because: '4 runs, newest 12 d ago' } as const;
  for (const spec of sampleSpecs) {
    const { expected } = factsOf(spec, { ...context, measured: () => measured });
    if (spec.kind === 'approval' || spec.kind === 'manual-task') expect(expected.source).toBe('undecided');
    else if (spec.kind === 'wait') expect(expected.source).toBe('declared');
    else expect(expected).toEqual(measured);
  }
});

it('no step reads or turns anything at an endpoint of the region being left, unless that is its business', () => {
  // Records are changed in us-east-1 and nowhere else.
  // What is built anew or deleted is where the workload was.
  const rearming = ['rds-create-replica', 'clean-up'];
  const there = ['fence-writer', 'aurora-switchover', 'weighted-shift', 'record-change', ...rearming];
  const leaving = sampleSpecs.filter((spec) => !there.includes(spec.kind));
  for (const spec of leaving) {
    expect(
      facts(spec).calls.map(({ endpointRegion }) => endpointRegion),
      spec.kind,
    ).not.toContain('us-east-1');
  }
});
