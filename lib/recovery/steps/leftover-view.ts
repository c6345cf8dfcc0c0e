import { type DatabaseInstance, fetchInstanceSnapshot } from '@/lib/aws';
import type { CallRecord } from '@/lib/domain/recovery/execution';
import type { StepOf } from '@/lib/domain/recovery/step';
import { recordRead } from './call-records';
import { describeCluster, viewCluster } from './cluster-view';
import { describeInstance, servingStatuses, viewNamedInstance } from './instance-view';
import { scopeOf } from './outcomes';
import type { StepContext, StepPorts } from './step-kind';

type CleanUpSpec = StepOf<'clean-up'>;
type FormerWriter = Extract<CleanUpSpec, { readonly removes: 'former-writer' }>;
type AddedInstance = Extract<CleanUpSpec, { readonly removes: 'aurora-instance' }>;

/** What an instance is kept as: a name of the run's own, so that a second call of it finds the first. */
export function finalSnapshotOf({ instance }: FormerWriter, { executionId }: Pick<StepContext, 'executionId'>): string {
  const run = executionId
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
  return `${instance}-final-${run}`;
}

/** Whether what is not needed may be deleted now. */
export type ReadyToDelete = { readonly calls: readonly CallRecord[]; readonly sentence: string } & (
  | { readonly state: 'ready'; readonly instance: DatabaseInstance }
  | { readonly state: 'gone' }
  | { readonly state: 'leaving' }
  | { readonly state: 'not-ready'; readonly next: string }
);

type Judged =
  | { readonly state: 'ready'; readonly sentence: string }
  | { readonly state: 'not-ready'; readonly sentence: string; readonly next: string };

/** By what its own region and that of the writer say now; what is not said stands in the way. */
export async function judgeCleanUp(spec: CleanUpSpec, ports: StepPorts): Promise<ReadyToDelete> {
  const { accountId, region, instance: name } = spec;
  const view = await viewNamedInstance(ports, { accountId, region, name });
  const calls = [view.call];
  if (view.state === 'absent') return { state: 'gone', sentence: view.sentence, calls };
  if (view.state === 'unreadable') {
    const next = `It is deleted in ${region}, and only when that region says how things are.`;
    return { state: 'not-ready', sentence: view.sentence, next, calls };
  }
  const { instance } = view;
  if (instance.status === 'deleting') return { state: 'leaving', sentence: `${describeInstance(instance)}.`, calls };
  if (spec.removes === 'former-writer' && isReplicaOfWriter(instance, spec)) {
    const sentence = `it follows the writer, and is no leftover any more: ${describeInstance(instance)}.`;
    return { state: 'gone', sentence, calls };
  }
  const own = judgeOwn(instance, spec);
  if (own.state === 'not-ready') return { ...own, calls };
  const { judged, call } = await (spec.removes === 'former-writer' ? judgeWriter(spec, ports) : judgeCopy(spec, ports));
  const all = [...calls, call];
  if (judged.state === 'not-ready') return { ...judged, calls: all };
  return { state: 'ready', instance, sentence: `${own.sentence} ${judged.sentence}`, calls: all };
}

function isReplicaOfWriter({ follows }: DatabaseInstance, { writer, writerRegion }: FormerWriter): boolean {
  return follows !== 'nobody' && follows.identifier === writer && follows.region === writerRegion;
}

function judgeOwn(instance: DatabaseInstance, spec: CleanUpSpec): Judged {
  const words = `${describeInstance(instance)}.`;
  const notReady = (sentence: string, next: string): Judged => ({ state: 'not-ready', sentence, next });
  const { cluster, status, follows, replicas, deletionProtection } = instance;
  const wanted = spec.removes === 'aurora-instance' ? spec.cluster : undefined;
  if (cluster !== wanted)
    return notReady(`It is part of ${cluster ?? 'no cluster'}, and not what the plan means: ${words}`, correctNames);
  if (follows !== 'nobody')
    return notReady(
      `It is a replica, and no writer that was left behind: ${words}`,
      'Leave this step out: it is a copy.',
    );
  const [follower] = replicas;
  if (follower !== undefined)
    return notReady(
      `${follower.identifier} in ${follower.region} follows it: ${words}`,
      'It is what others copy from. Promote or delete them first, or leave this step out.',
    );
  if (status !== 'available')
    return notReady(`It is not available: ${words}`, 'Wait until it is available, and perform it again.');
  if (deletionProtection !== 'off')
    return notReady(
      `Deletion protection of ${instance.identifier} is ${deletionProtection ?? 'not told'}, and a run never switches it off.`,
      'Whoever protected it switches that off in RDS (rds:ModifyDBInstance); then perform this again.',
    );
  return { state: 'ready', sentence: words };
}

const correctNames = 'Correct the names of the store or of the step in the fleet file.';

interface JudgedOther {
  readonly judged: Judged;
  readonly call: CallRecord;
}

/** The writer is available, and follows nobody: it takes writes of its own. */
async function judgeWriter(
  { accountId, writer, writerRegion: region }: FormerWriter,
  ports: StepPorts,
): Promise<JudgedOther> {
  const view = await viewNamedInstance(ports, { accountId, region, name: writer });
  const { call } = view;
  const next = 'Nothing is deleted before another one is proven to take the writes: look at it, and perform it again.';
  const notReady = (sentence: string): JudgedOther => ({ judged: { state: 'not-ready', sentence, next }, call });
  if (view.state !== 'read') return notReady(view.sentence);
  const words = `${describeInstance(view.instance)}.`;
  if (view.instance.follows !== 'nobody') return notReady(`What should write is a replica: ${words}`);
  if (!servingStatuses.includes(view.instance.status)) return notReady(`What writes is not available: ${words}`);
  return { judged: { state: 'ready', sentence: `The writer: ${words}` }, call };
}

/** Only a copy that follows another region can do without an instance. */
async function judgeCopy(
  { accountId, region, cluster, globalCluster }: AddedInstance,
  ports: StepPorts,
): Promise<JudgedOther> {
  const view = await viewCluster(ports, { accountId, cluster, region });
  const { call } = view;
  const notReady = (sentence: string, next: string): JudgedOther => ({
    judged: { state: 'not-ready', sentence, next },
    call,
  });
  if (view.state !== 'read') return notReady(view.sentence, 'Its cluster is asked first, and only then is it deleted.');
  const words = `${describeCluster(view.cluster)}.`;
  const follows = view.cluster.follows !== 'nobody' && view.cluster.globalCluster === globalCluster;
  if (!follows)
    return notReady(
      `${cluster} is no copy that follows: without its instance nobody could reach it: ${words}`,
      'Perform it once the cluster follows another region again, or leave this step out.',
    );
  return { judged: { state: 'ready', sentence: words }, call };
}

/**
 * How a deletion stands. `saving`: gone, its snapshot not whole yet; `removed`: gone, and kept as was agreed; `not-kept`:
 * gone, and the snapshot of this run is not there.
 */
export interface LeftoverView {
  readonly state: 'unreadable' | 'there' | 'leaving' | 'saving' | 'removed' | 'not-kept';
  readonly sentence: string;
  readonly calls: readonly CallRecord[];
}

/** Reads the instance, and once it is gone what it is kept as. */
export async function viewLeftover(spec: CleanUpSpec, ports: StepPorts, context: StepContext): Promise<LeftoverView> {
  const { accountId, region, instance: name } = spec;
  const view = await viewNamedInstance(ports, { accountId, region, name });
  const calls = [view.call];
  if (view.state === 'unreadable') return { state: 'unreadable', sentence: view.sentence, calls };
  if (view.state === 'read') {
    const state = view.instance.status === 'deleting' ? 'leaving' : 'there';
    return { state, sentence: `${describeInstance(view.instance)}.`, calls };
  }
  if (spec.removes === 'aurora-instance')
    return { state: 'removed', sentence: `${name} in ${region} is gone; ${spec.cluster} keeps its data.`, calls };
  const snapshot = finalSnapshotOf(spec, context);
  const answer = await fetchInstanceSnapshot(ports.edge, scopeOf(ports, accountId, region), snapshot);
  const found = answer.state === 'answered' ? answer.value : 'absent';
  const words = found === 'absent' ? `there is no snapshot ${snapshot}` : `its snapshot ${snapshot} is ${found.status}`;
  const place = { action: 'rds:DescribeDBSnapshots', endpointRegion: region, at: ports.clock.now() };
  const all = [...calls, recordRead(answer, place, words)];
  if (answer.state !== 'answered') return { state: 'unreadable', sentence: answer.message, calls: all };
  const sentence = `${name} in ${region} is gone; ${words}.`;
  if (found === 'absent') return { state: 'not-kept', sentence, calls: all };
  return { state: stateOfSnapshot(found.status), sentence, calls: all };
}

function stateOfSnapshot(status: string): LeftoverView['state'] {
  if (status === 'available') return 'removed';
  return status === 'failed' ? 'not-kept' : 'saving';
}
