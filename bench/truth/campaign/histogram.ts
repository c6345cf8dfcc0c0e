/** How often each error occurred, in steps of a second; it adds up over runs and processes. */
export type Histogram = Readonly<Record<string, number>>;

/** A histogram that is being counted. */
export class ErrorCounts {
  readonly #counts = new Map<number, number>();

  add(seconds: number): void {
    const step = Math.ceil(seconds);
    const before = this.#counts.get(step);
    this.#counts.set(step, before === undefined ? 1 : before + 1);
  }

  toHistogram(): Histogram {
    return Object.fromEntries(this.#counts);
  }
}

export function addHistograms(left: Histogram, right: Histogram): Histogram {
  const sum = new Map(Object.entries(left));
  for (const [step, count] of Object.entries(right)) {
    const before = sum.get(step);
    sum.set(step, before === undefined ? count : before + count);
  }
  return Object.fromEntries(sum);
}

export function totalOf(histogram: Histogram): number {
  return Object.values(histogram).reduce((sum, count) => sum + count, 0);
}

/** The error that a share (0…1) of all does not exceed, in whole seconds, rounded up; undefined of none. */
export function quantileOf(histogram: Histogram, share: number): number | undefined {
  const steps = Object.entries(histogram)
    .map(([step, count]) => [Number(step), count] as const)
    .sort(([a], [b]) => a - b);
  const wanted = totalOf(histogram) * share;
  let seen = 0;
  for (const [step, count] of steps) {
    seen += count;
    if (seen >= wanted) return step;
  }
  return steps.at(-1)?.[0];
}
