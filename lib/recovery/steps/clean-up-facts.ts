import type { StepFacts, StepOf } from '@/lib/domain/recovery/step';
import { asDocumented, expectedFor } from './expected-time';
import { acting, permissionsOf, reading } from './looking-facts';
import type { DescribeContext } from './step-kind';

const usual = asDocumented(
  900,
  3600,
  'RDS user guide, deleting an instance: as long as its final snapshot takes, once a person has agreed',
);

/** What is known of a deletion beforehand. The writer is asked as well: nothing is deleted before it is proven. */
export function describeCleanUp(spec: StepOf<'clean-up'>, context: DescribeContext): StepFacts {
  const { instance, region } = spec;
  const DBInstanceIdentifier = instance;
  const looked = [reading('rds:DescribeDBInstances', region, { DBInstanceIdentifier })];
  const common = { plane: 'control', idempotency: 'conditional', expected: expectedFor(spec, context, usual) } as const;
  if (spec.removes === 'aurora-instance') {
    const calls = [
      ...looked,
      reading('rds:DescribeDBClusters', region, { DBClusterIdentifier: spec.cluster }),
      acting('rds:DeleteDBInstance', region, { DBInstanceIdentifier, SkipFinalSnapshot: 'true' }),
    ];
    return {
      ...common,
      regionsNeeded: [region],
      permissions: permissionsOf(calls),
      calls,
      changes: `${instance} in ${region} is deleted for good, once a person agrees; ${spec.cluster} keeps its data and follows on.`,
      wayBack: `Give ${spec.cluster} an instance again (aurora-instance), which takes minutes.`,
    };
  }
  const { writer, writerRegion } = spec;
  const calls = [
    ...looked,
    reading('rds:DescribeDBInstances', writerRegion, { DBInstanceIdentifier: writer }),
    reading('rds:DescribeDBSnapshots', region),
    acting('rds:DeleteDBInstance', region, {
      DBInstanceIdentifier,
      SkipFinalSnapshot: 'false',
      FinalDBSnapshotIdentifier: `${instance}-final-<run>`,
      DeleteAutomatedBackups: 'false',
    }),
  ];
  return {
    ...common,
    regionsNeeded: [region, writerRegion],
    permissions: permissionsOf(calls),
    calls,
    changes: `${instance} in ${region} is deleted for good, once a person agrees; what only it has is in a final snapshot, which costs until somebody deletes it.`,
    wayBack: `Restore the final snapshot as another instance (rds:RestoreDBInstanceFromDBSnapshot), which takes hours.`,
  };
}
