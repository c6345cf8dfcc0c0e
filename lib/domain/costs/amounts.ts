import { type Decimal, sumDecimals, zero } from './decimal';

/**
 * The bases a bill is told on. `unblended`: what was charged, on the day it was. `amortized`: reservations and Savings
 * Plans spread over the time they cover. `net…`: after the discounts AWS has agreed to.
 */
export const costBases = ['unblended', 'amortized', 'netUnblended', 'netAmortized'] as const;
export type CostBasis = (typeof costBases)[number];

declare const basis: unique symbol;

/**
 * An exact amount on one basis, in the currency of its bill. Amounts of two bases are the same money told twice: to add
 * them does not type-check.
 */
export type Amount<B extends CostBasis> = Decimal & { readonly [basis]: (basis: B) => B };

/** The same cost on every basis. */
export type Amounts = { readonly [B in CostBasis]: Amount<B> };

/** Says on which basis a decimal is: for what reads amounts at their source. */
export function onBasis<B extends CostBasis>(_basis: B, value: Decimal): Amount<B> {
  return value as Amount<B>;
}

/** The exact sum of amounts that share a basis; of nothing it is 0. They must be of one currency. */
export function sumOnBasis<B extends CostBasis>(values: Iterable<Amount<B>>): Amount<B> {
  return sumDecimals(values) as Amount<B>;
}

/** Adds up basis by basis; of nothing it is 0 on each. They must be of one currency. */
export function sumAmounts(all: readonly Amounts[]): Amounts {
  return toAmounts((one) => sumDecimals(all.map((amounts) => amounts[one])));
}

/** Whether two costs are the same on every basis. */
export function areSameAmounts(a: Amounts, b: Amounts): boolean {
  return costBases.every((one) => a[one] === b[one]);
}

export const noAmounts: Amounts = toAmounts(() => zero);

/** One amount a basis, each from its own decimal. */
export function toAmounts(amountOn: (basis: CostBasis) => Decimal): Amounts {
  return {
    unblended: onBasis('unblended', amountOn('unblended')),
    amortized: onBasis('amortized', amountOn('amortized')),
    netUnblended: onBasis('netUnblended', amountOn('netUnblended')),
    netAmortized: onBasis('netAmortized', amountOn('netAmortized')),
  };
}
