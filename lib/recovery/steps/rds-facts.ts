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

const usualBuild = asDocumented(
  7200,
  21_600,
  'RDS user guide, read replicas in another region: hours, by the size of the data and the distance',
);

/** What is known beforehand of building a read replica anew: it is asked for where it will be, and copied from elsewhere. */
export function describeReplicaBuild(spec: StepOf<'rds-create-replica'>, context: DescribeContext): StepFacts {
  const { instance, follows, from, to, instanceClass, parameterGroup, kmsKey } = spec;
  const calls = [
    reading('rds:DescribeDBInstances', to, { DBInstanceIdentifier: instance }),
    reading('rds:DescribeDBInstances', from, { DBInstanceIdentifier: follows }),
    acting('rds:CreateDBInstanceReadReplica', to, {
      DBInstanceIdentifier: instance,
      SourceDBInstanceIdentifier: `${follows} in ${from}, by its ARN`,
      DBInstanceClass: instanceClass ?? `that of ${follows}`,
      DBParameterGroupName: parameterGroup ?? 'the default one of its engine',
      KmsKeyId: `${kmsKey}, where ${follows} is encrypted`,
    }),
  ];
  return {
    plane: 'control',
    regionsNeeded: [to, from],
    permissions: permissionsOf(calls),
    // Its name is taken by the first call.
    idempotency: 'idempotent',
    expected: expectedFor(spec, context, usualBuild),
    calls,
    changes: `${instance} in ${to} is filled from ${follows} in ${from}, which takes hours, and follows it from then on; it costs, and so does what is copied.`,
    wayBack: `Delete ${instance} in RDS; ${follows} goes on without it.`,
  };
}
