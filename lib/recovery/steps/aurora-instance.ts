import { actCreateInstance, type DatabaseCluster, type DatabaseInstance, fetchDatabaseInstance } from '@/lib/aws';
import type { CallRecord } from '@/lib/domain/recovery/execution';
import type { StepFacts, StepOf } from '@/lib/domain/recovery/step';
import { recordAct, recordRead } from './call-records';
import { describeCluster, viewCluster } from './cluster-view';
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

type InstanceSpec = StepOf<'aurora-instance'>;

const usual = asDocumented(
  420,
  900,
  'Aurora user guide, adding a reader to a headless secondary: minutes; room for the class is not guaranteed',
);

function describe(spec: InstanceSpec, context: DescribeContext): StepFacts {
  const { region, cluster, instance, instanceClass } = spec;
  const names = { DBInstanceIdentifier: instance };
  const calls = [
    reading('rds:DescribeDBInstances', region, names),
    reading('rds:DescribeDBClusters', region, { DBClusterIdentifier: cluster }),
    acting('rds:CreateDBInstance', region, { ...names, DBClusterIdentifier: cluster, DBInstanceClass: instanceClass }),
  ];
  return {
    plane: 'control',
    regionsNeeded: [region],
    permissions: permissionsOf(calls),
    // Its name is taken by the first call.
    idempotency: 'idempotent',
    expected: expectedFor(spec, context, usual),
    calls,
    changes: `${cluster} in ${region} has an instance ${instance} of class ${instanceClass}, unless it has one already; it costs from then on.`,
    wayBack: `Delete ${instance} in RDS once nobody is connected to it.`,
  };
}

/** Fleet seconds within which AWS shows what it accepted. */
const shownWithinSeconds = 60;
const lookAgainIn = 10;

type InstanceState = { readonly calls: readonly CallRecord[] } & (
  | { readonly state: 'unreadable'; readonly sentence: string }
  | { readonly state: 'absent'; readonly sentence: string }
  /** The name is that of an instance elsewhere. */
  | { readonly state: 'taken'; readonly sentence: string }
  | { readonly state: 'serving' | 'coming' | 'unusable'; readonly sentence: string }
);

const serving = ['available', 'backing-up', 'storage-optimization', 'configuring-enhanced-monitoring'];
const unusable = /^(failed|incompatible-|inaccessible-|storage-full|stopp|delet|restore-error|insufficient-capacity)/;

async function viewInstance(spec: InstanceSpec, ports: StepPorts, name = spec.instance): Promise<InstanceState> {
  const { accountId, region } = spec;
  const answer = await fetchDatabaseInstance(ports.edge, scopeOf(ports, accountId, region), name);
  const absent = `There is no database instance ${name} in ${region}.`;
  const instance = answer.state === 'answered' ? answer.value : 'absent';
  const sentence = instance === 'absent' ? absent : describeInstance(instance);
  const place = { action: 'rds:DescribeDBInstances', endpointRegion: region, at: ports.clock.now() };
  const calls = [recordRead(answer, place, sentence)];
  if (answer.state !== 'answered') return { state: 'unreadable', sentence: answer.message, calls };
  if (instance === 'absent') return { state: 'absent', sentence, calls };
  if (instance.cluster !== spec.cluster) return { state: 'taken', sentence, calls };
  const { status } = instance;
  const state = serving.includes(status) ? 'serving' : unusable.test(status) ? 'unusable' : 'coming';
  return { state, sentence, calls };
}

function describeInstance({ identifier, region, status, cluster }: DatabaseInstance): string {
  return `${identifier} in ${region} is ${cluster === undefined ? 'part of no cluster' : `part of ${cluster}`} and is ${status}.`;
}

type Ready = { readonly calls: readonly CallRecord[] } & (
  | { readonly state: 'ready'; readonly cluster: DatabaseCluster }
  | { readonly state: 'done'; readonly sentence: string }
  | { readonly state: 'under-way'; readonly sentence: string }
  | { readonly state: 'not-ready'; readonly sentence: string; readonly next: string }
);

/** By the name of the instance first, and by those that the cluster has otherwise. */
async function judgeReady(spec: InstanceSpec, ports: StepPorts): Promise<Ready> {
  const { accountId, cluster: name, region } = spec;
  const own = await viewInstance(spec, ports);
  const { calls } = own;
  if (own.state === 'serving') return { state: 'done', sentence: `Already there: ${own.sentence}`, calls };
  if (own.state === 'coming') return { state: 'under-way', sentence: own.sentence, calls };
  if (own.state !== 'absent') {
    const next = own.state === 'unreadable' ? sameRegion(spec) : own.state === 'taken' ? otherName : lookAtEvents;
    return { state: 'not-ready', sentence: own.sentence, next, calls };
  }
  const view = await viewCluster(ports, { accountId, cluster: name, region });
  const looked = [...calls, view.call];
  if (view.state !== 'read') {
    const next = view.state === 'absent' ? correctName : sameRegion(spec);
    return { state: 'not-ready', sentence: view.sentence, next, calls: looked };
  }
  const [other] = view.cluster.instances;
  if (other === undefined) return { state: 'ready', cluster: view.cluster, calls: looked };
  const seen = await viewInstance(spec, ports, other.identifier);
  const all = [...looked, ...seen.calls];
  if (seen.state === 'serving') return { state: 'done', sentence: `It has one already: ${seen.sentence}`, calls: all };
  return { state: 'ready', cluster: view.cluster, calls: all };
}

function sameRegion({ region }: InstanceSpec): string {
  return `The call is made in ${region}, and only when that region says how things are.`;
}

const correctName = 'Correct the clusters of the step in the fleet file, or choose another target.';
const otherName = 'Rename or delete that instance, or give the cluster one by hand.';
const lookAtEvents = 'Look at the events of the instance in RDS.';
const otherClass = 'Write another class into the plan, or give the cluster an instance by hand.';

async function perform(spec: InstanceSpec, ports: StepPorts): Promise<StepOutcome> {
  const ready = await judgeReady(spec, ports);
  const { calls: looked } = ready;
  if (ready.state === 'done') return { state: 'done', sentence: ready.sentence, calls: looked };
  if (ready.state === 'under-way')
    return { state: 'begun', sentence: ready.sentence, remember: {}, lookAgainIn, calls: looked };
  if (ready.state === 'not-ready') return refuse(ready.sentence, ready.next, looked);
  const { accountId, region, cluster, instance, instanceClass } = spec;
  const answer = await actCreateInstance(ports.edge, scopeOf(ports, accountId, region, 'actMs'), ready.cluster, spec);
  const asked = `Give ${cluster} in ${region} the instance ${instance} of class ${instanceClass}`;
  const before = `${describeCluster(ready.cluster)}.`;
  const calls = [...looked, recordAct(answer, ports.clock.now(), asked, { before })];
  const begun = { state: 'begun', remember: {}, lookAgainIn, calls } as const;
  if (answer.state === 'accepted')
    return { ...begun, sentence: `RDS in ${region} accepted to create ${instance}, which takes minutes.` };
  const failed = afterFailedAct(answer, calls);
  if (failed.state !== 'refused' || answer.said === undefined) return failed;
  // Somebody created it between the look and the call: an earlier attempt of this step, or a colleague.
  if (answer.said.code.startsWith('DBInstanceAlreadyExists'))
    return { ...begun, sentence: `RDS says that ${instance} is there already; it is looked at.` };
  return answer.said.code.startsWith('InsufficientDBInstanceCapacity') ? { ...failed, next: otherClass } : failed;
}

async function check(spec: InstanceSpec, ports: StepPorts, context: StepContext): Promise<StepCheck> {
  const seen = await viewInstance(spec, ports);
  const { sentence, calls } = seen;
  const notYet = (words: string): StepCheck => ({ state: 'not-yet', sentence: words, remember: {}, lookAgainIn });
  switch (seen.state) {
    case 'serving':
      return { state: 'done', sentence, calls };
    case 'unreadable':
    case 'coming':
      return notYet(sentence);
    case 'absent':
      if (secondsSinceBegun(context, ports.clock.now()) <= shownWithinSeconds)
        return notYet(`RDS does not show it yet: ${sentence}`);
      return {
        state: 'failed',
        sentence: `RDS accepted the call and nothing came of it: ${sentence}`,
        next: 'Look at the events of the cluster in RDS, and perform it again.',
        calls,
      };
    default:
      return { state: 'failed', sentence, next: seen.state === 'taken' ? otherName : lookAtEvents, calls };
  }
}

async function readBack(spec: InstanceSpec, ports: StepPorts, context: StepContext): Promise<ReadBack> {
  return readBackPatiently(shownWithinSeconds, ports, context, () => readOnce(spec, ports));
}

async function readOnce(spec: InstanceSpec, ports: StepPorts): Promise<ReadBack> {
  const { state, sentence, calls } = await viewInstance(spec, ports);
  const verdicts = { serving: 'happened', coming: 'under-way', absent: 'did-not-happen' } as const;
  const verdict = state === 'serving' || state === 'coming' || state === 'absent' ? verdicts[state] : 'unknown';
  return { verdict, sentence, calls };
}

async function dryRun(spec: InstanceSpec, ports: StepPorts): Promise<DryRun> {
  const { accountId, region, cluster, instance, instanceClass } = spec;
  const [ready, letIn] = await Promise.all([judgeReady(spec, ports), tryLetIn(ports, accountId, region)]);
  const call = `It would call rds:CreateDBInstance in ${region}: ${cluster} would get ${instance} of class ${instanceClass}. Whether there is room is not known before.`;
  const isThere = ready.state === 'done' || ready.state === 'under-way';
  const wouldHappen = isThere ? [`Nothing: ${ready.sentence}`] : [call];
  const inTheWay = [...(ready.state === 'not-ready' ? [ready.sentence] : []), ...letIn.inTheWay];
  return { wouldHappen, inTheWay, calls: [...ready.calls, letIn.call] };
}

/** A copy without an instance gets one, of a name and class that were written down before. */
export const auroraInstance: StepKindRules<'aurora-instance'> = {
  kind: 'aurora-instance',
  describe,
  dryRun,
  perform,
  readBack,
  check,
};
