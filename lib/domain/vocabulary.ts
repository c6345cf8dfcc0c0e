/**
 * The closed lists of state words (severity order where one exists, worst first). Types, schemas and order come from
 * these arrays and nowhere else.
 */
export const healthStates = ['down', 'degraded', 'unknown', 'healthy'] as const;
export type HealthState = (typeof healthStates)[number];

export const complianceStates = ['breached', 'at-risk', 'not-measured', 'met', 'no-objective'] as const;
export type ComplianceState = (typeof complianceStates)[number];

export const freshnessStates = ['never', 'stale', 'late', 'live'] as const;
export type FreshnessState = (typeof freshnessStates)[number];

export const severities = ['critical', 'warning', 'notice'] as const;
/** How much a finding matters; not the state of the thing it is about. */
export type Severity = (typeof severities)[number];
