import type { PlannedCall, StepFacts, StepOf } from '@/lib/domain/recovery/step';
import { formatList } from '@/lib/domain/wording/list';
import { nameOfControl, turningCalls } from './cluster-facts';
import { asDocumented, expectedFor } from './expected-time';
import { acting, permissionsOf, reading } from './looking-facts';
import type { DescribeContext } from './step-kind';

type FenceSpec = StepOf<'fence-writer'>;

const usual = asDocumented(
  10,
  60,
  'ARC turns its controls within seconds; a region that answers takes up to a minute to stop its instances',
);

function describe(spec: FenceSpec, context: DescribeContext): StepFacts {
  const { cluster, region } = spec;
  const calls = fenceCalls(spec);
  const isRouted = cluster !== 'none' && spec.controls.length > 0;
  return {
    plane: isRouted ? 'data' : 'control',
    // The region being left is asked as well, but the step ends without its answer: then it is not proven.
    regionsNeeded: [],
    ...(isRouted ? { anyOf: cluster.endpoints.map((endpoint) => endpoint.region) } : {}),
    permissions: permissionsOf(calls),
    idempotency: 'idempotent',
    expected: expectedFor(spec, context, usual),
    calls,
    changes: changesOf(spec),
    wayBack: `Turn the routing controls back and give the groups in ${region} their size again, once nothing writes there that must not.`,
  };
}

function fenceCalls({ cluster, controls, region, groups, globalClusters }: FenceSpec): readonly PlannedCall[] {
  return [
    ...(cluster === 'none' || controls.length === 0 ? [] : turningCalls(cluster, controls, region)),
    ...(groups.length === 0 ? [] : [reading('autoscaling:DescribeAutoScalingGroups', region)]),
    ...groups.map((group) =>
      acting('autoscaling:UpdateAutoScalingGroup', region, {
        AutoScalingGroupName: group,
        MinSize: '0',
        DesiredCapacity: '0',
      }),
    ),
    ...(globalClusters.length === 0 ? [] : [reading('rds:DescribeGlobalClusters', region)]),
  ];
}

function changesOf({ controls, region, groups }: FenceSpec): string {
  const turned = controls.map(({ controlArn, to }) => `${nameOfControl(controlArn)} is ${to}`);
  const stopped = groups.length === 0 ? [] : [`${formatList(groups)} in ${region} have no instances`];
  const changes = [...turned, ...stopped];
  return changes.length === 0 ? 'nothing' : `${formatList(changes, changes.length)}.`;
}

export const fenceWriter = { kind: 'fence-writer', describe } as const;
