import { newestValue } from '../../observe';
import type { EpochMs, Seconds } from '../../time';
import { formatCount } from '../../wording/list';
import { compareDecimals, type Decimal } from '../decimal';
import { scaleDecimal } from '../scale-decimal';
import type { BudgetEntity, BudgetSpending } from './budget';

/** The worst first. */
export const budgetStates = ['over', 'forecast-over', 'nearly-spent', 'not-measured', 'within'] as const;
export type BudgetState = (typeof budgetStates)[number];

export interface BudgetJudgement {
  readonly state: BudgetState;
  /** Of the amount, as a double; `unknown` where nothing is known of this month. */
  readonly usedPercent: number | 'unknown';
  readonly spending: BudgetSpending | 'none';
  readonly asOf: EpochMs | 'never';
  /** Why it is not measured, or what is missing beside; empty where nothing is. */
  readonly because: string;
}

/** Bills are a day late, and a source that is away for two more has told nothing of the month for too long. */
const freshSeconds: Seconds = 3 * 86_400;

/**
 * How a budget stands at `now`, by what the bills said last. What is over stays over whatever is missing: spending does
 * not go back. Below it, a missing or old bill means that nobody can say.
 */
export function judgeBudget(
  { budget, spending }: Pick<BudgetEntity, 'budget' | 'spending'>,
  now: EpochMs,
): BudgetJudgement {
  const known = newestValue(spending);
  if (known === 'none') return notMeasured('never', 'none', 'no bill in its currency was read');
  const { value, measuredAt } = known;
  if (value.month !== new Date(now).toISOString().slice(0, 7)) {
    return notMeasured(measuredAt, 'none', `what was read last is of ${value.month}`);
  }
  const { spent, forecast, without, unknownDays } = value;
  const shown = { usedPercent: (Number(spent) / Number(budget.amount)) * 100, spending: value, asOf: measuredAt };
  const missing = [
    ...(without.length === 0 ? [] : [`the bill of account ${without.join(', ')} is not in it`]),
    ...(unknownDays === 0 ? [] : [`${formatCount(unknownDays, 'day')} of the month are not known`]),
  ].join('; ');
  if (compareDecimals(spent, budget.amount) > 0) return { ...shown, state: 'over', because: missing };
  if (missing !== '') return { ...notMeasured(measuredAt, value, missing), usedPercent: shown.usedPercent };
  if (now - measuredAt > freshSeconds * 1000) {
    return {
      ...notMeasured(measuredAt, value, 'its bills could not be read for three days'),
      usedPercent: shown.usedPercent,
    };
  }
  if (forecast.state === 'told' && compareDecimals(forecast.expected, budget.amount) > 0) {
    return { ...shown, state: 'forecast-over', because: '' };
  }
  const isNearly = compareDecimals(spent, warnAmount(budget)) >= 0;
  const because = forecast.state === 'told' ? '' : `no forecast: ${forecast.because}`;
  return { ...shown, state: isNearly ? 'nearly-spent' : 'within', because };
}

/** From where on it is worth a notice. */
export function warnAmount({ amount, warnPercent }: BudgetEntity['budget']): Decimal {
  return scaleDecimal(amount, warnPercent / 100);
}

function notMeasured(asOf: EpochMs | 'never', spending: BudgetSpending | 'none', because: string): BudgetJudgement {
  return { state: 'not-measured', usedPercent: 'unknown', spending, asOf, because };
}
