import type { StepFacts, StepOf } from '@/lib/domain/recovery/step';
import { asDeclared, expectedFor } from './expected-time';
import { acting, reading, waitingFacts } from './looking-facts';
import type { DescribeContext } from './step-kind';

const usual = asDeclared(2, 20, 'one write and one read, tried again while the new writer warms up');

function describe(spec: StepOf<'transaction-proof'>, context: DescribeContext): StepFacts {
  const { hostname, path, region } = spec;
  const url = `https://${hostname}${path}`;
  return {
    ...waitingFacts(expectedFor(spec, context, usual)),
    regionsNeeded: [region],
    calls: [
      acting('http:POST', region, { url, id: 'one of its own for every attempt' }),
      reading('http:GET', region, { url: `${url}/ and the id` }),
    ],
    changes: `One transaction of the console's own is stored through ${region}.`,
    wayBack: 'It needs no way back: the application knows its id and may delete it.',
  };
}

export const transactionProof = { kind: 'transaction-proof', describe } as const;
