import type { DatabaseInstance } from '@/lib/aws';
import type { CallRecord } from '@/lib/domain/recovery/execution';
import type { ReplicaBuild } from '@/lib/domain/recovery/step';
import { describeInstance, servingStatuses, unusableStatus, viewNamedInstance } from './instance-view';
import type { StepPorts } from './step-kind';

/**
 * How the instance stands that is to be built. `following`: whole, and replicating; `coming`: on its way; `broken`: whole,
 * and it says that it does not replicate; `taken`: it follows nobody, or another one.
 */
export interface BuiltView {
  readonly state: 'unreadable' | 'absent' | 'following' | 'coming' | 'broken' | 'unusable' | 'leaving' | 'taken';
  readonly sentence: string;
  readonly calls: readonly CallRecord[];
}

/** Reads the replica in its own region, which alone says whether it replicates. */
export async function viewBuilt(spec: ReplicaBuild, ports: StepPorts): Promise<BuiltView> {
  const { accountId, instance: name, to: region } = spec;
  const view = await viewNamedInstance(ports, { accountId, region, name });
  const calls = [view.call];
  if (view.state !== 'read') return { state: view.state, sentence: view.sentence, calls };
  const { instance } = view;
  const replicates = instance.follows === 'nobody' ? '' : `; its replication is ${instance.replication ?? 'not told'}`;
  return { state: standingOf(instance, spec), sentence: `${describeInstance(instance)}${replicates}.`, calls };
}

function standingOf(
  { status, follows, replication = 'unknown' }: DatabaseInstance,
  spec: ReplicaBuild,
): BuiltView['state'] {
  if (status === 'deleting') return 'leaving';
  if (follows === 'nobody' || follows.identifier !== spec.follows || follows.region !== spec.from) return 'taken';
  if (unusableStatus.test(status)) return 'unusable';
  if (!servingStatuses.includes(status) || replication === 'unknown') return 'coming';
  return replication === 'replicating' ? 'following' : 'broken';
}

/** What to do about an instance that is there and is not what it should be. */
export function nextFor(state: BuiltView['state'], { instance, follows, from, to }: ReplicaBuild): string {
  switch (state) {
    case 'unreadable':
      return `The call is made in ${to}, and only when that region says how things are.`;
    case 'taken':
      return `Its name is wanted for the replica of ${follows} in ${from}: save what only it has and delete it first (clean-up).`;
    case 'leaving':
      return 'Wait until it is gone, and perform it again.';
    case 'broken':
      return `Look at the replication of ${instance} in RDS; where it cannot be mended, delete it and perform this again.`;
    default:
      return `Look at the events of ${instance} in RDS.`;
  }
}

/** Whether the call that builds a replica may be made now. */
export type ReadyToBuild = { readonly calls: readonly CallRecord[] } & (
  | { readonly state: 'ready'; readonly writer: DatabaseInstance; readonly sourceArn: string }
  | { readonly state: 'done' | 'under-way'; readonly sentence: string }
  | { readonly state: 'not-ready'; readonly sentence: string; readonly next: string }
);

/** The name is free, and what is to be followed takes writes and can be copied. */
export async function judgeBuild(spec: ReplicaBuild, ports: StepPorts): Promise<ReadyToBuild> {
  const built = await viewBuilt(spec, ports);
  const { calls, sentence } = built;
  if (built.state === 'following') return { state: 'done', sentence: `Already there: ${sentence}`, calls };
  if (built.state === 'coming') return { state: 'under-way', sentence, calls };
  if (built.state !== 'absent') return { state: 'not-ready', sentence, next: nextFor(built.state, spec), calls };
  const { accountId, follows, from } = spec;
  const view = await viewNamedInstance(ports, { accountId, region: from, name: follows });
  const looked = [...calls, view.call];
  if (view.state !== 'read') {
    const next =
      view.state === 'absent' ? correctNames : `It is built from ${from}, and only when that region answers.`;
    return { state: 'not-ready', sentence: view.sentence, next, calls: looked };
  }
  return { ...judgeSource(view.instance), calls: looked };
}

type Judged =
  | { readonly state: 'ready'; readonly writer: DatabaseInstance; readonly sourceArn: string }
  | { readonly state: 'not-ready'; readonly sentence: string; readonly next: string };

/** What AWS does not say is not taken for good. */
function judgeSource(writer: DatabaseInstance): Judged {
  const words = `${describeInstance(writer)}.`;
  const notReady = (sentence: string, next: string) => ({ state: 'not-ready', sentence, next }) as const;
  if (writer.follows !== 'nobody') return notReady(`What is to be followed is no writer: ${words}`, correctNames);
  if (writer.status !== 'available')
    return notReady(`RDS copies only what is available: ${words}`, 'Wait until it is available, and perform it again.');
  if (writer.arn === undefined || writer.isEncrypted === undefined)
    return notReady(`RDS does not say whether ${writer.identifier} is encrypted.`, 'Look at it in RDS.');
  if (writer.backupDays === undefined || writer.backupDays === 0) {
    const next = 'Keep automated backups of it for a day at least (rds:ModifyDBInstance), and perform this again.';
    return notReady(`RDS copies only what has automated backups, and ${writer.identifier} has none.`, next);
  }
  return { state: 'ready', writer, sourceArn: writer.arn };
}

const correctNames = 'Correct resource and copyResource of the store in the fleet file.';
