import { DeleteDBInstanceCommand } from '@aws-sdk/client-rds';
import { act } from '../act';
import { UnusableAnswer } from '../classify-failure';
import type { AwsEdge } from '../edge';
import { requireRegion } from '../require-region';
import type { ActAnswer, CallScope } from '../types';
import type { DatabaseInstance } from './readings';

/**
 * Deletes a database instance for good. One outside clusters is kept as a final snapshot, always; one of a cluster, whose
 * data its cluster keeps, has none. Its automated backups are kept. Asked for in its own region: from anywhere else it is
 * refused before it is sent, and so is one that AWS is not known to leave unprotected.
 */
export function actDeleteInstance(
  edge: AwsEdge,
  scope: CallScope,
  instance: DatabaseInstance,
  finalSnapshot: string | 'kept-by-its-cluster',
): Promise<ActAnswer> {
  return act(edge, scope, { service: 'rds', action: 'rds:DeleteDBInstance' }, ({ client, signal }) => {
    requireRegion(scope, instance.region, `the region of ${instance.identifier}`);
    if (finalSnapshot === 'kept-by-its-cluster') {
      requireThat(instance.cluster !== undefined, `${instance.identifier} is part of no cluster that keeps its data`);
      const command = new DeleteDBInstanceCommand({
        DBInstanceIdentifier: instance.identifier,
        SkipFinalSnapshot: true,
      });
      return client.send(command, { abortSignal: signal });
    }
    const command = new DeleteDBInstanceCommand({
      DBInstanceIdentifier: instance.identifier,
      SkipFinalSnapshot: false,
      FinalDBSnapshotIdentifier: finalSnapshot,
      DeleteAutomatedBackups: false,
    });
    return client.send(command, { abortSignal: signal });
  });
}

/** @throws UnusableAnswer for what must not be sent. */
function requireThat(holds: boolean, otherwise: string): void {
  if (!holds) throw new UnusableAnswer(`was not made: ${otherwise}`, 'Delete it with a final snapshot.');
}
