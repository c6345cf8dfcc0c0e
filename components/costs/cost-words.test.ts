import { expect, test } from 'vitest';
import { nothingBilledWords } from './cost-words';

const day = (name: string, state: 'absent' | 'not-read') => ({ day: `2026-12-${name}`, state });
const read = { by: 'day', billedDays: 0, daysInMonth: 31, without: [], estimated: false } as const;

test('a month without a line is billed nothing only as far as it was read', () => {
  const absent = { ...read, days: [day('01', 'absent')] };
  expect(nothingBilledWords('December 2026', absent)).toMatch(
    /^Nothing of December 2026 is billed yet, which is no cost/,
  );
  expect(nothingBilledWords('December 2026', { ...absent, without: ['444455556666'] })).toMatch(
    /Nothing is known of account 444455556666\.$/,
  );
  expect(nothingBilledWords('December 2026', { ...read, days: [day('01', 'absent'), day('02', 'not-read')] })).toBe(
    'Nothing is known yet of what December 2026 cost: 1 day of it not read.',
  );
  expect(nothingBilledWords('December 2026', { ...read, by: 'none', days: [] })).not.toContain('billed');
});
