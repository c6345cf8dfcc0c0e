import type { CurrencyMoney, ExecutiveReport } from '@/lib/domain/reports/executive/report';
import type { Basis } from '@/lib/domain/reports/figure';
import { budgetStates, changeWords, worstBudgets } from '../money-words';
import { shortNoteOn, shortNoteOnAll } from '../notes';
import { type Said, sayMoney } from '../say-figure';
import type { SheetBlock, SheetPiece, SheetText } from '../sheet';
import { fitTable } from './fit-text';
import { withoutWords } from './summary';
import { moreOf } from './workloads';

/** Currencies that the first page has room for. */
const most = 2;

/** Spend, what it is expected to come to, and how it changed; each currency by itself. */
export function writeMoney(report: ExecutiveReport): readonly SheetBlock[] {
  const { currencies, without } = report.money;
  const shown = currencies.slice(0, most);
  const first = shown[0];
  const table = fitTable(
    {
      kind: 'table',
      columns: [
        { head: 'Currency', share: 0.09 },
        {
          head: headOf(
            'Spent',
            shown.map(({ spent }) => spent),
          ),
          share: 0.19,
          align: 'right',
        },
        {
          head: headOf(
            'Forecast',
            shown.map(({ forecast }) => forecast),
          ),
          share: 0.19,
          align: 'right',
        },
        {
          head: headOf(
            'Change',
            shown.map(({ change }) => change),
          ),
          share: 0.36,
        },
        { head: first === undefined ? 'Budgets' : budgetHead(first), share: 0.17 },
      ],
      rows: shown.map(rowOf),
      empty: 'Not measured: no bill was read.',
    },
    [1, 1, 1, 2, 1],
  );
  const gone: readonly SheetBlock[] =
    without.length === 0
      ? []
      : [{ kind: 'paragraph', small: true, text: `All of it ${withoutWords(without.length)}: the appendix says why.` }];
  return [{ kind: 'heading', text: 'Money' }, table, ...moreOf(currencies.length - shown.length), ...gone];
}

function rowOf({ currency, spent, forecast, change, budgets }: CurrencyMoney): readonly SheetText[] {
  return [
    currency,
    shortPiece(sayMoney(spent, currency)),
    forecast === 'none' ? 'none, month is over' : shortPiece(sayMoney(forecast, currency)),
    changeWords(change, currency),
    budgetsPiece(budgets),
  ];
}

/** Why something is not known stands in the appendix; that it is not, stands here. */
function shortPiece({ text, because }: Said): SheetText {
  return because === 'known' ? text : { text, state: 'not-measured' };
}

function headOf(text: string, figures: readonly (Basis | 'none')[]): SheetText {
  const bases = figures.filter((figure) => figure !== 'none');
  return bases.length === 0 ? text : { text, notes: [shortNoteOnAll(bases)] };
}

function budgetHead({ spent }: CurrencyMoney): SheetPiece {
  const method = 'budgets of the fleet file against what is billed; est. where it is a forecast';
  return { text: 'Budgets', notes: [shortNoteOn({ ...spent, method })] };
}

function budgetsPiece(budgets: CurrencyMoney['budgets']): SheetText {
  const worst = worstBudgets(budgets);
  return worst === 'none'
    ? 'none set'
    : { text: `${worst.count} ${budgetStates[worst.state].text}`, state: budgetStates[worst.state].state };
}
