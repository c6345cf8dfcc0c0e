import type { PageReader, Work } from './read-page';

/** What updates took of a page's main thread, in milliseconds, as the middle, the 95th percentile and the worst. */
export interface Spread {
  readonly median: number;
  readonly p95: number;
  readonly worst: number;
}

/** `own`: by the processor, the main thread's own; `wall`: by the clock, with what other programs took meanwhile. */
export interface UpdateCosts {
  readonly updates: number;
  readonly own: Spread;
  readonly wall: Spread;
  /** Of the median update. */
  readonly script: number;
  readonly layout: number;
}

/** Measures updates one by one; `update` resolves once it is on the screen. What `prepare` does is not counted. */
export async function measureUpdates(
  reader: PageReader,
  update: () => Promise<unknown>,
  updates: number,
  prepare: () => Promise<unknown> = async () => undefined,
): Promise<UpdateCosts> {
  const costs: Work[] = [];
  for (let done = 0; done < updates; done++) {
    await prepare();
    const before = await reader.readWork();
    await update();
    const after = await reader.readWork();
    costs.push({
      wallSeconds: after.wallSeconds - before.wallSeconds,
      ownSeconds: after.ownSeconds - before.ownSeconds,
      scriptSeconds: after.scriptSeconds - before.scriptSeconds,
      layoutSeconds: after.layoutSeconds - before.layoutSeconds,
    });
  }
  const ms = (part: keyof Work) => costs.map((cost) => cost[part] * 1000);
  return {
    updates,
    own: spreadOf(ms('ownSeconds')),
    wall: spreadOf(ms('wallSeconds')),
    script: spreadOf(ms('scriptSeconds')).median,
    layout: spreadOf(ms('layoutSeconds')).median,
  };
}

/** Rounds against us: a percentile is a value that was measured, the next higher one. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) => {
    const value = sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length))];
    if (value === undefined) throw new Error('There is no percentile of nothing.');
    return value;
  };
  return { median: at(0.5), p95: at(0.95), worst: at(1) };
}
