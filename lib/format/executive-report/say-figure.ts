import type { Decimal } from '@/lib/domain/costs/decimal';
import { compareDecimals, toHundredthsUp, zero } from '@/lib/domain/costs/decimal';
import type { MoneyFigure, Percentage } from '@/lib/domain/reports/executive/report';
import type { Basis, Figure } from '@/lib/domain/reports/figure';
import { formatShare } from '../index';
import { formatPercent } from '../number';
import { wordsOf } from '../report-figures';

/** A figure in words, what it rests on, and why it is not known where it is not. */
export interface Said {
  readonly text: string;
  readonly basis: Basis;
  readonly because: string | 'known';
}

export function sayFigure(figure: Figure): Said {
  return { text: wordsOf(figure), basis: figure, because: figure.state === 'not-measured' ? figure.because : 'known' };
}

/** A share, rounded down: what was attained or measured. */
export function sayPercentage(percentage: Percentage): Said {
  if (percentage.state === 'not-measured') {
    return { text: 'not measured', basis: percentage, because: percentage.because };
  }
  return { text: formatPercent(percentage.percent, 'down'), basis: percentage, because: 'known' };
}

const moneyWords = {
  billed: (amount: string) => amount,
  'billed-so-far': (amount: string) => `${amount} so far`,
  estimated: (amount: string) => `est. ${amount}`,
} as const;

export function sayMoney(figure: MoneyFigure, currency: string): Said {
  if (figure.state === 'not-known') return { text: 'not measured', basis: figure, because: figure.because };
  return { text: moneyWords[figure.state](formatCost(figure.amount, currency)), basis: figure, because: 'known' };
}

/** What something costs, to the next hundredth above it; what is not nothing never reads as 0. */
export function formatCost(amount: Decimal, currency: string): string {
  const hundredths = toHundredthsUp(amount);
  // A credit of less than a hundredth is rounded to nothing, which is less of a credit than there is.
  return formatShare(compareDecimals(amount, zero) < 0 && hundredths === 0 ? zero : amount, hundredths, currency);
}
