import { CreateDBInstanceReadReplicaCommand } from '@aws-sdk/client-rds';
import { act } from '../act';
import type { AwsEdge } from '../edge';
import { requireRegion } from '../require-region';
import type { ActAnswer, CallScope } from '../types';
import type { NamedInstance } from './readings';

/** A read replica that is to be built. What is absent is AWS's choice: the source's class, the engine's own group. */
export interface WantedReplica extends NamedInstance {
  /** ARN of the instance that it follows, in another region. */
  readonly sourceArn: string;
  /** Of its own region; needed where the source is encrypted. */
  readonly kmsKey?: string;
  readonly instanceClass?: string;
  readonly parameterGroup?: string;
}

/**
 * Builds a read replica of an instance in another region. AWS refuses a name that is taken, so that the name is what makes a
 * second call harmless. Asked for in the replica's own region: from anywhere else it is refused before it is sent. The
 * client signs the copy of the source for its region by the ARN, without asking there.
 */
export function actCreateReplica(edge: AwsEdge, scope: CallScope, wanted: WantedReplica): Promise<ActAnswer> {
  const { identifier, region, sourceArn, kmsKey, instanceClass, parameterGroup } = wanted;
  return act(edge, scope, { service: 'rds', action: 'rds:CreateDBInstanceReadReplica' }, ({ client, signal }) => {
    requireRegion(scope, region, `the region of ${identifier}`);
    const command = new CreateDBInstanceReadReplicaCommand({
      DBInstanceIdentifier: identifier,
      SourceDBInstanceIdentifier: sourceArn,
      ...(kmsKey !== undefined && { KmsKeyId: kmsKey }),
      ...(instanceClass !== undefined && { DBInstanceClass: instanceClass }),
      ...(parameterGroup !== undefined && { DBParameterGroupName: parameterGroup }),
      CopyTagsToSnapshot: true,
    });
    return client.send(command, { abortSignal: signal });
  });
}
