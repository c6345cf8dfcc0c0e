/**
 * Amounts in US dollars as whole cents that add up to the rounded sum of the amounts: each is rounded down, and the cents
 * that are left go to those who lost most by it. Rounded one by one, the lines of a bill would not add up to its total.
 * None is off by a cent or more. Equal amounts keep their order.
 */
export function toWholeCents(amountsUsd: readonly number[]): readonly number[] {
  // A cent as binary fractions have it is a hair off: 1.15 × 100 is 114.99999999999999.
  const exact = amountsUsd.map((usd) => Number((usd * 100).toFixed(6)));
  const whole = exact.map(Math.floor);
  const total = Math.round(Number(exact.reduce((sum, cents) => sum + cents, 0).toFixed(6)));
  const left = total - whole.reduce((sum, cents) => sum + cents, 0);
  const lost = exact.map((cents, index) => ({ index, cents: cents - Math.floor(cents) }));
  const raised = new Set(
    lost
      .sort((a, b) => b.cents - a.cents || a.index - b.index)
      .slice(0, left)
      .map(({ index }) => index),
  );
  return whole.map((cents, index) => (raised.has(index) ? cents + 1 : cents));
}
