import type { StepFacts, StepOf } from '@/lib/domain/recovery/step';
import { asDocumented, expectedFor } from './expected-time';
import { acting, permissionsOf, reading } from './looking-facts';
import type { DescribeContext } from './step-kind';

const usual = asDocumented(
  300,
  900,
  'RDS user guide, promoting a read replica: several minutes or longer, by the size of the replica',
);

/** What is known beforehand of promoting a read replica. RDS is asked in the replica's own region and nowhere else. */
export function describePromotion(spec: StepOf<'rds-promote'>, context: DescribeContext): StepFacts {
  const { instance, follows, from, to } = spec;
  const DBInstanceIdentifier = instance;
  const calls = [
    reading('rds:DescribeDBInstances', to, { DBInstanceIdentifier }),
    acting('rds:PromoteReadReplica', to, { DBInstanceIdentifier }),
  ];
  return {
    plane: 'control',
    regionsNeeded: [to],
    permissions: permissionsOf(calls),
    // A second call is refused: an instance that was promoted is no replica any more.
    idempotency: 'conditional',
    expected: expectedFor(spec, context, usual),
    calls,
    changes: `${instance} in ${to} restarts, follows ${follows} no more and takes writes; what had not arrived from ${from} is given up.`,
    wayBack: `None: a promotion is for good. When ${from} is back, a replica of ${instance} is built there, which takes hours, and is promoted in its turn; what was given up does not come back.`,
  };
}
