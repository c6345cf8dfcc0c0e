import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SecretDescription } from '../entities';
import { missingReasons, type Observation } from '../observation';
import { toMissing, toObserved } from '../observe';
import { judgedAt } from '../testing/arbitraries';
import { answeredAt, declaredWorkload, secretIn, secretPrimary, secretReplica } from '../testing/sample-needs';
import type { JudgedAt } from './described';
import { judgeSecret } from './judge-secret';

const checkout = declaredWorkload('checkout');
const noneDark: JudgedAt = { isDark: () => false, now: judgedAt };
const name = 'checkout/database';
const seen = (value: SecretDescription | 'absent') => answeredAt<SecretDescription | 'absent'>(value, judgedAt);
const silent: Observation<SecretDescription | 'absent'> = toMissing('timed-out', judgedAt);

function standbyOf(
  east: Observation<SecretDescription | 'absent'>,
  west: Observation<SecretDescription | 'absent'>,
  at = noneDark,
) {
  const [home, standby] = judgeSecret(name, checkout, [secretIn('us-east-1', east), secretIn('us-west-2', west)], at);
  if (home === undefined || standby === undefined) throw new Error('Checkout has two regions.');
  return { home, standby };
}

describe('a copy of a secret', () => {
  test('is in sync only while the primary says so and the region itself has it', () => {
    const { home, standby } = standbyOf(seen(secretPrimary('in-sync')), seen(secretReplica));
    expect(home).toMatchObject({ state: 'primary', role: 'primary' });
    expect(standby).toMatchObject({
      state: 'in-sync',
      sentence: 'us-east-1 says so, and us-west-2 has it',
      isThere: true,
    });
  });

  test('that the primary calls in sync is not there while its region says otherwise', () => {
    const { standby } = standbyOf(seen(secretPrimary('in-sync')), seen('absent'));
    expect(standby).toMatchObject({ state: 'absent', isThere: false });
    expect(standby.sentence).toBe('us-east-1 names a copy there, and us-west-2 has no such secret');
  });

  test('that failed says so in AWS’s words, whether or not the region has an older value', () => {
    const failed = secretPrimary('failed', 'Access to KMS is not allowed');
    expect(standbyOf(seen(failed), seen('absent')).standby).toMatchObject({
      state: 'failed',
      sentence: 'Access to KMS is not allowed',
      isThere: false,
    });
    expect(standbyOf(seen(failed), seen(secretReplica)).standby).toMatchObject({ state: 'failed', isThere: true });
    expect(standbyOf(seen(secretPrimary('failed')), silent).standby.sentence).toBe('AWS gives no reason');
  });

  test('is unknown, not in sync, while one of both ends does not tell', () => {
    const withoutTarget = standbyOf(seen(secretPrimary('in-sync')), silent).standby;
    expect(withoutTarget).toMatchObject({
      state: 'unknown',
      sentence: 'In sync as us-east-1 says; us-west-2 does not tell',
    });
    const withoutPrimary = standbyOf(silent, seen(secretReplica)).standby;
    expect(withoutPrimary).toMatchObject({ state: 'unknown', home: 'us-east-1' });
    expect(withoutPrimary.sentence).toBe('us-west-2 has it; whether it is in sync only us-east-1 knows');
  });

  test('is unknown where AWS gives a state we do not know', () => {
    expect(standbyOf(seen(secretPrimary('unknown')), seen(secretReplica)).standby.state).toBe('unknown');
  });

  test('of a region that is dark keeps what was last known, and does not count as known', () => {
    const dark = { isDark: (region: string) => region === 'us-east-1', now: judgedAt };
    const { standby, home } = standbyOf(seen(secretPrimary('in-sync')), seen(secretReplica), dark);
    expect(standby).toMatchObject({ state: 'unknown', lastKnown: { state: 'in-sync' } });
    expect(home).toMatchObject({ state: 'unknown', lastKnown: { state: 'primary' } });
    expect(standby.heard.map(({ region, freshness }) => [region, freshness])).toEqual([
      ['us-east-1', 'late'],
      ['us-west-2', 'live'],
    ]);
  });

  test('under way is neither trouble nor done', () => {
    expect(standbyOf(seen(secretPrimary('in-progress')), seen('absent')).standby.state).toBe('in-progress');
  });

  test('that is a secret of its own is not kept in step by anything', () => {
    const own = { primaryRegion: 'us-west-2', replicas: [] };
    expect(standbyOf(seen({ ...secretReplica, primaryRegion: 'us-east-1' }), seen(own)).standby.state).toBe('separate');
  });

  test('nobody was asked about is unknown, and nothing was known before', () => {
    for (const copy of judgeSecret(name, checkout, [], noneDark)) {
      expect(copy).toMatchObject({ state: 'unknown', lastKnown: 'none', isThere: 'unknown' });
    }
  });

  test('is never called in sync or primary from what is missing, stale or dark', () => {
    const value = fc.constantFrom<SecretDescription | 'absent'>(
      'absent',
      secretReplica,
      secretPrimary('in-sync'),
      secretPrimary('failed', 'x'),
    );
    const old = value.map((one) => toObserved(one, judgedAt - 5_000_000, judgedAt - 5_000_000, 'aws-api'));
    const gone = fc
      .tuple(fc.constantFrom(...missingReasons), value)
      .map(([reason, one]) => toMissing(reason, judgedAt, toObserved(one, judgedAt - 10_000, judgedAt, 'aws-api')));
    const unheard = fc.oneof(old, gone);
    fc.assert(
      fc.property(unheard, unheard, (east, west) => {
        const { home, standby } = standbyOf(east, west);
        expect([home.state, standby.state]).toEqual(['unknown', 'unknown']);
      }),
    );
  });
});
