import { expect, test } from 'vitest';
import { toMarkup } from '../testing/to-markup';
import { MonthCosts } from './month-costs';

const now = Date.parse('2026-12-01T00:30:00Z');

test('a month of which nothing is billed yet has no amount, least of all zero, and says when that was read', async () => {
  const costs = { month: '2026-12', byRegion: [], asOf: now - 600_000, estimated: true };
  const markup = await toMarkup(<MonthCosts costs={costs} known={[]} now={now} simulated />);
  expect(markup).toContain('Nothing of December 2026 is billed yet.');
  expect(markup).toMatch(/not known, read \d+ Dec/);
  expect(markup).not.toContain('$');
});
