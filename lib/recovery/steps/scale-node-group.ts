import { actResizeNodeGroup, fetchNodeGroupUpdate, type NodeGroupUpdate } from '@/lib/aws';
import type { CallRecord } from '@/lib/domain/recovery/execution';
import { describeNodeCounts } from '@/lib/domain/recovery/setting-words';
import type { StepFacts, StepOf } from '@/lib/domain/recovery/step';
import { settingTouches } from '../rules/setting-touches';
import { recordAct, recordRead } from './call-records';
import { asDocumented, expectedFor } from './expected-time';
import { tryLetIn } from './let-in';
import { acting, permissionsOf, reading } from './looking-facts';
import { describeNodes, type NodeGroupFound, nameOf, viewNodeGroup, wordsOfEks } from './node-group-view';
import { afterFailedAct, refuse, scopeOf, secondsSinceBegun } from './outcomes';
import type {
  DescribeContext,
  DryRun,
  ReadBack,
  StepCheck,
  StepContext,
  StepKindRules,
  StepOutcome,
  StepPorts,
} from './step-kind';

type ScaleSpec = StepOf<'scale-node-group'>;

const usual = asDocumented(180, 420, 'EKS user guide: nodes are instances, which take minutes; room is not guaranteed');

function describe(spec: ScaleSpec, context: DescribeContext): StepFacts {
  const { cluster: clusterName, nodeGroup: nodegroupName, region, nodes } = spec;
  const calls = [
    reading('eks:DescribeNodegroup', region, { clusterName, nodegroupName }),
    reading('autoscaling:DescribeAutoScalingGroups', region),
    acting('eks:UpdateNodegroupConfig', region, {
      clusterName,
      nodegroupName,
      desiredSize: `${nodes}`,
      maxSize: `${nodes}, only where it may not grow so far`,
    }),
    reading('eks:DescribeUpdate', region, { name: clusterName, nodegroupName }),
  ];
  return {
    plane: 'control',
    regionsNeeded: [region],
    permissions: permissionsOf(calls),
    idempotency: 'idempotent',
    expected: expectedFor(spec, context, usual),
    calls,
    changes: `${clusterName}/${nodegroupName} in ${region} has ${nodes} nodes in service, unless it has more already. Where it may have fewer, its maxSize becomes ${nodes} in the same call.`,
    wayBack: `Set ${clusterName}/${nodegroupName} to the desiredSize, the minSize and the maxSize it had before; the record of the call says which.`,
  };
}

/** Fleet seconds within which EKS shows the size it was given. */
const shownWithinSeconds = 20;
const lookAgainIn = 5;

/** A count that is not told is never enough. */
function isAtLeast(count: number | 'unknown', nodes: number): boolean {
  return count !== 'unknown' && count >= nodes;
}

function isThere({ group, inService }: NodeGroupFound, nodes: number): boolean {
  return group.status === 'ACTIVE' && isAtLeast(group.desired, nodes) && isAtLeast(inService, nodes);
}

async function perform(spec: ScaleSpec, ports: StepPorts): Promise<StepOutcome> {
  const view = await viewNodeGroup(spec, ports);
  if (view.state === 'unseen') return refuse(view.sentence, view.next, view.calls);
  const { group, calls } = view;
  const words = describeNodes(view);
  if (isThere(view, spec.nodes)) return { state: 'done', sentence: `Already: ${words}.`, calls };
  const { desired, maximum } = group;
  if (desired === 'unknown' || maximum === 'unknown')
    return refuse(
      `How many nodes it wants and may have is not told: ${words}.`,
      'Look at the node group in EKS.',
      calls,
    );
  // One that is degraded may yet be given another size; EKS says so where it may not.
  const isDegraded = group.status === 'DEGRADED';
  const mayChange = group.status === 'ACTIVE' || isDegraded;
  if (desired >= spec.nodes && (mayChange || group.status === 'UPDATING')) {
    const sentence = `${words}: it wants enough already.${wordsOfEks(group.issues)}`;
    return { state: 'begun', sentence, remember: { wasDegraded: isDegraded }, lookAgainIn, calls };
  }
  if (!mayChange)
    return refuse(
      `${words}.`,
      'EKS changes only what is active: look there what it waits for, and perform it again.',
      calls,
    );
  return resize(spec, ports, view, { desired, maximum });
}

/** The bound moves with the size where it is smaller, as that of an Auto Scaling group does, and that is said. */
async function resize(
  spec: ScaleSpec,
  ports: StepPorts,
  view: NodeGroupFound,
  { desired, maximum }: { readonly desired: number; readonly maximum: number },
): Promise<StepOutcome> {
  const { accountId, region, nodes } = spec;
  const { group } = view;
  const raised = nodes > maximum;
  const size = { desired: nodes, ...(raised && { maximum: nodes }) };
  const { updateId, ...answer } = await actResizeNodeGroup(
    ports.edge,
    scopeOf(ports, accountId, region, 'actMs'),
    group,
    size,
  );
  const bound = raised ? `, and at most ${nodes} where it was ${maximum}` : '';
  const asked = `Have ${nodes} nodes in ${group.cluster}/${group.name}${bound}`;
  const before = `${describeNodes(view)}.`;
  const touched = settingTouches(spec).map((one) => ({ ...one, before: describeNodeCounts(group) }));
  const calls = [...view.calls, recordAct(answer, ports.clock.now(), asked, { before, touched })];
  const remember = { updateId, wasDegraded: group.status === 'DEGRADED' };
  if (answer.state !== 'accepted') return afterFailedAct(answer, calls, remember);
  const sentence = `${nameOf(group)} wants ${nodes} nodes${bound}; it had ${desired}.`;
  return { state: 'begun', sentence, remember, lookAgainIn, calls };
}

async function check(spec: ScaleSpec, ports: StepPorts, context: StepContext): Promise<StepCheck> {
  const view = await viewNodeGroup(spec, ports);
  const { remembered: remember } = context;
  const notYet = (sentence: string): StepCheck => ({ state: 'not-yet', sentence, remember, lookAgainIn });
  if (view.state === 'unseen') return notYet(view.sentence);
  const { group } = view;
  // What EKS finds wrong is why it is waited for.
  const words = `${describeNodes(view)}.${wordsOfEks(group.issues)}`;
  if (isThere(view, spec.nodes)) return { state: 'done', sentence: words, calls: view.calls };
  const update = await viewUpdate(spec, ports, context);
  const calls = [...view.calls, ...update.calls];
  if (update.state === 'failed') {
    const sentence = `EKS did not make the change: ${describeNodes(view)}.${wordsOfEks([...update.errors, ...group.issues])}`;
    return { state: 'failed', sentence, next: otherRoom, calls };
  }
  const isEarly = secondsSinceBegun(context, ports.clock.now()) <= shownWithinSeconds;
  if (isEarly || group.desired === 'unknown' || group.status === 'UPDATING') return notYet(words);
  if (group.desired < spec.nodes) {
    const sentence = `EKS accepted ${spec.nodes} nodes, and yet ${words}`;
    return { state: 'failed', sentence, next: 'Look who else sets the size, and perform it again.', calls };
  }
  if (!lacksRoom(view, context)) return notYet(words);
  return { state: 'failed', sentence: words, next: otherRoom, calls };
}

const otherRoom =
  'Choose another target or other instance types in the node group, or go on with what is in service and say why.';

/** EKS has found something wrong since it was asked, and no node is on its way. */
function lacksRoom({ group, pending }: NodeGroupFound, { remembered }: StepContext): boolean {
  return group.status === 'DEGRADED' && pending === 0 && remembered.wasDegraded !== true;
}

type UpdateView =
  | { readonly state: 'failed'; readonly errors: readonly string[]; readonly calls: readonly CallRecord[] }
  | { readonly state: 'not-failed'; readonly calls: readonly CallRecord[] };

/** What became of the call of this attempt, where EKS gave it an id. What cannot be read has not failed. */
async function viewUpdate(spec: ScaleSpec, ports: StepPorts, { remembered }: StepContext): Promise<UpdateView> {
  const { updateId } = remembered;
  if (typeof updateId !== 'string' || updateId === 'none') return { state: 'not-failed', calls: [] };
  const { accountId, region, cluster, nodeGroup: name } = spec;
  const answer = await fetchNodeGroupUpdate(ports.edge, scopeOf(ports, accountId, region), { cluster, name }, updateId);
  const update = answer.state === 'answered' ? answer.value : 'absent';
  const place = { action: 'eks:DescribeUpdate', endpointRegion: region, at: ports.clock.now() };
  const calls = [recordRead(answer, place, describeUpdate(updateId, update))];
  const hasFailed = update !== 'absent' && (update.status === 'failed' || update.status === 'cancelled');
  return hasFailed ? { state: 'failed', errors: update.errors, calls } : { state: 'not-failed', calls };
}

function describeUpdate(id: string, update: NodeGroupUpdate | 'absent'): string {
  if (update === 'absent') return `EKS knows no change ${id}.`;
  return `The change ${id} is ${update.word.slice(0, 40)}.${wordsOfEks(update.errors)}`;
}

async function readBack(spec: ScaleSpec, ports: StepPorts): Promise<ReadBack> {
  const view = await viewNodeGroup(spec, ports);
  const { calls } = view;
  if (view.state === 'unseen') return { verdict: 'unknown', sentence: view.sentence, calls };
  const { desired } = view.group;
  const sentence = `${describeNodes(view)}.`;
  if (desired === 'unknown') return { verdict: 'unknown', sentence, calls };
  if (desired < spec.nodes) return { verdict: 'did-not-happen', sentence, calls };
  return { verdict: isThere(view, spec.nodes) ? 'happened' : 'under-way', sentence, calls };
}

async function dryRun(spec: ScaleSpec, ports: StepPorts): Promise<DryRun> {
  const { accountId, region, cluster, nodeGroup, nodes } = spec;
  const [view, letIn] = await Promise.all([viewNodeGroup(spec, ports), tryLetIn(ports, accountId, region)]);
  const calls = [...view.calls, letIn.call];
  const name = `${cluster}/${nodeGroup}`;
  if (view.state === 'unseen') {
    const wouldHappen = [
      `It would call eks:UpdateNodegroupConfig in ${region} and wait for ${nodes} nodes of ${name}.`,
    ];
    return { wouldHappen, inTheWay: [view.sentence, ...letIn.inTheWay], calls };
  }
  const { desired, maximum, issues } = view.group;
  const now = `Now ${describeNodes(view)}.`;
  const raised = maximum !== 'unknown' && nodes > maximum;
  const uncounted =
    view.inService === 'unknown' ? [`How many nodes of ${name} in ${region} are in service cannot be read.`] : [];
  const said = issues.length === 0 ? [] : [`${name} in ${region} is not well.${wordsOfEks(issues)}`];
  const wouldHappen = isAtLeast(desired, nodes)
    ? [`Nothing is asked for. ${now}`]
    : [
        `It would call eks:UpdateNodegroupConfig in ${region} and wait for ${nodes} nodes of ${name}; whether there is room is not known before. ${now}`,
        ...(raised ? [`It would raise the maxSize of ${name} from ${maximum} to ${nodes} in the same call.`] : []),
      ];
  return { wouldHappen, inTheWay: [...uncounted, ...said, ...letIn.inTheWay], calls };
}

/** A managed node group of EKS gets the nodes that it needs, in its own region. */
export const scaleNodeGroup: StepKindRules<'scale-node-group'> = {
  kind: 'scale-node-group',
  describe,
  dryRun,
  perform,
  readBack,
  check,
};
