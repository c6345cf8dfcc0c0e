import type {
  Change,
  ChangeResourceRecordSetsRequest,
  ChangeResourceRecordSetsResponse,
  GetChangeRequest,
  GetChangeResponse,
} from '@aws-sdk/client-route-53';
import { AwsError, type Call } from '../../wire';
import type { RecordChange, World } from '../../world/types';
import { accountOf } from '../account';
import type { Given } from '../given';
import { getZone } from './hosted-zones';
import { toRecordSet } from './record-sets';
import { invalidInput, noSuchHealthCheck } from './refuse';

const mostRecords = 1000;

/**
 * Route 53 ChangeResourceRecordSets: all changes of the batch or none.
 * @throws AwsError NoSuchHostedZone, NoSuchHealthCheck, InvalidInput, InvalidChangeBatch with one message per refused change
 */
export function changeResourceRecordSets(
  input: Given<ChangeResourceRecordSetsRequest>,
  world: World,
  call: Call,
): ChangeResourceRecordSetsResponse {
  const zone = getZone(input.HostedZoneId, world, call);
  const changes = input.ChangeBatch.Changes ?? [];
  if (changes.length === 0) throw invalidInput('The change batch must hold at least one change.');
  checkSize(changes);
  const wanted = changes.map(toRecordChange);
  const known = new Set(world.healthChecks(accountOf(call)).map((check) => check.id));
  for (const { action, record } of wanted) {
    if (action !== 'DELETE' && record.healthCheckId !== undefined && !known.has(record.healthCheckId)) {
      throw noSuchHealthCheck(record.healthCheckId);
    }
  }
  const { changeId, submittedAt } = applyChanges(world, zone.id, wanted);
  return {
    ChangeInfo: {
      Id: `/change/${bareChangeId(changeId)}`,
      Status: 'PENDING',
      SubmittedAt: new Date(submittedAt),
      Comment: input.ChangeBatch.Comment,
    },
  };
}

/** Route 53 GetChange. @throws AwsError NoSuchChange */
export function getChange(input: Given<GetChangeRequest>, world: World, call: Call): GetChangeResponse {
  const id = bareChangeId(input.Id);
  // Whoever has no zone has changed nothing.
  const status = world.hostedZones(accountOf(call)).length > 0 ? world.changeStatus(id) : undefined;
  const submittedAt = world.changeSubmittedAt(id);
  if (status === undefined || submittedAt === undefined) {
    throw new AwsError('NoSuchChange', `Could not find resource with ID: ${id}`, 404);
  }
  return { ChangeInfo: { Id: `/change/${id}`, Status: status, SubmittedAt: new Date(submittedAt) } };
}

function applyChanges(
  world: World,
  zoneId: string,
  changes: readonly RecordChange[],
): ReturnType<World['changeRecords']> {
  try {
    return world.changeRecords(zoneId, changes);
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || error.code !== 'InvalidChangeBatch') throw error;
    // The world says why each change is refused; Route 53 sends the reasons one by one and joined.
    const messages =
      'messages' in error && Array.isArray(error.messages) ? error.messages.map(String) : [error.message];
    throw new AwsError('InvalidChangeBatch', `[${messages.join(', ')}]`, 400, { messages });
  }
}

function toRecordChange(change: Change): RecordChange {
  const { Action, ResourceRecordSet } = change;
  if (Action === undefined || !['CREATE', 'DELETE', 'UPSERT'].includes(Action) || ResourceRecordSet === undefined) {
    throw invalidInput(`Invalid action: ${Action}. Valid values are CREATE, DELETE and UPSERT.`);
  }
  return { action: Action, record: toRecordSet(ResourceRecordSet) };
}

/** At most 1,000 resource records a batch, where an UPSERT counts double. */
function checkSize(changes: readonly Change[]): void {
  const count = changes.reduce((sum, { Action, ResourceRecordSet }) => {
    const records = Math.max(1, ResourceRecordSet?.ResourceRecords?.length ?? 0);
    return sum + (Action === 'UPSERT' ? 2 * records : records);
  }, 0);
  if (count > mostRecords) {
    throw new AwsError('InvalidChangeBatch', `[Number of records limit of ${mostRecords} exceeded.]`, 400);
  }
}

function bareChangeId(id: string): string {
  return id.replace(/^\/?change\//, '');
}
