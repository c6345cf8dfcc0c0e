import { fetchNodeGroup, type NodeGroupReading } from '@/lib/aws';
import type { CallRecord } from '@/lib/domain/recovery/execution';
import type { NodeGroupScale } from '@/lib/domain/recovery/step';
import { recordRead } from './call-records';
import { viewGroups } from './group-view';
import { scopeOf } from './outcomes';
import type { StepPorts } from './step-kind';

/** A node group with the instances behind it: EKS says how many nodes are wanted, Auto Scaling how many are in service. */
export interface NodeGroupFound {
  readonly state: 'found';
  readonly group: NodeGroupReading;
  /** `unknown` where Auto Scaling cannot be read, or EKS names no group of it. */
  readonly inService: number | 'unknown';
  readonly pending: number | 'unknown';
  readonly calls: readonly CallRecord[];
}

export type NodeGroupView =
  | NodeGroupFound
  | {
      readonly state: 'unseen';
      readonly sentence: string;
      readonly next: string;
      readonly calls: readonly CallRecord[];
    };

/** A node group as its own region tells it. */
export async function viewNodeGroup(spec: NodeGroupScale, ports: StepPorts): Promise<NodeGroupView> {
  const { accountId, region, cluster, nodeGroup } = spec;
  const answer = await fetchNodeGroup(ports.edge, scopeOf(ports, accountId, region), cluster, nodeGroup);
  const group = answer.state === 'answered' ? answer.value : 'absent';
  const absent = `There is no node group ${nodeGroup} in the cluster ${cluster} of EKS in ${region} (account ${accountId}).`;
  const found = group === 'absent' ? absent : `${describeWanted(group)}.`;
  const place = { action: 'eks:DescribeNodegroup', endpointRegion: region, at: ports.clock.now() };
  const call = recordRead(answer, place, found);
  const unseen = (sentence: string, next: string): NodeGroupView => ({
    state: 'unseen',
    sentence,
    next,
    calls: [call],
  });
  if (answer.state !== 'answered')
    return unseen(answer.message, 'It is scaled in its own region, and only when that region says how it stands.');
  if (group === 'absent') return unseen(absent, 'Correct cluster and nodeGroup of the step in the fleet file.');
  const instances = await countInstances(spec, group, ports);
  return { state: 'found', group, ...instances, calls: [call, ...instances.calls] };
}

/** Instances of its Auto Scaling groups; one that is missing makes the count unknown. */
async function countInstances(
  { accountId, region }: NodeGroupScale,
  { scalingGroups }: NodeGroupReading,
  ports: StepPorts,
): Promise<Pick<NodeGroupFound, 'inService' | 'pending' | 'calls'>> {
  if (scalingGroups.length === 0) return { inService: 'unknown', pending: 'unknown', calls: [] };
  const view = await viewGroups(ports, accountId, region, scalingGroups);
  if (view.state === 'unreadable' || view.missing.length > 0)
    return { inService: 'unknown', pending: 'unknown', calls: [view.call] };
  const pending = view.groups.flatMap(({ instances }) => instances.filter(({ state }) => state === 'pending'));
  const inService = view.groups.reduce((sum, each) => sum + each.inService, 0);
  return { inService, pending: pending.length, calls: [view.call] };
}

/** `eu-accounts/workers in eu-west-1 has 1 of 4 nodes in service (1 to 6)`; what is not told reads so. */
export function describeNodes({ group, inService }: NodeGroupFound): string {
  const { desired, minimum, maximum } = group;
  return `${nameOf(group)} has ${inService} of ${desired} nodes in service (${minimum} to ${maximum})${stateWords(group)}`;
}

function describeWanted(group: NodeGroupReading): string {
  const { desired, minimum, maximum } = group;
  return `${nameOf(group)} wants ${desired} nodes (${minimum} to ${maximum})${stateWords(group)}`;
}

/** `eu-accounts/workers in eu-west-1` */
export function nameOf({ cluster, name, region }: Pick<NodeGroupReading, 'cluster' | 'name' | 'region'>): string {
  return `${cluster}/${name} in ${region}`;
}

function stateWords({ status }: NodeGroupReading): string {
  return status === 'ACTIVE' ? '' : ` and is ${status.slice(0, 40).toLowerCase().replaceAll('_', ' ')}`;
}

/** What EKS says is wrong, as theirs and cut; empty where it says nothing. */
export function wordsOfEks(issues: readonly string[]): string {
  return issues.length === 0 ? '' : ` EKS says: "${issues.join('; ').slice(0, 300)}"`;
}
