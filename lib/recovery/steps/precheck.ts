import type { StepFacts, StepOf } from '@/lib/domain/recovery/step';
import { asDeclared, expectedFor } from './expected-time';
import { waitingFacts } from './looking-facts';
import type { DescribeContext } from './step-kind';

const usual = asDeclared(5, 20, 'the gates are read side by side, each within its own limit');

function describe(spec: StepOf<'precheck'>, context: DescribeContext): StepFacts {
  return waitingFacts(expectedFor(spec, context, usual));
}

export const precheck = { kind: 'precheck', describe } as const;
