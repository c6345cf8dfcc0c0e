import type { StepFacts, StepOf } from '@/lib/domain/recovery/step';
import { asDocumented, expectedFor } from './expected-time';
import { acting, permissionsOf, reading } from './looking-facts';
import type { DescribeContext } from './step-kind';

type ScaleSpec = StepOf<'scale-capacity'>;

const usual = asDocumented(180, 300, 'EC2 Auto Scaling user guide: instances take minutes; room is not guaranteed');

function describe(spec: ScaleSpec, context: DescribeContext): StepFacts {
  const { group, region, instances } = spec;
  const size = instances === 'as-source' ? `what ${context.source} last had` : String(instances);
  const AutoScalingGroupName = group;
  const calls = [
    reading('autoscaling:DescribeAutoScalingGroups', region),
    acting('autoscaling:SetDesiredCapacity', region, { AutoScalingGroupName, DesiredCapacity: size }),
    // Only where the group may not grow so far.
    acting('autoscaling:UpdateAutoScalingGroup', region, {
      AutoScalingGroupName,
      MaxSize: size,
      DesiredCapacity: size,
    }),
    reading('autoscaling:DescribeScalingActivities', region, { AutoScalingGroupName }),
  ];
  return {
    plane: 'control',
    regionsNeeded: [region],
    permissions: permissionsOf(calls),
    idempotency: 'idempotent',
    expected: expectedFor(spec, context, usual),
    calls,
    changes:
      instances === 'as-source'
        ? `${group} in ${region} has as many instances in service as ${context.source} last had.`
        : `${group} in ${region} has ${instances} instances in service, unless it has more already.`,
    wayBack: `Set ${group} to the size it had before; the record of the call says which.`,
  };
}

export const scaleCapacity = { kind: 'scale-capacity', describe } as const;
