import { type Decimal, decimalOf, parseDecimal } from '../../domain/costs/decimal';
import { UnusableAnswer } from '../classify-failure';

const next = 'The figures known before stay, with their date; it is asked again on its next turn.';

/** An answer with an amount that cannot be read is used in no part: what is left of a bill does not add up to it. */
export function unusableCosts(happened: string): UnusableAnswer {
  return new UnusableAnswer(happened, next);
}

/** @throws UnusableAnswer for anything but a decimal */
export function readAmount(text: string | undefined, what: string): Decimal {
  const amount = parseDecimal(text);
  if (amount === 'unreadable') throw unusableCosts(`answered with ${what} that is no number`);
  return amount;
}

/** As `readAmount`, for what AWS may leave out. */
export function readOptionalAmount(text: string | undefined, what: string): Decimal | 'not-told' {
  return text === undefined || text === '' ? 'not-told' : readAmount(text, what);
}

/** @throws UnusableAnswer for a number that is not finite */
export function readNumber(value: number | undefined, what: string): Decimal {
  const amount = decimalOf(value);
  if (amount === 'unreadable') throw unusableCosts(`answered with ${what} that is no number`);
  return amount;
}
