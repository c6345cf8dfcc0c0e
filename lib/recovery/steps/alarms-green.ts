import type { StepFacts, StepOf } from '@/lib/domain/recovery/step';
import { asDocumented, expectedFor } from './expected-time';
import { permissionsOf, reading, waitingFacts } from './looking-facts';
import type { DescribeContext } from './step-kind';

const usual = asDocumented(
  180,
  600,
  'CloudWatch guide: an alarm is evaluated every minute, over minutes that must have passed',
);

function describe(spec: StepOf<'alarms-green'>, context: DescribeContext): StepFacts {
  const { region } = spec;
  const calls = [reading('cloudwatch:DescribeAlarms', region), reading('rds:DescribeGlobalClusters', region)];
  return {
    ...waitingFacts(expectedFor(spec, context, usual)),
    plane: 'control',
    regionsNeeded: [region],
    permissions: permissionsOf(calls),
    calls,
  };
}

export const alarmsGreen = { kind: 'alarms-green', describe } as const;
