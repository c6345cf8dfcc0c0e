import { expect, test } from 'vitest';
import { type Decimal, parseDecimal } from '../costs/decimal';
import { formatAmount, formatMoney } from './money';

const of = (text: string) => parseDecimal(text) as Decimal;

test('a currency is shown as what it is, and never as dollars', () => {
  expect(formatMoney(124_007, 'USD')).toBe('$1,240.07');
  expect(formatMoney(124_007, 'CNY')).toBe('CNY 1,240.07');
  expect(formatMoney(-7100, 'USD')).toBe('-$71.00');
  expect(formatMoney(50, 'credits')).toBe('credits 0.50');
});

test('what is not nothing never reads as nothing', () => {
  expect(formatAmount(of('0.001'), 'USD')).toBe('<$0.01');
  expect(formatAmount(of('-0.001'), 'CNY')).toBe('>CNY -0.01');
  expect(formatAmount(of('0'), 'USD')).toBe('$0.00');
});
