import type { DatabaseInstance } from '@/lib/aws';
import type { ReplicaPromotion } from '@/lib/domain/recovery/step';
import { describeInstance, type InstanceView, isReplicaOf, standingOf } from './instance-view';

/** Whether the call that promotes a replica may be made now. */
export type Ready =
  | { readonly state: 'ready'; readonly replica: DatabaseInstance }
  | { readonly state: 'done'; readonly sentence: string }
  | { readonly state: 'under-way'; readonly sentence: string; readonly isReplica: boolean }
  | { readonly state: 'not-ready'; readonly sentence: string; readonly next: string };

/**
 * By what the replica's own region says, and nothing else.
 * @param isOurs whether this run itself promoted it, or saw it a replica before it stood alone
 */
export function judgeReady(view: InstanceView, spec: ReplicaPromotion, isOurs: boolean): Ready {
  const notReady = (sentence: string, next: string): Ready => ({ state: 'not-ready', sentence, next });
  if (view.state === 'unreadable')
    return notReady(view.sentence, `The call is made in ${spec.to}, and only when that region says how things are.`);
  if (view.state === 'absent') return notReady(view.sentence, correctName);
  const { instance } = view;
  const words = `${describeInstance(instance)}.`;
  switch (standingOf(instance, spec)) {
    case 'alone':
      return judgeAlone(instance, spec, words, isOurs);
    case 'changing':
      return { state: 'under-way', sentence: words, isReplica: isReplicaOf(instance, spec) };
    case 'follows-another':
      return notReady(`It is no copy of ${spec.follows}: ${words}`, correctName);
    case 'follows':
      if (instance.status !== 'backing-up') return { state: 'ready', replica: instance };
      return notReady(`RDS promotes no replica that is being backed up: ${words}`, waitForBackup);
    case 'busy':
    case 'unusable':
      return notReady(`RDS promotes only what is available: ${words}`, mendInstance);
  }
}

const correctName = 'Correct resource and copyResource of the store in the fleet file, or choose another target.';
export const waitForBackup = 'Wait until the backup has ended, which takes minutes, and perform it again.';
const mendInstance = 'Look at the events of the instance in RDS; perform it again when it is available.';

/**
 * An instance that is no replica says nothing of how far its data goes: it is the writer where it has replicas, and what
 * this run promoted where the run saw it follow. Else it may have stood alone for months.
 */
export function judgeAlone(
  { replicas }: DatabaseInstance,
  spec: ReplicaPromotion,
  words: string,
  isOurs: boolean,
): Extract<Ready, { readonly state: 'done' | 'not-ready' }> {
  const { follows, from, to, instance } = spec;
  const isFollowed = replicas.some((each) => each.identifier === follows && each.region === from);
  if (isFollowed) return { state: 'done', sentence: `Already written in ${to}: ${follows} follows ${instance}.` };
  if (isOurs) return { state: 'done', sentence: `Already promoted by this run: ${words}` };
  if (spec.declaredAs === 'replica') {
    const sentence = `${instance} stands alone, and since when and with which data is not told: ${words}`;
    return { state: 'not-ready', sentence, next: askWho };
  }
  const sentence = `${instance} was left behind in ${to} and has nothing of what ${follows} took since: ${words}`;
  return {
    state: 'not-ready',
    sentence,
    next: `Build ${instance} anew as a replica of ${follows}, which takes hours, and perform it again.`,
  };
}

const askWho =
  'Look who promoted it and when (rds:PromoteReadReplica in CloudTrail); if its data is what is wanted, skip this step and say so.';
