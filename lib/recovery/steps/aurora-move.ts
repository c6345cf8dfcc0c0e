import {
  type ActAnswer,
  actFailOverGlobalCluster,
  actSwitchOverGlobalCluster,
  type GlobalCluster,
  type GlobalClusterMember,
} from '@/lib/aws';
import type { CallRecord } from '@/lib/domain/recovery/execution';
import type { StepOf } from '@/lib/domain/recovery/step';
import type { TouchedResource } from '@/lib/domain/recovery/touched';
import { formatList } from '@/lib/domain/wording/list';
import { callRegionOf } from './aurora-facts';
import { type AuroraView, describeAurora, memberIn, regionOfArn, viewAurora, writerOf } from './aurora-view';
import { recordAct } from './call-records';
import { tryLetIn } from './let-in';
import { afterFailedAct, refuse, scopeOf, secondsSinceBegun } from './outcomes';
import { readBackPatiently } from './read-back-patiently';
import type { DryRun, ReadBack, StepCheck, StepContext, StepOutcome, StepPorts } from './step-kind';

type MoveSpec = StepOf<'aurora-switchover'> | StepOf<'aurora-failover'>;

/** Fleet seconds within which AWS shows what it accepted. */
const shownWithinSeconds = 30;
const lookAgainIn = 3;

type Ready =
  | { readonly state: 'ready'; readonly cluster: GlobalCluster; readonly target: GlobalClusterMember }
  | { readonly state: 'done'; readonly sentence: string }
  | { readonly state: 'under-way'; readonly sentence: string }
  | { readonly state: 'not-ready'; readonly sentence: string; readonly next: string };

/** Whether the call may be made as things are; the region that is called is the one that was asked. */
function judgeReady(view: AuroraView, spec: MoveSpec): Ready {
  const { from, to, kind } = spec;
  if (view.state !== 'read') {
    const next = `The call is made in ${callRegionOf(spec)}, and only when that region says how things are.`;
    return { state: 'not-ready', sentence: view.sentence, next };
  }
  const { cluster } = view;
  const words = `${describeAurora(cluster)}.`;
  const writer = writerOf(cluster);
  const target = memberIn(cluster, to);
  if (cluster.failover !== 'none') return judgeUnderWay(cluster, to, words);
  if (writer !== 'none' && writer.region === to) return { state: 'done', sentence: `Already ${words}` };
  if (target === 'none') {
    const sentence = `${spec.globalCluster} has no member in ${to}: ${words}`;
    return { state: 'not-ready', sentence, next: 'Correct the plan: it names a region without a copy.' };
  }
  if (kind === 'aurora-switchover') return judgeSwitchover(cluster, target, from, words);
  if (target.synchronization === 'pending-resync') {
    const sentence = `The copy in ${to} is not whole: ${words}`;
    return { state: 'not-ready', sentence, next: 'Wait until it is connected, or choose another target.' };
  }
  return { state: 'ready', cluster, target };
}

function judgeUnderWay({ failover }: GlobalCluster, to: string, words: string): Ready {
  const goesTo = failover === 'none' ? 'unknown' : regionOfArn(failover.toClusterArn);
  if (goesTo === to && failover !== 'none' && failover.status !== 'cancelling')
    return { state: 'under-way', sentence: words };
  return { state: 'not-ready', sentence: words, next: 'Wait until that change has ended, and look who asked for it.' };
}

/** Nothing may be lost, so every copy must be connected, and the writer must be where the plan says. */
function judgeSwitchover(cluster: GlobalCluster, target: GlobalClusterMember, from: string, words: string): Ready {
  const writer = writerOf(cluster);
  if (writer === 'none' || writer.region !== from) {
    const sentence = `A switchover from ${from} is asked for where the writer is, and it is not there: ${words}`;
    return { state: 'not-ready', sentence, next: 'Make the plan anew: roles have changed since it was bound.' };
  }
  const apart = cluster.members.filter((one) => !one.isWriter && one.synchronization !== 'connected');
  if (apart.length > 0) {
    const names = apart.map(({ region, synchronization }) => `${region} is ${synchronization}`);
    const sentence = `A switchover needs every copy connected: ${formatList(names)}.`;
    return {
      state: 'not-ready',
      sentence,
      next: 'Wait until they are connected, or give up what they lack by a failover.',
    };
  }
  return { state: 'ready', cluster, target };
}

/** Has the writer moved, once, from the region it must be asked for in. */
export async function performMove(spec: MoveSpec, ports: StepPorts): Promise<StepOutcome> {
  const region = callRegionOf(spec);
  const view = await viewAurora(ports, spec, region);
  const ready = judgeReady(view, spec);
  if (ready.state === 'done') return { state: 'done', sentence: ready.sentence, calls: [view.call] };
  if (ready.state === 'under-way') {
    const remember = { seenUnderWay: true };
    return { state: 'begun', sentence: ready.sentence, remember, lookAgainIn, calls: [view.call] };
  }
  if (ready.state === 'not-ready') return refuse(ready.sentence, ready.next, [view.call]);
  const { cluster, target } = ready;
  const answer = await send(spec, ports, cluster, target);
  const before = `${describeAurora(cluster)}.`;
  const calls = [
    view.call,
    recordAct(answer, ports.clock.now(), asked(spec, target), { before, touched: [touchWriter(spec, cluster)] }),
  ];
  if (answer.state !== 'accepted') return afterFailedAct(answer, calls);
  const sentence = `RDS in ${region} accepted to have ${spec.globalCluster} written in ${spec.to}.`;
  return { state: 'begun', sentence, remember: {}, lookAgainIn, calls };
}

/** The writer that is moved away; of one that is given up AWS tries to keep what it had not sent on. */
function touchWriter({ kind, accountId, globalCluster, from, to }: MoveSpec, cluster: GlobalCluster): TouchedResource {
  const writer = writerOf(cluster);
  const region = writer === 'none' ? from : writer.region;
  const givenUpCluster = writer === 'none' ? 'unknown' : writer.clusterIdentifier;
  return {
    kind: 'writer',
    accountId,
    region,
    to,
    resources: [globalCluster],
    ...(kind === 'aurora-failover' ? { givenUpCluster } : {}),
  };
}

function send(
  spec: MoveSpec,
  ports: StepPorts,
  cluster: GlobalCluster,
  target: GlobalClusterMember,
): Promise<ActAnswer> {
  const scope = scopeOf(ports, spec.accountId, callRegionOf(spec), 'actMs');
  return spec.kind === 'aurora-switchover'
    ? actSwitchOverGlobalCluster(ports.edge, scope, cluster, target)
    : actFailOverGlobalCluster(ports.edge, scope, cluster, target);
}

function asked({ kind, globalCluster }: MoveSpec, { clusterIdentifier, region }: GlobalClusterMember): string {
  const how = kind === 'aurora-switchover' ? 'Switch over' : 'Fail over, giving up what has not arrived:';
  return `${how} ${globalCluster} to ${clusterIdentifier} in ${region}`;
}

/** What the target's own region says; the old one may be lost. */
export async function checkMove(spec: MoveSpec, ports: StepPorts, context: StepContext): Promise<StepCheck> {
  const view = await viewAurora(ports, spec, spec.to);
  const remember = context.remembered;
  if (view.state !== 'read') return { state: 'not-yet', sentence: view.sentence, remember, lookAgainIn };
  const { cluster, call } = view;
  const words = `${describeAurora(cluster)}.`;
  const { failover } = cluster;
  if (failover !== 'none') {
    return { state: 'not-yet', sentence: words, remember: { ...remember, seenUnderWay: true }, lookAgainIn };
  }
  const writer = writerOf(cluster);
  if (writer !== 'none' && writer.region === spec.to) return { state: 'done', sentence: words, calls: [call] };
  if (remember.seenUnderWay === true) {
    const sentence = `RDS began and called it off: ${words}`;
    return { state: 'failed', sentence, next: calledOff(spec), calls: [call] };
  }
  if (secondsSinceBegun(context, ports.clock.now()) <= shownWithinSeconds)
    return { state: 'not-yet', sentence: `RDS does not show the change yet: ${words}`, remember, lookAgainIn };
  const sentence = `RDS accepted the call and nothing came of it: ${words}`;
  return {
    state: 'failed',
    sentence,
    next: 'Look at the events of the cluster in RDS, and perform it again.',
    calls: [call],
  };
}

function calledOff({ kind }: MoveSpec): string {
  return kind === 'aurora-switchover'
    ? 'The old writer goes on. Try again, or give up what has not arrived by a failover.'
    : 'Look at the events of the cluster in RDS, and perform it again.';
}

/** Read in the target's region, and where that says nothing in the old writer's. */
export async function readBackMove(spec: MoveSpec, ports: StepPorts, context: StepContext): Promise<ReadBack> {
  return readBackPatiently(shownWithinSeconds, ports, context, () => readOnce(spec, ports));
}

async function readOnce(spec: MoveSpec, ports: StepPorts): Promise<ReadBack> {
  const views = [await viewAurora(ports, spec, spec.to)];
  if (views[0]?.state === 'unreadable') views.push(await viewAurora(ports, spec, spec.from));
  const calls: readonly CallRecord[] = views.map(({ call }) => call);
  const view = views.find(({ state }) => state === 'read');
  if (view?.state !== 'read')
    return { verdict: 'unknown', sentence: calls.map(({ detail }) => detail).join(' '), calls };
  const { cluster } = view;
  const sentence = `${describeAurora(cluster)}.`;
  const writer = writerOf(cluster);
  if (cluster.failover !== 'none') {
    const isOurs = regionOfArn(cluster.failover.toClusterArn) === spec.to;
    return { verdict: isOurs ? 'under-way' : 'unknown', sentence, calls };
  }
  // A cluster that nobody writes with no change under way is no state we know.
  if (writer === 'none') return { verdict: 'unknown', sentence, calls };
  return { verdict: writer.region === spec.to ? 'happened' : 'did-not-happen', sentence, calls };
}

/** What would happen now; whether the engine is let in as the one who moves things is tried as well. */
export async function dryRunMove(spec: MoveSpec, ports: StepPorts): Promise<DryRun> {
  const region = callRegionOf(spec);
  const [view, letIn] = await Promise.all([viewAurora(ports, spec, region), tryLetIn(ports, spec.accountId, region)]);
  const ready = judgeReady(view, spec);
  const action = spec.kind === 'aurora-switchover' ? 'rds:SwitchoverGlobalCluster' : 'rds:FailoverGlobalCluster';
  const call = `It would call ${action} in ${region}, and ${spec.globalCluster} would be written in ${spec.to}.`;
  const now = view.state === 'read' ? [`Now ${describeAurora(view.cluster)}.`] : [];
  const wouldHappen =
    ready.state === 'done' || ready.state === 'under-way' ? [`Nothing: ${ready.sentence}`] : [call, ...now];
  const inTheWay = [...(ready.state === 'not-ready' ? [ready.sentence] : []), ...letIn.inTheWay];
  return { wouldHappen, inTheWay, calls: [view.call, letIn.call] };
}
