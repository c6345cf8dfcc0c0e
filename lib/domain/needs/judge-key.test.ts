import { describe, expect, test } from 'vitest';
import type { KeyDescription } from '../entities';
import type { Observation } from '../observation';
import { toMissing } from '../observe';
import { judgedAt } from '../testing/arbitraries';
import { answeredAt, declaredWorkload, enabledKey, keyIn } from '../testing/sample-needs';
import type { JudgedAt } from './described';
import { judgeKey } from './judge-key';

const checkout = declaredWorkload('checkout');
const noneDark: JudgedAt = { isDark: () => false, now: judgedAt };
const seen = (value: KeyDescription | 'absent') => answeredAt<KeyDescription | 'absent'>(value, judgedAt);

function judge(
  east: Observation<KeyDescription | 'absent'>,
  west: Observation<KeyDescription | 'absent'>,
  at = noneDark,
) {
  return judgeKey('alias/checkout', checkout, [keyIn('us-east-1', east), keyIn('us-west-2', west)], at);
}
const statesOf = (...given: Parameters<typeof judge>) => judge(...given).map(({ state }) => state);

describe('a key', () => {
  test('is usable where it is enabled and the same as at home', () => {
    expect(judge(seen(enabledKey), seen(enabledKey)).map(({ sentence }) => sentence)).toEqual([
      'Enabled, multi-Region primary',
      'Enabled, copy of us-east-1',
    ]);
  });

  test('is missing where the region has none', () => {
    expect(statesOf(seen(enabledKey), seen('absent'))).toEqual(['usable', 'absent']);
  });

  test.each(['Disabled', 'PendingDeletion', 'PendingReplicaDeletion', 'Unavailable', 'Creating'])(
    'that is %s cannot be used',
    (state) => expect(statesOf(seen(enabledKey), seen({ ...enabledKey, state }))).toEqual(['usable', 'unusable']),
  );

  test('that is being updated can be used', () => {
    expect(statesOf(seen({ ...enabledKey, state: 'Updating' }), seen(enabledKey))).toEqual(['usable', 'usable']);
  });

  test('of the same alias and another id decrypts nothing that came from home', () => {
    const other = { keyId: 'own', state: 'Enabled', multiRegion: 'none' } as const;
    expect(statesOf(seen(enabledKey), seen(other))).toEqual(['usable', 'other-key']);
    expect(statesOf(seen({ ...other, keyId: 'east' }), seen(other))).toEqual(['usable', 'other-key']);
  });

  test('whose state AWS does not give, or whose region is silent or dark, is unknown', () => {
    expect(statesOf(seen({ ...enabledKey, state: 'unknown' }), toMissing('denied', judgedAt))).toEqual([
      'unknown',
      'unknown',
    ]);
    const dark = { isDark: (region: string) => region === 'us-west-2', now: judgedAt };
    expect(judge(seen(enabledKey), seen(enabledKey), dark)[1]).toMatchObject({
      state: 'unknown',
      lastKnown: { state: 'usable' },
    });
    const later = { ...noneDark, now: judgedAt + 3_600_000 };
    expect(statesOf(seen(enabledKey), seen(enabledKey), later)).toEqual(['unknown', 'unknown']);
  });
});
