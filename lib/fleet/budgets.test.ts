import { expect, test } from 'vitest';
import { parseFleetFile } from './parse-fleet-file';

const rules = { simulatedAccounts: 'not-simulated' } as const;

function parse(budgets: string) {
  return parseFleetFile(
    `version: 1
name: Shop
hostedZone: acme.example
accounts:
  - { id: "111122223333", name: shop }
budgets:
${budgets}
regions:
  - code: us-east-1
  - code: us-west-2
workloads:
  - id: checkout
    tier: 0
    strategy: warm-standby
    owner: payments
    regions: { us-east-1: primary, us-west-2: standby }
`,
    rules,
  );
}

test('a budget is of the fleet unless it names an account or a workload', () => {
  const parsed = parse(`  - { id: all, amount: 60000 }
  - { id: shop, account: "111122223333", amount: 1000.5, currency: CNY }
  - { id: own, workload: checkout, amount: 7, warn: 50 }`);
  if (parsed.state === 'broken') throw new Error(JSON.stringify(parsed.problems));
  expect(parsed.fleet.budgets).toEqual([
    { id: 'all', of: { kind: 'fleet' }, amount: '60000', currency: 'USD', warnPercent: 80 },
    {
      id: 'shop',
      of: { kind: 'account', accountId: '111122223333' },
      amount: '1000.5',
      currency: 'CNY',
      warnPercent: 80,
    },
    { id: 'own', of: { kind: 'workload', workloadId: 'checkout' }, amount: '7', currency: 'USD', warnPercent: 50 },
  ]);
});

test.each([
  ['{ id: a, workload: nobody, amount: 1 }', 'names a workload that is not declared'],
  ['{ id: a, account: "999999999999", amount: 1 }', 'names an account that is not declared'],
  ['{ id: a, account: "111122223333", workload: checkout, amount: 1 }', 'cannot stand beside account'],
  ['{ id: a, amount: 0 }', 'above 0'],
  ['{ id: a, amount: "12" }', 'an amount a calendar month'],
  ['{ id: a, amount: 1, currency: usd }', 'three capital letters'],
  ['{ id: a, amount: 1, warn: 101 }', 'from 1 to 100'],
])('a budget that cannot be kept is refused with its place: %s', (budget, message) => {
  const parsed = parse(`  - ${budget}`);
  expect(parsed.state === 'broken' ? parsed.problems : []).toMatchObject([
    { line: 7, message: expect.stringContaining(message) },
  ]);
});

test('two budgets have two names', () => {
  const parsed = parse('  - { id: a, amount: 1 }\n  - { id: a, amount: 2 }');
  expect(parsed.state === 'broken' ? parsed.problems : []).toMatchObject([
    { path: expect.stringContaining('budgets') },
  ]);
});
