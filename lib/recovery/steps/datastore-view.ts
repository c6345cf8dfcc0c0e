import {
  fetchGlobalReplicationGroups,
  type GlobalReplicationGroup,
  type GlobalReplicationGroupMember,
} from '@/lib/aws';
import type { RegionCode } from '@/lib/domain/fleet';
import type { CallRecord } from '@/lib/domain/recovery/execution';
import type { DatastoreMove } from '@/lib/domain/recovery/step';
import { formatList } from '@/lib/domain/wording/list';
import { isDatastoreNamed } from '@/lib/stores/elasticache-global';
import { recordRead } from './call-records';
import { scopeOf } from './outcomes';
import type { StepPorts } from './step-kind';

/** What one region says of a global datastore. */
export type DatastoreView = { readonly call: CallRecord } & (
  | { readonly state: 'read'; readonly group: GlobalReplicationGroup }
  | { readonly state: 'absent'; readonly sentence: string }
  | { readonly state: 'unreadable'; readonly sentence: string }
);

/** Reads a global datastore as one region sees it. */
export async function viewDatastore(
  ports: StepPorts,
  { accountId, datastore }: Pick<DatastoreMove, 'accountId' | 'datastore'>,
  region: RegionCode,
  limit?: 'leftRegionMs',
): Promise<DatastoreView> {
  const answer = await fetchGlobalReplicationGroups(ports.edge, scopeOf(ports, accountId, region, limit));
  const group =
    answer.state === 'answered'
      ? answer.value.find(({ identifier }) => isDatastoreNamed(identifier, datastore))
      : undefined;
  const absent = `${datastore} has no member in ${region} (account ${accountId}).`;
  const found = group === undefined ? absent : `${describeDatastore(group)}.`;
  const place = {
    action: 'elasticache:DescribeGlobalReplicationGroups',
    endpointRegion: region,
    at: ports.clock.now(),
  };
  const call = recordRead(answer, place, found);
  if (answer.state !== 'answered') return { state: 'unreadable', sentence: answer.message, call };
  return group === undefined ? { state: 'absent', sentence: absent, call } : { state: 'read', group, call };
}

/** The member that takes writes; `none` where none is said to. */
export function primaryOf({ members }: GlobalReplicationGroup): GlobalReplicationGroupMember | 'none' {
  return members.find(({ role }) => role === 'primary') ?? 'none';
}

/** The member in a region; `none` where there is none. */
export function datastoreMemberIn(
  { members }: GlobalReplicationGroup,
  region: RegionCode,
): GlobalReplicationGroupMember | 'none' {
  return members.find((member) => member.region === region) ?? 'none';
}

/** `storefront-cache: primary in us-east-1, modifying, us-west-2 associating`. */
export function describeDatastore(group: GlobalReplicationGroup): string {
  const primary = primaryOf(group);
  const written = primary === 'none' ? 'without a primary' : `primary in ${primary.region}`;
  const apart = group.members.filter(({ status }) => status !== 'associated');
  const words = apart.map(({ region, status }) => `${region} ${status}`);
  return [`${group.identifier}: ${written}`, group.status, ...(words.length === 0 ? [] : [formatList(words)])].join(
    ', ',
  );
}
