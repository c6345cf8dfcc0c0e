import { DescribeUpdateCommand, ResourceNotFoundException, type Update } from '@aws-sdk/client-eks';
import { ask } from '../ask';
import type { AwsCall } from '../aws-call';
import { UnusableAnswer } from '../classify-failure';
import type { AwsEdge } from '../edge';
import type { Answer, CallScope } from '../types';
import { withCode } from './fetch-node-group';
import type { NodeGroupReading, NodeGroupUpdate } from './readings';

const call: AwsCall<'eks'> = {
  service: 'eks',
  action: 'eks:DescribeUpdate',
  shows: 'Changes of node groups of EKS',
};

/** Reads what became of a change of a node group; `absent` where EKS knows none of that id. */
export function fetchNodeGroupUpdate(
  edge: AwsEdge,
  scope: CallScope,
  { cluster, name }: Pick<NodeGroupReading, 'cluster' | 'name'>,
  id: string,
): Promise<Answer<NodeGroupUpdate | 'absent'>> {
  return ask<'eks', NodeGroupUpdate | 'absent'>(edge, scope, call, async ({ client, signal }) => {
    const command = new DescribeUpdateCommand({ name: cluster, nodegroupName: name, updateId: id });
    try {
      const { update } = await client.send(command, { abortSignal: signal });
      if (update === undefined) throw new UnusableAnswer('told nothing of the change', 'It is asked again.');
      return { value: toUpdate(update, id), notices: [] };
    } catch (error) {
      if (error instanceof ResourceNotFoundException) return { value: 'absent', notices: [] };
      throw error;
    }
  });
}

const states: Readonly<Record<string, NodeGroupUpdate['status'] | undefined>> = {
  InProgress: 'in-progress',
  Successful: 'successful',
  Failed: 'failed',
  Cancelled: 'cancelled',
};

function toUpdate({ status, errors = [] }: Update, id: string): NodeGroupUpdate {
  const word = status ?? 'no status';
  return {
    id,
    status: states[word] ?? 'other',
    word,
    errors: errors.map(({ errorCode, errorMessage }) => withCode(errorCode, errorMessage)),
  };
}
