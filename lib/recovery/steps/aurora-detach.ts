import { actDetachCluster, type DatabaseCluster } from '@/lib/aws';
import type { StepFacts, StepOf } from '@/lib/domain/recovery/step';
import { recordAct } from './call-records';
import { type ClusterView, describeCluster, standingAlone, viewDetached } from './cluster-view';
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

type DetachSpec = StepOf<'aurora-detach'>;

const usual = asDocumented(
  180,
  300,
  'Aurora user guide, recovering from an unplanned outage by detaching: minutes; the rebuild afterwards takes hours',
);

function describe(spec: DetachSpec, context: DescribeContext): StepFacts {
  const { globalCluster, cluster, from, to } = spec;
  const target = { GlobalClusterIdentifier: globalCluster, DbClusterIdentifier: cluster };
  const calls = [
    reading('rds:DescribeDBClusters', to, { DBClusterIdentifier: cluster }),
    reading('rds:DescribeGlobalClusters', to),
    acting('rds:RemoveFromGlobalCluster', to, target),
  ];
  return {
    plane: 'control',
    regionsNeeded: [to],
    permissions: permissionsOf(calls),
    // A second call is refused: the cluster is no member any more.
    idempotency: 'conditional',
    expected: expectedFor(spec, context, usual),
    calls,
    changes: `${cluster} in ${to} leaves ${globalCluster} and takes writes of its own; what had not arrived from ${from} is given up, and ${globalCluster} is broken.`,
    wayBack: `None: when ${from} is back, its cluster is deleted and a new global database is built from ${cluster}, which takes hours; what was given up does not come back.`,
  };
}

/** Fleet seconds within which AWS shows what it accepted. */
const shownWithinSeconds = 60;
const lookAgainIn = 5;

type Ready =
  | { readonly state: 'ready'; readonly cluster: DatabaseCluster }
  | { readonly state: 'done'; readonly sentence: string }
  | { readonly state: 'under-way'; readonly sentence: string }
  | { readonly state: 'not-ready'; readonly sentence: string; readonly next: string };

/** By what the region that takes over says, and nothing else. */
function judgeReady(view: ClusterView, spec: DetachSpec, wasMember: boolean): Ready {
  const notReady = (sentence: string, next: string): Ready => ({ state: 'not-ready', sentence, next });
  if (view.state === 'unreadable')
    return notReady(view.sentence, `The call is made in ${spec.to}, and only when that region says how things are.`);
  if (view.state === 'absent') return notReady(view.sentence, correctName);
  const { cluster, membership } = view;
  const words = `${describeCluster(cluster)}.`;
  switch (membership) {
    case 'writer':
      return { state: 'done', sentence: `It is the writer of ${spec.globalCluster} already: ${words}` };
    case 'busy':
      return notReady(`A change of ${spec.globalCluster} is under way: ${words}`, 'Wait until that change has ended.');
    case 'pending-resync':
      return notReady(
        `The copy in ${spec.to} is not whole: ${words}`,
        'Wait until it is connected, or choose another target.',
      );
    case 'member':
      if (cluster.instances.length > 0) return { state: 'ready', cluster };
      return notReady(
        `Nobody could reach it: ${words}`,
        'Give it an instance first, by a step of kind aurora-instance.',
      );
    case 'none':
      return judgeAlone(cluster, spec, wasMember, words);
  }
}

const correctName = 'Correct the clusters of the step in the fleet file, or choose another target.';

/** A cluster that stands alone says nothing of how far its data goes; only this run's having seen it follow does. */
function judgeAlone(cluster: DatabaseCluster, spec: DetachSpec, wasMember: boolean, words: string): Ready {
  if (!wasMember) {
    const sentence = `${spec.cluster} stands alone, and since when and with which data is not told: ${words}`;
    return { state: 'not-ready', sentence, next: askWho };
  }
  switch (standingAlone(cluster)) {
    case 'writer':
      return { state: 'done', sentence: `Already done: ${words}` };
    case 'opening':
      return { state: 'under-way', sentence: words };
    default:
      return { state: 'not-ready', sentence: `It takes no writes: ${words}`, next: giveInstance };
  }
}

const askWho =
  'Look who detached it and when (rds:RemoveFromGlobalCluster in CloudTrail); if its data is what is wanted, skip this step and say so.';
const giveInstance = 'Give it an instance, by a step of kind aurora-instance or by hand, or look at its events in RDS.';
const lookAtEvents = 'Look at the events of the cluster in RDS, and perform it again.';

async function perform(spec: DetachSpec, ports: StepPorts, context: StepContext): Promise<StepOutcome> {
  const view = await viewDetached(ports, spec);
  const ready = judgeReady(view, spec, wasMember(context));
  if (ready.state === 'done') return { state: 'done', sentence: ready.sentence, calls: view.calls };
  if (ready.state === 'not-ready') return refuse(ready.sentence, ready.next, view.calls);
  if (ready.state === 'under-way')
    return { state: 'begun', sentence: ready.sentence, remember: sawMember, lookAgainIn, calls: view.calls };
  const { globalCluster, cluster, to, accountId } = spec;
  const answer = await actDetachCluster(
    ports.edge,
    scopeOf(ports, accountId, to, 'actMs'),
    globalCluster,
    ready.cluster,
  );
  const asked = `Take ${cluster} in ${to} out of ${globalCluster}, giving up what has not arrived`;
  const before = `${describeCluster(ready.cluster)}.`;
  const calls = [...view.calls, recordAct(answer, ports.clock.now(), asked, { before })];
  if (answer.state !== 'accepted') return afterFailedAct(answer, calls, sawMember);
  const sentence = `RDS in ${to} accepted to take ${cluster} out of ${globalCluster}; it opens for writes, which takes minutes.`;
  return { state: 'begun', sentence, remember: sawMember, lookAgainIn, calls };
}

/** Left to later calls of the step: it was a member when it was asked for. */
const sawMember = { sawMember: true };

function wasMember({ remembered }: StepContext): boolean {
  return remembered.sawMember === true || remembered.sawOpening === true;
}

async function check(spec: DetachSpec, ports: StepPorts, context: StepContext): Promise<StepCheck> {
  const view = await viewDetached(ports, spec);
  const { calls } = view;
  const notYet = (sentence: string, more = {}): StepCheck => ({
    state: 'not-yet',
    sentence,
    remember: { ...context.remembered, ...more },
    lookAgainIn,
  });
  if (view.state === 'unreadable') return notYet(view.sentence);
  if (view.state === 'absent') return { state: 'failed', sentence: view.sentence, next: lookAtEvents, calls };
  const { cluster, membership } = view;
  const words = `${describeCluster(cluster)}.`;
  if (membership !== 'none') {
    if (secondsSinceBegun(context, ports.clock.now()) <= shownWithinSeconds)
      return notYet(`RDS does not show the change yet: ${words}`, sawMember);
    const sentence = `RDS accepted the call and nothing came of it: ${words}`;
    return { state: 'failed', sentence, next: lookAtEvents, calls };
  }
  const standing = standingAlone(cluster);
  // What opens now was not left behind long ago, whoever asked for it.
  if (standing === 'opening') return notYet(words, { sawOpening: true });
  const ready = judgeAlone(cluster, spec, wasMember(context), words);
  if (ready.state === 'done') return { state: 'done', sentence: words, calls };
  const next = ready.state === 'not-ready' ? ready.next : lookAtEvents;
  return { state: 'failed', sentence: ready.state === 'ready' ? words : ready.sentence, next, calls };
}

async function readBack(spec: DetachSpec, ports: StepPorts, context: StepContext): Promise<ReadBack> {
  return readBackPatiently(shownWithinSeconds, ports, context, () => readOnce(spec, ports, context));
}

async function readOnce(spec: DetachSpec, ports: StepPorts, context: StepContext): Promise<ReadBack> {
  const view = await viewDetached(ports, spec);
  const { calls } = view;
  if (view.state !== 'read') return { verdict: 'unknown', sentence: view.sentence, calls };
  const sentence = `${describeCluster(view.cluster)}.`;
  if (view.membership === 'busy') return { verdict: 'unknown', sentence, calls };
  if (view.membership !== 'none') return { verdict: 'did-not-happen', sentence, calls };
  const standing = standingAlone(view.cluster);
  if (standing === 'opening') return { verdict: 'under-way', sentence, calls };
  return { verdict: standing === 'writer' && wasMember(context) ? 'happened' : 'unknown', sentence, calls };
}

/** What would happen now; whether the engine is let in as the one who moves things is tried as well. */
async function dryRun(spec: DetachSpec, ports: StepPorts, context: StepContext): Promise<DryRun> {
  const { accountId, globalCluster, cluster, to } = spec;
  const [view, letIn] = await Promise.all([viewDetached(ports, spec), tryLetIn(ports, accountId, to)]);
  const ready = judgeReady(view, spec, wasMember(context));
  const call = `It would call rds:RemoveFromGlobalCluster in ${to}: ${cluster} would take writes of its own, and ${globalCluster} would be broken for good.`;
  const now = view.state === 'read' ? [`Now ${describeCluster(view.cluster)}.`] : [];
  const wouldHappen =
    ready.state === 'done' || ready.state === 'under-way' ? [`Nothing: ${ready.sentence}`] : [call, ...now];
  const inTheWay = [...(ready.state === 'not-ready' ? [ready.sentence] : []), ...letIn.inTheWay];
  return { wouldHappen, inTheWay, calls: [...view.calls, letIn.call] };
}

/** A last resort for when no managed failover is possible: called in the copy's region, whatever the old writer does. */
export const auroraDetach: StepKindRules<'aurora-detach'> = {
  kind: 'aurora-detach',
  describe,
  dryRun,
  perform,
  readBack,
  check,
};
