import type { Cadence } from '@/lib/domain/entities';
import type { Seconds } from '@/lib/domain/time';
import { assumedPublishDelaySeconds } from './window';

/** Every metric the collector reads is published once a minute and, unless a budget forbids it, asked for as often. */
export const metricPeriodSeconds: Seconds = 60;

/**
 * The cadence of a metric whose points appear `delaySeconds` after their period's end. Values are dated at the start of
 * their period, so the period itself is part of how late one may honestly arrive.
 *
 * @param pollSeconds how often it is asked for
 */
export function toMetricCadence(delaySeconds: Seconds, pollSeconds: Seconds = metricPeriodSeconds): Cadence {
  return {
    cadenceSeconds: Math.max(metricPeriodSeconds, pollSeconds),
    publishDelaySeconds: metricPeriodSeconds + delaySeconds,
  };
}

/** Used until a metric's own delay is learned. */
export const assumedSignalCadence = toMetricCadence(assumedPublishDelaySeconds);
