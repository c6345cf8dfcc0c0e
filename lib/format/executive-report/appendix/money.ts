import type { CurrencyMoney, ExecutiveReport } from '@/lib/domain/reports/executive/report';
import type { Basis } from '@/lib/domain/reports/figure';
import { formatDays } from '@/lib/domain/wording/month';
import { budgetStates, changeWords } from '../money-words';
import { noteOn, pieceOf } from '../notes';
import { formatCost, sayMoney } from '../say-figure';
import type { SheetBlock, SheetPiece, SheetText } from '../sheet';
import { nameOf } from './objectives';

/** All money, each currency by itself: nothing of one is ever added to another, and no estimate to what was billed. */
export function writeAllMoney({ money }: ExecutiveReport): readonly SheetBlock[] {
  const { currencies, without } = money;
  const missing: readonly SheetBlock[] =
    without.length === 0
      ? []
      : [
          { kind: 'paragraph', text: { text: 'In no figure of money:', strong: true } },
          {
            kind: 'list',
            ordered: false,
            items: without.map(({ accountId, because }) => `account ${accountId}: ${because}`),
          },
        ];
  if (currencies.length === 0) {
    const nothing: SheetBlock = { kind: 'paragraph', text: 'Not measured: no bill was read.' };
    return [{ kind: 'heading', text: 'Money' }, nothing, ...missing];
  }
  return [...currencies.flatMap(writeCurrency), ...missing];
}

function writeCurrency(one: CurrencyMoney): readonly SheetBlock[] {
  const { currency } = one;
  return [
    { kind: 'heading', text: `Money in ${currency}` },
    { kind: 'facts', rows: factsOf(one) },
    byWorkload(one),
    budgetTable(one),
  ];
}

function factsOf(one: CurrencyMoney): readonly (readonly [name: string, value: SheetText])[] {
  const { currency, accounts, spent, forecast, change, resilience, coverage } = one;
  const { billedDays, days, missing } = coverage;
  const absent = missing.length === 0 ? '' : `; nothing is billed of ${formatDays(missing)}`;
  return [
    ['Accounts', accounts.length === 0 ? 'none' : accounts.join(', ')],
    ['Spent', pieceOf(sayMoney(spent, currency))],
    ['Forecast', forecast === 'none' ? 'none: the month is over' : pieceOf(sayMoney(forecast, currency))],
    ['Change', { text: changeWords(change, currency), notes: [noteOn(change)] }],
    ['Cost of resilience', pieceOf(sayMoney(resilience, currency))],
    ['Days billed', marked(`${billedDays} of ${days}${absent}`, spent, 'days billed in whole by every account')],
  ];
}

function byWorkload({ currency, byWorkload: lines, unassigned, spent, resilience }: CurrencyMoney): SheetBlock {
  const isEstimated = resilience.state === 'estimated';
  const cost = (amount: CurrencyMoney['unassigned'], prefix = '') => `${prefix}${formatCost(amount, currency)}`;
  return {
    kind: 'table',
    columns: [
      { head: 'Workload', share: 0.5 },
      { head: marked('Spent', spent, `${spent.method}; each line by itself`), share: 0.25, align: 'right' },
      { head: marked('Of it for resilience', resilience, resilience.method), share: 0.25, align: 'right' },
    ],
    rows: [
      ...lines.map((line): readonly SheetText[] => [
        nameOf({ id: line.workloadId, name: line.workloadName }),
        cost(line.spent),
        resilience.state === 'not-known' || line.resilience === 'not-known'
          ? 'not measured'
          : cost(line.resilience, isEstimated ? 'est. ' : ''),
      ]),
      ['On the bill, and no workload’s', cost(unassigned), 'not told apart'],
    ],
    empty: 'Nothing was billed.',
  };
}

function budgetTable({ budgets, currency, spent }: CurrencyMoney): SheetBlock {
  const method = 'what is billed of the budget’s part, and where it says so what is forecast, against its amount';
  return {
    kind: 'table',
    columns: [
      { head: 'Budget', share: 0.4 },
      { head: marked('Amount', spent, 'as the fleet file declares it'), share: 0.2, align: 'right' },
      { head: marked('State', spent, method), share: 0.16 },
      { head: 'Why', share: 0.24 },
    ],
    rows: budgets.map(({ id, of, amount, state, because }): readonly SheetText[] => [
      `${id}: ${of}`,
      formatCost(amount, currency),
      budgetStates[state],
      because === '' ? 'by its figures' : because,
    ]),
    empty: 'No budget is set in this currency.',
  };
}

function marked(text: string, { period, asOf }: Basis, method: string): SheetPiece {
  return { text, notes: [noteOn({ period, asOf, method })] };
}
