import { type AutoScalingGroupReading, fetchAutoScalingGroups } from '@/lib/aws';
import type { AccountId, RegionCode } from '@/lib/domain/fleet';
import type { CallRecord } from '@/lib/domain/recovery/execution';
import type { TouchedResource } from '@/lib/domain/recovery/touched';
import { recordRead } from './call-records';
import { scopeOf } from './outcomes';
import type { StepPorts } from './step-kind';

/** What a region says of some of its groups; `missing` are those it does not have. */
export type GroupsView = { readonly call: CallRecord } & (
  | { readonly state: 'read'; readonly groups: readonly AutoScalingGroupReading[]; readonly missing: readonly string[] }
  | { readonly state: 'unreadable'; readonly sentence: string }
);

/** Reads Auto Scaling groups of a region by their names. */
export async function viewGroups(
  ports: StepPorts,
  accountId: AccountId,
  region: RegionCode,
  names: readonly string[],
  limit?: 'leftRegionMs',
): Promise<GroupsView> {
  const answer = await fetchAutoScalingGroups(ports.edge, scopeOf(ports, accountId, region, limit));
  const groups = answer.state === 'answered' ? answer.value.filter(({ name }) => names.includes(name)) : [];
  const missing = names.filter((name) => !groups.some((group) => group.name === name));
  const found = [...groups.map(describeGroup), ...missing.map((name) => `${name}: not in ${region}`)].join('; ');
  const place = { action: 'autoscaling:DescribeAutoScalingGroups', endpointRegion: region, at: ports.clock.now() };
  const call = recordRead(answer, place, `${found}.`);
  if (answer.state !== 'answered') return { state: 'unreadable', sentence: answer.message, call };
  return { state: 'read', groups, missing, call };
}

/** A group that is about to be changed, as it was read. */
export function touchGroup(
  accountId: AccountId,
  region: RegionCode,
  { name, minimum, maximum, desired, suspended }: AutoScalingGroupReading,
): TouchedResource {
  return { kind: 'group', accountId, region, name, before: { minimum, maximum, desired, suspended } };
}

/** `checkout-usw2: 2 in service, wants 6 (2 to 12)`. */
export function describeGroup({ name, inService, desired, minimum, maximum }: AutoScalingGroupReading): string {
  return `${name}: ${inService} in service, wants ${desired} (${minimum} to ${maximum})`;
}
