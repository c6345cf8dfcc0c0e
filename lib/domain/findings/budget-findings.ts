import type { BudgetEntity } from '../costs/budgets/budget';
import { type BudgetJudgement, type BudgetState, judgeBudget } from '../costs/budgets/judge-budget';
import type { EpochMs } from '../time';
import { formatMoment } from '../wording/moment';
import { formatAmount } from '../wording/money';
import type { FindingContext, FindingDraft } from './finding';
import type { FindingCode } from './finding-order';

/** Budgets that are overspent, will be, nearly are, or of which nobody can say. Each has one of these at a time. */
export function budgetFindings({ evidence, now }: FindingContext): readonly FindingDraft[] {
  return evidence.budgets.flatMap((entity) => {
    const judged = judgeBudget(entity, now);
    if (judged.state === 'within' || isTooSoon(entity, judged, now)) return [];
    return [toDraft(entity, judged, judged.state, now)];
  });
}

const dayMs = 86_400_000;

/**
 * Bills are read a few times a day. For the first day after a start, and of a month, that none has told yet is as it
 * should be; the page says it all the same.
 */
function isTooSoon({ spending }: BudgetEntity, { state, spending: known }: BudgetJudgement, now: EpochMs): boolean {
  if (state !== 'not-measured' || known !== 'none') return false;
  const isFirstOfMonth = new Date(now).getUTCDate() === 1;
  return isFirstOfMonth || (spending.state === 'missing' && now - spending.since < dayMs);
}

/** The code of each state that is one. */
export const budgetCodes = {
  over: 'budget-over',
  'forecast-over': 'budget-forecast-over',
  'nearly-spent': 'budget-nearly-spent',
  'not-measured': 'budget-not-measured',
} as const satisfies Readonly<Record<Exclude<BudgetState, 'within'>, FindingCode>>;

function toDraft(
  { id, accountId, workloadId, budget, spending }: BudgetEntity,
  judged: BudgetJudgement,
  state: keyof typeof budgetCodes,
  now: EpochMs,
): FindingDraft {
  const { asOf } = judged;
  const since = spending.state === 'missing' ? spending.since : asOf === 'never' ? now : asOf;
  return {
    ...{ accountId, workloadId },
    region: 'none',
    subject: id,
    code: budgetCodes[state],
    severity: state === 'over' || state === 'forecast-over' ? 'warning' : 'notice',
    sentence: sentenceOf(budget, judged, state),
    evidence: evidenceOf(budget, judged, now),
    clear: clears[state].replace('BUDGET', `budget ${id}`),
    since: Math.min(since, now),
  };
}

const clears: Readonly<Record<keyof typeof budgetCodes, string>> = {
  over: 'Raise the amount of BUDGET in the fleet file, or spend less; it clears with the next month',
  'forecast-over': 'Raise the amount of BUDGET in the fleet file, or spend less until the forecast is within it',
  'nearly-spent': 'Raise the amount of BUDGET in the fleet file, or its warn share; it clears with the next month',
  'not-measured': 'Make the bills of BUDGET readable: see the page of costs for what each of them needs',
};

function sentenceOf(
  { id, amount, currency }: BudgetEntity['budget'],
  judged: BudgetJudgement,
  state: keyof typeof budgetCodes,
): string {
  const { spending, because } = judged;
  const limit = formatAmount(amount, currency);
  if (state === 'not-measured' || spending === 'none') {
    return `Whether budget ${id} of ${limit} a month is kept cannot be said: ${because}`;
  }
  const { spent, forecast, month } = spending;
  const used = `${formatAmount(spent, currency)} of ${limit}`;
  if (state === 'over') return `Budget ${id} is overspent in ${month}: ${used}`;
  if (state === 'nearly-spent') return `Budget ${id} is nearly spent in ${month}: ${used}`;
  const expected = forecast.state === 'told' ? formatAmount(forecast.expected, currency) : 'more';
  return `Budget ${id} of ${limit} will be overspent in ${month}: ${expected} est. are expected`;
}

function evidenceOf(
  { currency }: BudgetEntity['budget'],
  { spending, asOf }: BudgetJudgement,
  now: EpochMs,
): readonly string[] {
  if (spending === 'none' || asOf === 'never') return ['No bill of this month is known'];
  const { spent, billedDays, daysInMonth, forecast, without } = spending;
  return [
    `Spent ${formatAmount(spent, currency)}, ${billedDays} of ${daysInMonth} days billed, as of ${formatMoment(asOf, now)}`,
    forecast.state === 'told'
      ? `Expected ${formatAmount(forecast.expected, currency)} est., ${forecast.by === 'aws' ? 'by AWS' : 'at the rate of the days billed'}`
      : `No forecast: ${forecast.because}`,
    ...(without.length === 0 ? [] : [`Not in it: the bill of account ${without.join(', ')}`]),
  ];
}
