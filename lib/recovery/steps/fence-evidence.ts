import type { CallRecord, FenceResult } from '@/lib/domain/recovery/execution';
import type { StepOf } from '@/lib/domain/recovery/step';
import { formatList } from '@/lib/domain/wording/list';
import { describeViews, enoughEndpoints, readControls } from './ask-cluster';
import { type AuroraView, viewAurora } from './aurora-view';
import { readPrimaries } from './fence-datastores';
import { type Finding, silent } from './fence-finding';
import { type GroupsView, viewGroups } from './group-view';
import type { StepContext, StepPorts } from './step-kind';

type FenceSpec = StepOf<'fence-writer'>;

/** What keeps the writers of a region from writing on, as far as it could be read. */
export interface FenceEvidence {
  /** No user is sent there: two endpoints of the routing cluster read its controls off. */
  readonly routing: Finding;
  /** Nothing runs there that could write: its groups have no instance at all. */
  readonly capacity: Finding;
  /** The region itself says that its copies are not the writers. */
  readonly writers: Finding;
  /** Instances are being stopped: worth a moment. */
  readonly isDraining: boolean;
  readonly calls: readonly CallRecord[];
}

/** Reads all of it side by side. A region that does not answer proves nothing, whatever is to be hoped. */
export async function readFence(spec: FenceSpec, ports: StepPorts, context: StepContext): Promise<FenceEvidence> {
  const [routing, capacity, writers] = await Promise.all([
    readRouting(spec, ports, context),
    readCapacity(spec, ports),
    readWriters(spec, ports),
  ]);
  return join(routing, capacity, writers);
}

/** What was read one by one, as one. */
export function join(routing: Found, capacity: CapacityFound, writers: Found): FenceEvidence {
  return {
    routing: routing.finding,
    capacity: capacity.finding,
    writers: writers.finding,
    isDraining: capacity.isDraining,
    calls: [...routing.calls, ...capacity.calls, ...writers.calls],
  };
}

/**
 * Both halves are needed: users are kept away, and nothing is left there that could write. Aurora's own fence is neither.
 * It says nothing of applications elsewhere, which may write to a database there until another one is the writer.
 */
export function judgeFence({ routing, capacity, writers }: FenceEvidence): FenceResult {
  if (routing.holds !== 'yes') return 'unproven';
  return capacity.holds === 'yes' || writers.holds === 'yes' ? 'proven' : 'routing-only';
}

/** The evidence as one sentence. */
export function describeFence({ routing, capacity, writers }: FenceEvidence): string {
  return [routing, capacity, writers].map(({ words }) => words.replace(/\.$/, '')).join('; ');
}

export interface Found {
  readonly finding: Finding;
  readonly calls: readonly CallRecord[];
}

/** Whether two endpoints of the cluster read the region's own controls off. */
export async function readRouting(spec: FenceSpec, ports: StepPorts, context: StepContext): Promise<Found> {
  const { cluster, controls, region, accountId } = spec;
  const off = controls
    .filter((turn) => turn.region === region && turn.to === 'off')
    .map(({ controlArn }) => controlArn);
  if (cluster === 'none' || off.length === 0) {
    const words = `the plan has no routing control that keeps users away from ${region}`;
    return { finding: { holds: 'not-in-plan', words }, calls: [] };
  }
  const { views, calls } = await readControls(ports, { cluster, accountId }, off, context);
  const words = describeViews(views);
  if (views.length < enoughEndpoints) return { finding: { holds: 'unknown', words: `${words}, two must` }, calls };
  const isOff = views.every(({ states }) => off.every((arn) => states.get(arn) === 'off'));
  return { finding: { holds: isOff ? 'yes' : 'no', words }, calls };
}

export interface CapacityFound extends Found {
  readonly isDraining: boolean;
}

/** Whether the groups have no instance at all. */
export async function readCapacity(spec: FenceSpec, ports: StepPorts): Promise<CapacityFound> {
  const { groups, region, accountId } = spec;
  if (groups.length > 0) return judgeCapacity(spec, await viewGroups(ports, accountId, region, groups, 'leftRegionMs'));
  const words = `the plan names no group in ${region}`;
  return { finding: { holds: 'not-in-plan', words }, calls: [], isDraining: false };
}

/** The same by what their region said just now. */
export function judgeCapacity({ groups, region }: FenceSpec, view: GroupsView): CapacityFound {
  const calls = [view.call];
  if (view.state === 'unreadable') {
    const words = silent('whether anything runs there', region, view.sentence);
    return { finding: { holds: 'unknown', words }, calls, isDraining: false };
  }
  if (view.missing.length > 0) {
    const words = `${formatList(view.missing)} cannot be found in ${region}`;
    return { finding: { holds: 'unknown', words }, calls, isDraining: false };
  }
  const running = view.groups.filter(({ desired, instances }) => desired > 0 || instances.length > 0);
  const isDraining = running.length > 0 && running.every(({ desired }) => desired === 0);
  if (running.length === 0) {
    return {
      finding: { holds: 'yes', words: `${formatList(groups)} in ${region} has no instance` },
      calls,
      isDraining,
    };
  }
  const counts = running.map(
    ({ name, desired, instances }) => `${name} has ${instances.length} instances and wants ${desired}`,
  );
  return { finding: { holds: 'no', words: formatList(counts) }, calls, isDraining };
}

/** Whether the region itself says that its copies are not the writers. */
export async function readWriters(spec: FenceSpec, ports: StepPorts): Promise<Found> {
  const { globalClusters, datastores = [], region, accountId } = spec;
  const limit = 'leftRegionMs';
  const [clusters, caches] = await Promise.all([
    Promise.all(globalClusters.map((name) => viewAurora(ports, { accountId, globalCluster: name }, region, limit))),
    readPrimaries({ datastores, region, accountId }, ports),
  ]);
  const calls = [...clusters.map(({ call }) => call), ...caches.map(({ call }) => call)];
  const written = clusters.map((view, index) => judgeWriter(view, globalClusters[index] ?? '', region));
  const findings = [...written, ...caches.map(({ finding }) => finding)];
  if (findings.length === 0) {
    const words = `the plan names no database in ${region}`;
    return { finding: { holds: 'not-in-plan', words }, calls: [] };
  }
  const worst = findings.find(({ holds }) => holds === 'no') ?? findings.find(({ holds }) => holds === 'unknown');
  const words = formatList(
    findings.map((one) => one.words),
    findings.length,
  );
  return { finding: { holds: worst?.holds ?? 'yes', words }, calls };
}

function judgeWriter(view: AuroraView, name: string, region: string): Finding {
  if (view.state === 'unreadable')
    return { holds: 'unknown', words: silent(`who writes ${name}`, region, view.sentence) };
  // What has left the global cluster may be a writer of its own.
  if (view.state === 'absent') return { holds: 'unknown', words: `${name} is not known in ${region}` };
  const own = view.cluster.members.find((member) => member.region === region);
  if (own === undefined) return { holds: 'unknown', words: `${name} has no member in ${region}` };
  // While roles change hands nobody knows which copy takes a write.
  if (view.cluster.failover !== 'none') return { holds: 'unknown', words: `${name} is changing its writer` };
  if (own.isWriter) return { holds: 'no', words: `${region} says that it writes ${name}` };
  return { holds: 'yes', words: `${region} says that it does not write ${name}` };
}
