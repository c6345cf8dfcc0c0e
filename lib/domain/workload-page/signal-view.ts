import type { Cadence } from '../entities';
import { atBestLate, freshnessOf } from '../freshness';
import type { Observation } from '../observation';
import type { EpochMs } from '../time';
import type { SignalView } from './types';

/** A figure with its freshness; what came from a dark region is never better than late. */
export function signalView<T>(
  observation: Observation<T>,
  cadence: Cadence,
  dark: boolean,
  now: EpochMs,
): SignalView<T> {
  const freshness = freshnessOf(observation, cadence, now);
  return { observation, freshness: dark ? atBestLate(freshness) : freshness };
}

/** The value while it may be read as current: observed, not stale, and not from a dark region. */
export function currentValue<T>({ observation, freshness }: SignalView<T>, dark = false): T | 'none' {
  if (dark || observation.state === 'missing' || freshness === 'stale' || freshness === 'never') return 'none';
  return observation.value;
}
