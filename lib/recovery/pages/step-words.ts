import type { PlanStep } from '@/lib/domain/recovery/plan';
import type { ExpectedSeconds, IdempotencyClass, Plane, StepKind } from '@/lib/domain/recovery/step';
import { formatDuration } from '@/lib/domain/wording/duration';
import { formatList } from '@/lib/domain/wording/list';

/** What people call a kind of step. */
export const stepKindWords: Readonly<Record<StepKind, string>> = {
  precheck: 'Gates',
  approval: 'Approval',
  'manual-task': 'By hand',
  wait: 'Wait',
  condition: 'Condition',
  'fence-writer': 'Fence',
  'scale-capacity': 'Capacity',
  'aurora-switchover': 'Aurora switchover',
  'aurora-failover': 'Aurora failover',
  'rds-promote': 'RDS promotion',
  'elasticache-failover': 'Cache failover',
  'routing-controls': 'Routing controls',
  's3-routes': 'S3 routes',
  'http-probe': 'Probe',
  'transaction-proof': 'Transaction proof',
  'dns-answer': 'DNS answer',
  'alarms-green': 'Alarms',
  consumers: 'Consumers',
  schedules: 'Schedules',
  'invoke-function': 'Function call',
  announce: 'Announcement',
  'freeze-deployments': 'Deployments',
  'health-check-flip': 'Health check flip',
  'weighted-shift': 'Weighted shift',
  'record-change': 'Record change, last resort',
  'accelerator-dial': 'Accelerator dial',
  'dynamodb-evacuation': 'DynamoDB drain',
  'aurora-detach': 'Aurora detach, last resort',
  'aurora-instance': 'Aurora instance',
  'restore-backup': 'Restore from backup',
  'scale-service': 'ECS service',
  'rds-create-replica': 'RDS read replica, anew',
  'clean-up': 'Clean-up, deletes',
  'scale-function': 'Lambda concurrency',
  'scale-node-group': 'EKS node group',
};

export const planeWords: Readonly<Record<Plane, string>> = {
  data: 'data plane',
  control: 'control plane',
  none: 'no AWS API',
};

export const idempotencyWords: Readonly<Record<IdempotencyClass, string>> = {
  idempotent: 'The same call may be made again',
  conditional: 'Made again only when reading back says that it did not happen',
  'manual-after-doubt': 'A person decides when its outcome is not known',
};

/** Regions whose endpoints must answer: `needs us-west-2`, `one of five endpoints`. */
export function needWords({ facts }: Pick<PlanStep, 'facts'>): string {
  const { regionsNeeded, anyOf = [] } = facts;
  const any = anyOf.length === 0 ? [] : [`one of ${formatList(anyOf, 5)}`];
  const all = [...regionsNeeded, ...any];
  return all.length === 0 ? 'no region' : formatList(all, 8);
}

/** `1 m 30 s, slow case 2 m`; a person's time has no figure. */
export function expectedWords({ p50, p90, source }: ExpectedSeconds): string {
  if (source === 'undecided') return 'a person decides';
  return p50 === p90 ? formatDuration(p90) : `${formatDuration(p50)}, slow case ${formatDuration(p90)}`;
}

export const expectedSourceWords: Readonly<Record<ExpectedSeconds['source'], string>> = {
  measured: 'measured',
  'aws-documents': "AWS's documentation",
  declared: 'declared',
  undecided: 'not known beforehand',
};
