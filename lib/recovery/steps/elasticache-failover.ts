import { actFailOverDatastore, type GlobalReplicationGroup, type GlobalReplicationGroupMember } from '@/lib/aws';
import type { CallRecord } from '@/lib/domain/recovery/execution';
import type { StepFacts, StepOf } from '@/lib/domain/recovery/step';
import { recordAct } from './call-records';
import { type DatastoreView, datastoreMemberIn, describeDatastore, primaryOf, viewDatastore } from './datastore-view';
import { asDocumented, expectedFor } from './expected-time';
import { tryLetIn } from './let-in';
import { acting, permissionsOf, reading } from './looking-facts';
import { afterFailedAct, refuse, scopeOf, secondsSinceBegun } from './outcomes';
import { readBackPatiently } from './read-back-patiently';
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

type FailoverSpec = StepOf<'elasticache-failover'>;

const action = 'elasticache:FailoverGlobalReplicationGroup';
/** Fleet seconds within which AWS shows what it accepted. */
const shownWithinSeconds = 30;
const lookAgainIn = 3;

/** The slow case is ours: AWS gives no figure for it. */
const usual = asDocumented(
  60,
  180,
  'ElastiCache user guide, global datastores: a secondary is promoted in less than a minute',
);

/** Everything is asked for in the target's region; the one of the old primary may be lost. */
function describe(spec: FailoverSpec, context: DescribeContext): StepFacts {
  const { datastore, from, to } = spec;
  const target = {
    GlobalReplicationGroupId: datastore,
    PrimaryRegion: to,
    PrimaryReplicationGroupId: `its group in ${to}`,
  };
  const calls = [reading('elasticache:DescribeGlobalReplicationGroups', to), acting(action, to, target)];
  return {
    plane: 'control',
    regionsNeeded: [to],
    permissions: permissionsOf(calls),
    idempotency: 'conditional',
    expected: expectedFor(spec, context, usual),
    calls,
    changes: `${datastore} is written in ${to}; what had not arrived there from ${from} is given up, and other copies are filled anew.`,
    wayBack: `When ${from} is back and its copy is associated, fail ${datastore} over to it; what was given up does not come back.`,
  };
}

type Ready =
  | { readonly state: 'ready'; readonly group: GlobalReplicationGroup; readonly target: GlobalReplicationGroupMember }
  | { readonly state: 'done'; readonly sentence: string }
  | { readonly state: 'under-way'; readonly sentence: string }
  | { readonly state: 'not-ready'; readonly sentence: string; readonly next: string };

/**
 * Whether the call may be made as things are. AWS takes it while the datastore is being modified in other ways, and makes
 * one failover of it when it is asked for twice: what is `modifying` is no reason to wait for a region that may be lost.
 */
function judgeReady(view: DatastoreView, { datastore, to }: FailoverSpec): Ready {
  if (view.state !== 'read') {
    const next = `The call is made in ${to}, and only when that region says how things are.`;
    return { state: 'not-ready', sentence: view.sentence, next };
  }
  const { group } = view;
  const words = `${describeDatastore(group)}.`;
  const primary = primaryOf(group);
  const target = datastoreMemberIn(group, to);
  if (primary !== 'none' && primary.region === to) {
    if (group.status === 'available') return { state: 'done', sentence: `Already ${words}` };
    return { state: 'under-way', sentence: words };
  }
  if (target === 'none') {
    const sentence = `${datastore} has no member in ${to}: ${words}`;
    return { state: 'not-ready', sentence, next: 'Correct the plan: it names a region without a copy.' };
  }
  if (group.status !== 'available' && group.status !== 'modifying') {
    const next = 'Look in ElastiCache what is done to it, and wait until it is available.';
    return { state: 'not-ready', sentence: `A failover is not possible now: ${words}`, next };
  }
  if (target.status !== 'associated') {
    const sentence = `The copy in ${to} is not whole: ${words}`;
    return { state: 'not-ready', sentence, next: 'Wait until it is associated, or choose another target.' };
  }
  return { state: 'ready', group, target };
}

async function perform(spec: FailoverSpec, ports: StepPorts): Promise<StepOutcome> {
  const { accountId, datastore, to } = spec;
  const view = await viewDatastore(ports, spec, to);
  const ready = judgeReady(view, spec);
  if (ready.state === 'done') return { state: 'done', sentence: ready.sentence, calls: [view.call] };
  if (ready.state === 'not-ready') return refuse(ready.sentence, ready.next, [view.call]);
  if (ready.state === 'under-way') {
    const remember = { seenUnderWay: true };
    return { state: 'begun', sentence: ready.sentence, remember, lookAgainIn, calls: [view.call] };
  }
  const { group, target } = ready;
  const primary = primaryOf(group);
  const answer = await actFailOverDatastore(ports.edge, scopeOf(ports, accountId, to, 'actMs'), group, target);
  const asked = `Make ${target.replicationGroupId} in ${to} the primary of ${datastore}, giving up what has not arrived`;
  const before = `${describeDatastore(group)}.`;
  const region = primary === 'none' ? spec.from : primary.region;
  const touched = [{ kind: 'writer', accountId, region, to, resources: [datastore] } as const];
  const calls = [view.call, recordAct(answer, ports.clock.now(), asked, { before, touched })];
  if (answer.state !== 'accepted') return afterFailedAct(answer, calls);
  const sentence = `ElastiCache in ${to} accepted to have ${datastore} written there.`;
  return { state: 'begun', sentence, remember: {}, lookAgainIn, calls };
}

/** What the target's own region says; the old one may be lost. */
async function check(spec: FailoverSpec, ports: StepPorts, context: StepContext): Promise<StepCheck> {
  const view = await viewDatastore(ports, spec, spec.to);
  const remember = context.remembered;
  if (view.state !== 'read') return { state: 'not-yet', sentence: view.sentence, remember, lookAgainIn };
  const { group, call } = view;
  const words = `${describeDatastore(group)}.`;
  if (group.status !== 'available') {
    return { state: 'not-yet', sentence: words, remember: { ...remember, seenUnderWay: true }, lookAgainIn };
  }
  const primary = primaryOf(group);
  if (primary !== 'none' && primary.region === spec.to) return { state: 'done', sentence: words, calls: [call] };
  const next = 'Look at the events of the datastore in ElastiCache, and perform it again.';
  if (remember.seenUnderWay === true) {
    const sentence = `ElastiCache ended the change without another primary: ${words}`;
    return { state: 'failed', sentence, next, calls: [call] };
  }
  if (secondsSinceBegun(context, ports.clock.now()) <= shownWithinSeconds) {
    return { state: 'not-yet', sentence: `ElastiCache does not show the change yet: ${words}`, remember, lookAgainIn };
  }
  const sentence = `ElastiCache accepted the call and nothing came of it: ${words}`;
  return { state: 'failed', sentence, next, calls: [call] };
}

/** Read in the target's region, and where that says nothing in the old primary's. */
async function readBack(spec: FailoverSpec, ports: StepPorts, context: StepContext): Promise<ReadBack> {
  return readBackPatiently(shownWithinSeconds, ports, context, () => readOnce(spec, ports));
}

async function readOnce(spec: FailoverSpec, ports: StepPorts): Promise<ReadBack> {
  const views = [await viewDatastore(ports, spec, spec.to)];
  if (views[0]?.state === 'unreadable') views.push(await viewDatastore(ports, spec, spec.from));
  const calls: readonly CallRecord[] = views.map(({ call }) => call);
  const view = views.find(({ state }) => state === 'read');
  if (view?.state !== 'read') {
    return { verdict: 'unknown', sentence: calls.map(({ detail }) => detail).join(' '), calls };
  }
  const { group } = view;
  const sentence = `${describeDatastore(group)}.`;
  // AWS does not say what it is modified for: whether it was this is seen when it ends.
  if (group.status === 'modifying') return { verdict: 'under-way', sentence, calls };
  const primary = primaryOf(group);
  if (primary === 'none') return { verdict: 'unknown', sentence, calls };
  if (primary.region !== spec.to) return { verdict: 'did-not-happen', sentence, calls };
  return { verdict: group.status === 'available' ? 'happened' : 'under-way', sentence, calls };
}

/** What would happen now; whether the engine is let in as the one who moves things is tried as well. */
async function dryRun(spec: FailoverSpec, ports: StepPorts): Promise<DryRun> {
  const { accountId, datastore, to } = spec;
  const [view, letIn] = await Promise.all([viewDatastore(ports, spec, to), tryLetIn(ports, accountId, to)]);
  const ready = judgeReady(view, spec);
  const call = `It would call ${action} in ${to}, and ${datastore} would be written there.`;
  const now = view.state === 'read' ? [`Now ${describeDatastore(view.group)}.`] : [];
  const isThere = ready.state === 'done' || ready.state === 'under-way';
  const wouldHappen = isThere ? [`Nothing: ${ready.sentence}`] : [call, ...now];
  const inTheWay = [...(ready.state === 'not-ready' ? [ready.sentence] : []), ...letIn.inTheWay];
  return { wouldHappen, inTheWay, calls: [view.call, letIn.call] };
}

/** The secondary region of a global datastore becomes its primary: called there, whatever the old one does. */
export const elasticacheFailover: StepKindRules<'elasticache-failover'> = {
  kind: 'elasticache-failover',
  describe,
  dryRun,
  perform,
  readBack,
  check,
};
