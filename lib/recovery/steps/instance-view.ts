import { type DatabaseInstance, fetchDatabaseInstance } from '@/lib/aws';
import type { AccountId, RegionCode } from '@/lib/domain/fleet';
import type { CallRecord } from '@/lib/domain/recovery/execution';
import type { ReplicaPromotion } from '@/lib/domain/recovery/step';
import { recordRead } from './call-records';
import { scopeOf } from './outcomes';
import type { StepPorts } from './step-kind';

/** What a region says of an instance by its name. */
export type InstanceView = { readonly call: CallRecord } & (
  | { readonly state: 'read'; readonly instance: DatabaseInstance }
  | { readonly state: 'absent'; readonly sentence: string }
  | { readonly state: 'unreadable'; readonly sentence: string }
);

/** Reads the instance in the region in which it is promoted. */
export function viewInstance(ports: StepPorts, { accountId, instance, to }: ReplicaPromotion): Promise<InstanceView> {
  return viewNamedInstance(ports, { accountId, region: to, name: instance });
}

/** Reads an instance in its own region. */
export async function viewNamedInstance(
  ports: StepPorts,
  { accountId, region, name }: { readonly accountId: AccountId; readonly region: RegionCode; readonly name: string },
): Promise<InstanceView> {
  const answer = await fetchDatabaseInstance(ports.edge, scopeOf(ports, accountId, region), name);
  const absent = `There is no database instance ${name} in ${region} (account ${accountId}).`;
  const instance = answer.state === 'answered' ? answer.value : 'absent';
  const found = instance === 'absent' ? absent : `${describeInstance(instance)}.`;
  const place = { action: 'rds:DescribeDBInstances', endpointRegion: region, at: ports.clock.now() };
  const call = recordRead(answer, place, found);
  if (answer.state !== 'answered') return { state: 'unreadable', sentence: answer.message, call };
  return instance === 'absent' ? { state: 'absent', sentence: absent, call } : { state: 'read', instance, call };
}

/** `media-index-usw2 in us-west-2 follows media-index-use1 in us-east-1 and is available`. */
export function describeInstance({ identifier, region, status, follows }: DatabaseInstance): string {
  const role = follows === 'nobody' ? 'is no replica' : `follows ${follows.identifier} in ${follows.region}`;
  return `${identifier} in ${region} ${role} and is ${status}`;
}

/**
 * How an instance stands. `changing`: a promotion, or another change of it, is under way; `alone`: no replica, and takes
 * writes; `unusable`: it stands still in a state that it does not leave by itself; `busy`: anything else, whether we know
 * it or not.
 */
export type Standing = 'follows' | 'follows-another' | 'changing' | 'alone' | 'busy' | 'unusable';

/** What the status of an instance is while it is promoted: its settings change, and it restarts. */
const changing = ['modifying', 'rebooting'];
/** It serves meanwhile; a new writer is backed up soon after it became one. */
export const servingStatuses: readonly string[] = ['available', 'backing-up', 'storage-optimization'];

export const unusableStatus = /^(failed|incompatible-|inaccessible-|storage-full|stopp|delet|restore-error)/;

/** Judged by what the region says now, and by nothing else. */
export function standingOf(instance: DatabaseInstance, spec: ReplicaPromotion): Standing {
  const { status, follows } = instance;
  if (changing.includes(status)) return 'changing';
  if (unusableStatus.test(status)) return 'unusable';
  if (!servingStatuses.includes(status)) return 'busy';
  if (follows === 'nobody') return 'alone';
  return isReplicaOf(instance, spec) ? 'follows' : 'follows-another';
}

/** Whether it follows the instance that writes now. */
export function isReplicaOf({ follows }: DatabaseInstance, spec: ReplicaPromotion): boolean {
  return follows !== 'nobody' && follows.identifier === spec.follows && follows.region === spec.from;
}
