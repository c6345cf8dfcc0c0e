import type { Workload } from '../fleet';
import type { Seconds } from '../time';

/**
 * How long the loss of a region may keep users from a workload; `none` without an objective. Where no outage is allowed
 * at all, users of the lost region are judged by the time in which they are led elsewhere.
 */
export function wantedRecoverySeconds({ objectives }: Pick<Workload, 'objectives'>): Seconds | 'none' {
  const objective = objectives.find(({ scenario }) => scenario === 'region-loss');
  if (objective === undefined) return 'none';
  const { rtoSeconds, shiftSeconds } = objective;
  return rtoSeconds === 0 && shiftSeconds !== undefined ? shiftSeconds : rtoSeconds;
}
