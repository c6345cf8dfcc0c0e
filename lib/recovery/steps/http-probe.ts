import type { StepFacts, StepOf } from '@/lib/domain/recovery/step';
import { asDeclared, expectedFor } from './expected-time';
import { reading, waitingFacts } from './looking-facts';
import type { DescribeContext } from './step-kind';

/** Fleet seconds between two probes. */
export const probeEverySeconds = 2;

function describe(spec: StepOf<'http-probe'>, context: DescribeContext): StepFacts {
  const { hostname, path, passes, region } = spec;
  const shortest = passes * probeEverySeconds;
  const usual = asDeclared(shortest, shortest + 30, `${passes} passes in a row, one every ${probeEverySeconds} s`);
  return {
    ...waitingFacts(expectedFor(spec, context, usual)),
    regionsNeeded: [region],
    calls: [reading('http:GET', region, { url: `https://${hostname}${path}` })],
  };
}

export const httpProbe = { kind: 'http-probe', describe } as const;
