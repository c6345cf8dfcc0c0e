import type { StepFacts, StepOf } from '@/lib/domain/recovery/step';
import { asDeclared, asDocumented, expectedFor } from './expected-time';
import { waitingFacts } from './looking-facts';
import type { DescribeContext } from './step-kind';

const usualLag = asDeclared(60, 300, 'lag is published once a minute, one to three minutes late');
const usualCapacity = asDocumented(
  180,
  300,
  'EC2 Auto Scaling user guide: instances take minutes; room is not guaranteed',
);

function describe(spec: StepOf<'condition'>, context: DescribeContext): StepFacts {
  const usual = spec.condition.holds === 'link-lag-below' ? usualLag : usualCapacity;
  return waitingFacts(expectedFor(spec, context, usual));
}

export const condition = { kind: 'condition', describe } as const;
