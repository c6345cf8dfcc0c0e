import type { StepFacts, StepOf } from '@/lib/domain/recovery/step';
import { asDocumented, expectedFor } from './expected-time';
import { acting, permissionsOf, reading } from './looking-facts';
import type { DescribeContext } from './step-kind';

type MoveSpec = StepOf<'aurora-switchover'> | StepOf<'aurora-failover'>;

/** RDS is asked in the region whose database it is: the present writer's for a switchover, the target's for a failover. */
export function callRegionOf({ kind, from, to }: MoveSpec): string {
  return kind === 'aurora-switchover' ? from : to;
}

/** What is known beforehand of moving the writer of an Aurora global database. */
export function describeAuroraMove(spec: MoveSpec, context: DescribeContext): StepFacts {
  const { globalCluster, from, to } = spec;
  const isSwitchover = spec.kind === 'aurora-switchover';
  const region = callRegionOf(spec);
  const target = { GlobalClusterIdentifier: globalCluster, TargetDbClusterIdentifier: `its cluster in ${to}` };
  const calls = [
    reading('rds:DescribeGlobalClusters', region),
    isSwitchover
      ? acting('rds:SwitchoverGlobalCluster', region, target)
      : acting('rds:FailoverGlobalCluster', region, { ...target, AllowDataLoss: 'true' }),
    // The new writer's region says when it is one.
    ...(region === to ? [] : [reading('rds:DescribeGlobalClusters', to)]),
  ];
  return {
    plane: 'control',
    regionsNeeded: isSwitchover ? [from, to] : [to],
    permissions: permissionsOf(calls),
    idempotency: 'conditional',
    expected: expectedFor(spec, context, isSwitchover ? usualSwitchover : usualFailover),
    calls,
    changes: isSwitchover
      ? `${globalCluster} is written in ${to} instead of ${from}; nothing is lost, writes pause meanwhile.`
      : `${globalCluster} is written in ${to}; what had not arrived there from ${from} is given up, and other copies are rebuilt.`,
    wayBack: isSwitchover
      ? `Switch ${globalCluster} over to ${from} again.`
      : `When ${from} is back and its new copy is connected, switch ${globalCluster} over to it; what was given up does not come back.`,
  };
}

const page = 'Aurora user guide, switchover and failover of a global database';
const usualSwitchover = asDocumented(120, 300, `${page}: minutes, more with a larger lag`);
const usualFailover = asDocumented(120, 300, `${page}: typically a few minutes`);
