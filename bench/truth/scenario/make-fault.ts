import type { SimulatedFleet } from '@/lib/simulator/world/simulated-fleet';
import type { Fault, GivenFault } from '@/lib/simulator/world/types';
import type { Dice } from './dice';

/** Services that the console asks, as faults name them. */
const asked = ['rds', 'dynamodb', 's3', 'elasticache', 'cloudwatch', 'route53', 'autoscaling', 'backup', 'sqs', 'sts'];

/** One fault of a kind that this fleet can have; undefined where it has nothing that the fault could befall. */
export function makeFault(kind: Fault['kind'], fleet: SimulatedFleet, dice: Dice): GivenFault | undefined {
  return makers[kind](fleet, dice);
}

type Maker = (fleet: SimulatedFleet, dice: Dice) => GivenFault | undefined;

const makers: Readonly<Record<Fault['kind'], Maker>> = {
  'region-outage': (fleet, dice) => ({ kind: 'region-outage', region: regionOf(fleet, dice) }),
  'region-cut-off': (fleet, dice) => ({ kind: 'region-cut-off', region: regionOf(fleet, dice) }),
  'replication-stalled': makeStall,
  'objects-failing': (fleet, dice) => {
    if (fleet.bucketLinks.length === 0) return undefined;
    const { workload, store } = dice.one(fleet.bucketLinks);
    return { kind: 'objects-failing', workload, store };
  },
  'traffic-surge': (fleet, dice) => ({
    kind: 'traffic-surge',
    factor: dice.one([0, 0.1, 0.5, 2, 4, 8]),
    ...(dice.chance(0.7) && { workload: dice.one(fleet.workloads).id }),
  }),
  'grey-fault': (fleet, dice) => ({
    kind: 'grey-fault',
    region: regionOf(fleet, dice),
    factor: dice.one([2, 8, 40, 400]),
  }),
  'capacity-short': (fleet, dice) => ({ kind: 'capacity-short', region: regionOf(fleet, dice) }),
  'metrics-lost': (fleet, dice) => ({
    kind: 'metrics-lost',
    region: regionOf(fleet, dice),
    ...(dice.chance(0.5) && { namespace: namespaceOf(dice) }),
  }),
  'metrics-late': (fleet, dice) => ({
    kind: 'metrics-late',
    region: regionOf(fleet, dice),
    minutes: dice.whole(1, 12),
    ...(dice.chance(0.5) && { namespace: namespaceOf(dice) }),
  }),
  'console-cut-off': () => ({ kind: 'console-cut-off' }),
  'endpoint-hangs': (fleet, dice) => ({ kind: 'endpoint-hangs', share: shareOf(dice), ...scopeOf(fleet, dice) }),
  'service-down': (fleet, dice) => ({
    kind: 'service-down',
    region: regionOf(fleet, dice),
    service: dice.one(asked),
    answer: dice.one(['errors', 'hangs']),
  }),
  'control-planes-down': (_fleet, dice) => ({
    kind: 'control-planes-down',
    region: dice.one(['us-east-1', 'us-west-2']),
    answer: dice.one(['errors', 'hangs']),
  }),
  'clock-skew': (fleet, dice) => ({
    kind: 'clock-skew',
    seconds: dice.one([-7200, -400, 100, 400, 7200]),
    ...(dice.chance(0.5) && { region: regionOf(fleet, dice) }),
  }),
  'region-not-opted-in': (fleet, dice) => ({ kind: 'region-not-opted-in', region: regionOf(fleet, dice) }),
  'credentials-expired': (_fleet, dice) => ({
    kind: 'credentials-expired',
    of: dice.one(['everybody', 'sessions']),
  }),
  'access-denied': (fleet, dice) => ({
    kind: 'access-denied',
    ...(dice.chance(0.5) && { region: regionOf(fleet, dice) }),
    action: dice.one(['*', 'rds:*', 'dynamodb:Describe*', 'cloudwatch:GetMetricData', 'cloudwatch:*', 's3:*']),
  }),
  'no-support-plan': () => ({ kind: 'no-support-plan' }),
  throttled: (fleet, dice) => ({ kind: 'throttled', share: shareOf(dice), ...scopeOf(fleet, dice) }),
  'repeated-token': (fleet, dice) => ({ kind: 'repeated-token', ...scopeOf(fleet, dice) }),
  'answers-lost': (fleet, dice) => ({ kind: 'answers-lost', share: shareOf(dice), ...scopeOf(fleet, dice) }),
  'changes-ignored': (fleet, dice) => ({ kind: 'changes-ignored', share: shareOf(dice), ...scopeOf(fleet, dice) }),
  'transactions-forgotten': (fleet, dice) => ({ kind: 'transactions-forgotten', region: regionOf(fleet, dice) }),
  'partial-pages': (fleet, dice) => ({
    kind: 'partial-pages',
    loses: dice.one(['items', 'token', 'both']),
    ...scopeOf(fleet, dice),
  }),
  'values-missing': (fleet, dice) => ({
    kind: 'values-missing',
    share: dice.one([0.1, 0.3, 0.7]),
    ...scopeOf(fleet, dice),
  }),
};

/** Replication that is kept by a quorum cannot stop alone. */
function makeStall(fleet: SimulatedFleet, dice: Dice): GivenFault | undefined {
  const links = fleet.links.filter(({ synchronous, dormant }) => !synchronous && dormant === undefined);
  const others = [...fleet.queues, ...fleet.backupPlans];
  if (others.length > 0 && (links.length === 0 || dice.chance(0.15))) {
    const { workload, store } = dice.one(others);
    return { kind: 'replication-stalled', workload, store };
  }
  if (links.length === 0) return undefined;
  const { workload, store, source, target } = dice.one(links);
  return { kind: 'replication-stalled', workload, store, ...(dice.chance(0.5) && { source, target }) };
}

function scopeOf(fleet: SimulatedFleet, dice: Dice): object {
  return {
    ...(dice.chance(0.6) && { region: regionOf(fleet, dice) }),
    ...(dice.chance(0.6) && { service: dice.one(asked) }),
  };
}

function regionOf(fleet: SimulatedFleet, dice: Dice): string {
  return dice.one(fleet.regions).code;
}

function namespaceOf(dice: Dice): string {
  return dice.one(['AWS/RDS', 'AWS/DynamoDB', 'AWS/S3', 'AWS/ApplicationELB', 'AWS/ElastiCache']);
}

function shareOf(dice: Dice): number {
  return dice.one([0.2, 0.5, 0.8, 1]);
}
