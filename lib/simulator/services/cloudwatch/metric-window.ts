import type { MetricStatistic } from '../../world/types';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

const plainStatistics = new Set(['Average', 'Sum', 'Minimum', 'Maximum', 'SampleCount']);
const percentilePattern = /^p(\d{1,2}(\.\d{1,10})?|100)$/;

/** Whether the statistic is one that the simulator computes: the five plain ones and percentiles. */
export function isStatistic(text: string): text is MetricStatistic {
  return plainStatistics.has(text) || percentilePattern.test(text);
}

/** Whether CloudWatch takes the period: 1, 5, 10, 20, 30 or a multiple of 60 seconds up to a day. */
export function isPeriod(seconds: number): boolean {
  if (!Number.isInteger(seconds) || seconds < 1 || seconds > 86_400) return false;
  return seconds % 60 === 0 || [1, 5, 10, 20, 30].includes(seconds);
}

/** How far back points of a period are kept: 3 hours below a minute, 15 days, 63 days, 455 days. */
function retentionMs(periodSeconds: number): number {
  if (periodSeconds < 60) return 3 * hourMs;
  if (periodSeconds < 300) return 15 * dayMs;
  return periodSeconds < 3600 ? 63 * dayMs : 455 * dayMs;
}

export interface MetricWindow {
  /** Inclusive. */
  readonly startAt: number;
  /** Exclusive. */
  readonly endAt: number;
}

/**
 * The part of an asked window that CloudWatch can still answer at the period: the start is rounded down to the minute,
 * and what is older than the period's retention gives no points rather than an error.
 */
export function answerableWindow(start: Date, end: Date, periodSeconds: number, now: number): MetricWindow {
  const asked = Math.floor(start.getTime() / minuteMs) * minuteMs;
  const kept = Math.ceil((now - retentionMs(periodSeconds)) / minuteMs) * minuteMs;
  return { startAt: Math.max(asked, kept), endAt: end.getTime() };
}
