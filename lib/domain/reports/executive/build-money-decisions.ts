import { toApproximateNumber } from '../../costs/decimal';
import { formatCount, formatList } from '../../wording/list';
import { formatAmount } from '../../wording/money';
import { formatDayOfMonth } from '../../wording/month';
import type { JudgedBudget } from './build-budgets';
import { ownerOf } from './build-risks';
import type { DecisionGrounds } from './decision-grounds';
import type { ReportFrame } from './frame';
import type { CurrencyMoney, ReportedMoney, WantedDecision } from './report';

/** Below so much of what was spent, in percent, what nobody owns is no decision. */
const leastSharePercent = 1;

/** Budgets that are over or will be, money that nobody owns, and bills that could not be read. */
export function askAboutMoney({ budgets, money, frame }: DecisionGrounds): readonly WantedDecision[] {
  return [
    ...budgets.flatMap(askAboutBudget),
    ...money.currencies.flatMap((one) => askWhose(one, frame)),
    ...askForBills(money),
  ];
}

function askAboutBudget({
  id,
  of,
  amount,
  currency,
  state,
  because,
  workload,
}: JudgedBudget): readonly WantedDecision[] {
  if (state !== 'over' && state !== 'forecast-over') return [];
  const budget = `budget ${id} of ${of}, ${formatAmount(amount, currency)} a month`;
  return [
    {
      kind: 'decide-budget',
      ask:
        state === 'over'
          ? `Raise ${budget}, or say what is given up`
          : `Spend less before the month ends, or raise ${budget}`,
      because,
      owner: workload === 'none' ? 'nobody-named' : ownerOf(workload),
      workloadId: workload === 'none' ? 'none' : workload.id,
    },
  ];
}

function askWhose(
  { currency, spent, unassigned }: CurrencyMoney,
  { monthWords }: ReportFrame,
): readonly WantedDecision[] {
  if (spent.state === 'not-known') return [];
  const whole = toApproximateNumber(spent.amount);
  const share = whole > 0 ? (toApproximateNumber(unassigned) / whole) * 100 : 0;
  if (share < leastSharePercent) return [];
  return [
    {
      kind: 'own-unassigned-cost',
      ask: `Name owners for ${formatAmount(unassigned, currency)} that has no workload’s tag`,
      because: `it is ${Math.ceil(share * 10 - 1e-9) / 10} % of what was spent in ${monthWords}`,
      owner: 'nobody-named',
      workloadId: 'none',
    },
  ];
}

function askForBills({ currencies, without }: ReportedMoney): readonly WantedDecision[] {
  const lacking = currencies.filter(({ coverage }) => coverage.missing.length > 0);
  if (without.length === 0 && lacking.length === 0) return [];
  const accounts = without.map(({ accountId }) => accountId);
  const of = accounts.length > 0 ? accounts : lacking.flatMap((one) => one.accounts);
  const because = [
    ...without.map((one) => `account ${one.accountId}: ${one.because}`),
    ...lacking.map(({ currency, coverage }) => {
      const days = formatList(coverage.missing.map(formatDayOfMonth));
      return `${formatCount(coverage.missing.length, 'day')} of the bill in ${currency} ${coverage.missing.length === 1 ? 'is' : 'are'} not there: ${days}`;
    }),
  ];
  return [
    {
      kind: 'read-bills',
      ask: `Make the ${of.length === 1 ? 'bill' : 'bills'} of account ${formatList(of)} readable in whole`,
      because: because.join('; '),
      owner: 'nobody-named',
      workloadId: 'none',
    },
  ];
}
