const dollars = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' });

/**
 * An amount in US dollars to the cent: `$1,240.07`. A cost that is not zero never reads `$0.00`. Throws on NaN and
 * infinite amounts: those are missing values and must be worded as such.
 */
export function formatUsd(usd: number): string {
  if (!Number.isFinite(usd)) throw new RangeError(`Not a figure: ${usd}`);
  return usd > 0 && usd < 0.01 ? '<$0.01' : dollars.format(usd);
}
