/** Steps of a scale of time a person counts in, in seconds. */
export const timeSteps: readonly number[] = [
  0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 21_600, 43_200, 86_400,
];

/** Intervals an axis has at the most. */
const mostIntervals = 5;

/**
 * Marks from zero to the first one not below `highest`: round numbers, or the given steps and whole multiples of the
 * largest.
 */
export function axisTicks(highest: number, steps: readonly number[] | 'decimal'): number[] {
  const wanted = highest > 0 && Number.isFinite(highest) ? highest / mostIntervals : 0.2;
  const step = steps === 'decimal' ? decimalStep(wanted) : stepOf(wanted, steps);
  const count = Math.max(1, Math.ceil(highest / step - 1e-9));
  return Array.from({ length: count + 1 }, (_, index) => Number((index * step).toPrecision(12)));
}

function stepOf(wanted: number, steps: readonly number[]): number {
  const largest = steps.at(-1) ?? 1;
  return steps.find((step) => step >= wanted) ?? Math.ceil(wanted / largest) * largest;
}

/** The next 1, 2 or 5 times a power of ten. */
function decimalStep(wanted: number): number {
  const power = 10 ** Math.floor(Math.log10(wanted));
  return ([1, 2, 5, 10].find((factor) => factor * power >= wanted) ?? 10) * power;
}
