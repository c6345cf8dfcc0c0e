import { type Decimal, toHundredths } from '../costs/decimal';

/**
 * Whole hundredths of a currency: `$1,240.07`, `CNY 1,240.07`. A currency that is not known here keeps its own word: AWS
 * says it, and it is never taken for another.
 */
export function formatMoney(hundredths: number, currency: string): string {
  if (!Number.isInteger(hundredths)) throw new RangeError(`Not an amount in hundredths: ${hundredths}`);
  // A cent as doubles have it: whole hundredths divide cleanly enough for two places.
  const amount = hundredths / 100;
  if (!/^[A-Z]{3}$/.test(currency)) return `${currency} ${plain.format(amount)}`;
  if (currency === 'USD') return dollars.format(amount);
  return `${currency} ${plain.format(amount)}`;
}

const dollars = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' });
const plain = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** An exact amount by itself, to the hundredth. What is not nothing never reads as 0. */
export function formatAmount(amount: Decimal, currency: string): string {
  return formatShare(amount, toHundredths(amount), currency);
}

/** An amount with its share of a total's hundredths; one of less than a hundredth says so. */
export function formatShare(amount: Decimal, hundredths: number, currency: string): string {
  if (hundredths !== 0 || amount === '0') return formatMoney(hundredths, currency);
  return amount.startsWith('-') ? `>${formatMoney(-1, currency)}` : `<${formatMoney(1, currency)}`;
}
