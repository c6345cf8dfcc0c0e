import type { StepFacts, StepOf } from '@/lib/domain/recovery/step';
import { asDocumented, expectedFor } from './expected-time';
import { reading, waitingFacts } from './looking-facts';
import type { DescribeContext } from './step-kind';

const usual = asDocumented(
  30,
  90,
  'Route 53 guide: health checks follow within seconds, answers are kept for up to 60 s',
);

function describe(spec: StepOf<'dns-answer'>, context: DescribeContext): StepFacts {
  return {
    ...waitingFacts(expectedFor(spec, context, usual)),
    calls: [reading('dns:A', 'any', { name: spec.hostname })],
  };
}

export const dnsAnswer = { kind: 'dns-answer', describe } as const;
