import { describe, expect, test } from 'vitest';
import type { DistributionDescription, Entity, SecretDescription, WorkloadEntity } from '../entities';
import { toMissing } from '../observe';
import { calmFleetEntities, regionDownEntities } from '../testing/sample-entities';
import {
  answeredAt,
  declaredWorkload,
  deployedDistribution,
  distributionWith,
  enabledKey,
  keyIn,
  secretIn,
  secretPrimary,
  secretReplica,
} from '../testing/sample-needs';
import { deriveFindings } from './derive-findings';

const now = Date.parse('2026-11-20T12:10:37Z');
const codes = ['secret-out-of-sync', 'key-missing', 'distribution-disabled', 'origins-in-one-region'];

/** The sample workloads with what they declare beside their stores. */
function declaring(entities: readonly Entity[]): readonly Entity[] {
  const declared = ({ workload }: WorkloadEntity) => {
    const { secrets, keys, distributions } = declaredWorkload(workload.id);
    return { ...workload, secrets: secrets ?? [], keys: keys ?? [], distributions: distributions ?? [] };
  };
  return entities.map((entity) => (entity.kind === 'workload' ? { ...entity, workload: declared(entity) } : entity));
}

function findingsOf(needs: readonly Entity[], fleet = calmFleetEntities(now)) {
  return deriveFindings([...declaring(fleet), ...needs], now).filter(({ code }) => codes.includes(code));
}

const seen = (value: SecretDescription | 'absent') => answeredAt<SecretDescription | 'absent'>(value, now);
const failing = [
  secretIn('us-east-1', seen(secretPrimary('failed', 'Access to KMS is not allowed')), 'checkout/payment-api'),
  secretIn('us-west-2', seen('absent'), 'checkout/payment-api'),
];

describe('a secret that would be missed', () => {
  test('is named with the region, AWS’s words and what a failover would come upon', () => {
    const [finding, ...others] = findingsOf(failing);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      code: 'secret-out-of-sync',
      severity: 'warning',
      region: 'us-west-2',
      workloadId: 'checkout',
      sentence: 'checkout/payment-api has no working copy in us-west-2: Failed, Access to KMS is not allowed',
      since: now - 60_000,
    });
    expect(finding?.evidence).toEqual([
      'secretsmanager:DescribeSecret in us-east-1 at 12:09:37 UTC',
      'secretsmanager:DescribeSecret in us-west-2 at 12:09:37 UTC',
      'us-west-2 itself has no secret of this name',
      'After a failover to us-west-2 Checkout would not find it',
    ]);
  });

  test('stays when the primary’s region is lost, with what it said last: that is when it matters', () => {
    const down = regionDownEntities(now, { failedFor: 700 });
    expect(findingsOf(failing, down)[0]?.sentence).toBe(
      'checkout/payment-api has no working copy in us-west-2: us-west-2 has no such secret; ' +
        'us-east-1 said last: Failed, Access to KMS is not allowed',
    );
    const bothSilent = findingsOf(failing.slice(0, 1), down);
    expect(bothSilent[0]?.sentence).toMatch(/Failed, Access to KMS is not allowed, last known$/);
  });

  test('is none while it is in sync, under way, or simply not known', () => {
    for (const east of [
      seen(secretPrimary('in-sync')),
      seen(secretPrimary('in-progress')),
      toMissing<SecretDescription | 'absent'>('denied', now),
    ]) {
      expect(findingsOf([secretIn('us-east-1', east), secretIn('us-west-2', seen(secretReplica))])).toEqual([]);
    }
  });
});

test('a key that a region lacks is named with whose data could not be read there', () => {
  const keys = [
    keyIn('us-east-1', answeredAt(enabledKey, now)),
    keyIn('us-west-2', answeredAt('absent' as const, now)),
  ];
  expect(findingsOf(keys)).toMatchObject([
    {
      code: 'key-missing',
      severity: 'warning',
      sentence: 'alias/checkout has no usable copy in us-west-2: us-west-2 has no key of this alias',
    },
  ]);
});

describe('a distribution', () => {
  const findingsWith = (change: Partial<DistributionDescription>) => {
    const described = { ...deployedDistribution, ...change };
    return findingsOf([distributionWith(answeredAt<DistributionDescription | 'absent'>(described, now))]);
  };

  test('that is disabled names the users it leaves without an answer', () => {
    expect(findingsWith({})).toEqual([]);
    expect(findingsWith({ enabled: false })).toMatchObject([
      {
        code: 'distribution-disabled',
        sentence: 'Distribution E1STOREFRONT01 is disabled: users of static.acme.example get nothing from it',
      },
    ]);
  });

  test('with all its origins in one region falls with it; one that leads anywhere proves nothing', () => {
    const one = findingsWith({ origins: ['use1.storefront.acme.example'] });
    expect(one).toMatchObject([{ code: 'origins-in-one-region', region: 'us-east-1' }]);
    expect(findingsWith({ origins: ['use1.storefront.acme.example', 'origin.acme.example'] })).toEqual([]);
  });
});
