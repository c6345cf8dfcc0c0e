import type { ComplianceState, HealthState } from '../../vocabulary';

/** The same in several lengths, the longest first: the first that fits is shown, and for the last one room is made. */
export type Wordings = readonly [string, ...string[]];

export const healthWords: Readonly<Record<HealthState, string>> = {
  down: 'Down',
  degraded: 'Degraded',
  unknown: 'Unknown',
  healthy: 'Healthy',
};

/** The same, where there is little room. */
export const notMeasured: Wordings = ['Not measured', 'Unmeasured'];

export const complianceWords: Readonly<Record<ComplianceState, string>> = {
  breached: 'Breached',
  'at-risk': 'At risk',
  'not-measured': 'Not measured',
  met: 'Met',
  'no-objective': 'No objective',
};
