import { describe, expect, test } from 'vitest';
import { Gallery } from '../testing/gallery';
import { toMarkup } from '../testing/to-markup';

async function pageOf(subject: string, state = 'calm'): Promise<string> {
  const markup = await toMarkup(<Gallery page="costs" subject={subject} state={state} history />);
  // Comments are between pieces of text that stand as one.
  return markup.replaceAll('<!-- -->', '').replaceAll('&#x27;', "'");
}

/** Every amount in dollars within the element with a test id, in cents. */
function cents(markup: string, testId: string): readonly number[] {
  const [, after = ''] = markup.split(`data-testid="${testId}"`);
  const [table = ''] = after.split('</table>');
  const amounts = table.matchAll(/text-right[^>]*>(-?)\$([\d,]+)\.(\d\d)</g);
  return [...amounts].map(([, sign, whole = '', rest = '']) => Number(`${sign}${whole.replaceAll(',', '')}${rest}`));
}

describe('the page of costs', () => {
  test('says how much of the month is billed, and what it is compared over', async () => {
    const markup = await pageOf('calm');
    expect(markup).toContain('24 of 31 days billed');
    expect(markup).toContain('over the same 24 days of both');
    expect(markup).toMatch(/\$[\d,]+\.\d\d est\./);
    expect(markup).not.toMatch(/stale/i);
  });

  test('names the days the bill has nothing of, and draws none of them as nothing', async () => {
    const markup = await pageOf('missing-days');
    expect(markup).toContain('22 of 31 days billed');
    expect(markup).toContain('nothing on the bill: 3–4');
    expect(markup).toContain('without 2 days that nothing is known of');
    expect(markup).toContain('Hatched: no figure for 3 August 2026, 4 August 2026.');
  });

  test('of a month without a line says that nothing is billed yet: no filter hides it, and it is no cost of zero', async () => {
    const markup = await pageOf('nothing-billed');
    expect(markup).toContain('Nothing of August 2026 is billed yet');
    expect(markup).not.toContain('filter-hides-all');
    expect(markup).not.toContain('$0.00');
    // With a filter it may be the filter.
    expect(await pageOf('nothing-billed:region=us-east-1')).toContain('filter-hides-all');
  });

  test('has lines that add up to the total under them, with credits below zero', async () => {
    const markup = await pageOf('credits:by=recordType');
    const amounts = cents(markup, 'cost-rows-USD');
    const total = amounts.at(-1);
    expect(amounts.length).toBeGreaterThanOrEqual(4);
    expect(amounts.some((one) => one < 0)).toBe(true);
    expect(amounts.slice(0, -1).reduce((sum, one) => sum + one, 0)).toBe(total);
    expect(markup).toContain('a credit');
  });

  test('splits the bill into parts that add up to the same total as the bill', async () => {
    const markup = await pageOf('calm');
    const rows = cents(markup, 'cost-rows-USD');
    expect(cents(markup, 'purposes-USD').at(-1)).toBe(rows.at(-1));
    expect(markup).toContain('Not assigned to a workload: no value of the cost allocation tag workload');
    expect(markup).toContain('no rule says what this usage type is paid for');
  });

  test('keeps currencies apart, each by its own name', async () => {
    const markup = await pageOf('other-currency');
    expect(markup).toContain('currencies are never added');
    expect(markup).toMatch(/CNY [\d,]+\.\d\d/);
    expect(markup).toContain('data-testid="cost-total-USD"');
    expect(markup).toContain('data-testid="cost-total-CNY"');
  });

  test('of an account without Cost Explorer says which setting and which permission it needs', async () => {
    const markup = await pageOf('not-set-up');
    expect(markup).toContain('data-testid="not-set-up"');
    expect(markup).toContain('ce:GetCostAndUsage');
    expect(markup).not.toContain('cost-rows');
  });

  test('keeps the last bill while us-east-1 is away, dated and with the reason', async () => {
    const markup = await pageOf('away');
    expect(markup).toContain('Cost Explorer answers in us-east-1 alone');
    expect(markup).toContain('It is shown as of');
    expect(markup).toContain('data-testid="cost-rows-USD"');
  });

  test('says what cannot be told together instead of guessing it', async () => {
    expect(await pageOf('calm:by=usageType&service=Amazon+DynamoDB')).toContain(
      'service and usage type are not read together',
    );
  });

  test('leaves a standby alone whatever AWS advises, and what it does not know as well', async () => {
    const markup = await pageOf('calm');
    expect(markup).toContain('Leave it: it is a standby, and idle by design');
    expect(markup).toContain('Leave it: whether it is a standby is not known');
  });

  test('lists budgets, the worst first, and none as kept that cannot be measured', async () => {
    const markup = await pageOf('calm', 'budgets');
    const states = [...markup.matchAll(/data-spending="([a-z-]+)"/g)].map(([, state]) => state);
    expect(states).toEqual(['over', 'forecast-over', 'nearly-spent', 'not-measured', 'not-measured', 'within']);
    expect(markup).toContain('the bill of account 444455556666 is not in it');
  });

  test('knows nothing before a bill was read, and says so', async () => {
    expect(await pageOf('unread')).toContain('data-testid="no-bills"');
  });
});
