import type { DatabaseInstance } from '@/lib/aws';
import type { ReplicaPromotion } from '@/lib/domain/recovery/step';
import { describeInstance, type InstanceView, isReplicaOf, standingOf } from './instance-view';

/** Whether the call that promotes a replica may be made now. */
export type Ready =
  | { readonly state: 'ready'; readonly replica: DatabaseInstance }
  | { readonly state: 'done'; readonly sentence: string }
  | { readonly state: 'under-way'; readonly sentence: string; readonly isReplica: boolean }
  | { readonly state: 'not-ready'; readonly sentence: string; readonly next: string };

/** By what the replica's own region says, and nothing else. */
export function judgeReady(view: InstanceView, spec: ReplicaPromotion): Ready {
  const notReady = (sentence: string, next: string): Ready => ({ state: 'not-ready', sentence, next });
  if (view.state === 'unreadable')
    return notReady(view.sentence, `The call is made in ${spec.to}, and only when that region says how things are.`);
  if (view.state === 'absent') return notReady(view.sentence, correctName);
  const { instance } = view;
  const words = `${describeInstance(instance)}.`;
  switch (standingOf(instance, spec)) {
    case 'alone':
      return judgeAlone(instance, spec, words);
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

/** An instance that is no replica says nothing of how far its data goes; only one that has replicas is the writer now. */
export function judgeAlone(
  { replicas }: DatabaseInstance,
  spec: ReplicaPromotion,
  words: string,
): Extract<Ready, { readonly state: 'done' | 'not-ready' }> {
  const { follows, from, to, instance } = spec;
  const isFollowed = replicas.some((each) => each.identifier === follows && each.region === from);
  if (isFollowed) return { state: 'done', sentence: `Already written in ${to}: ${follows} follows ${instance}.` };
  if (spec.declaredAs === 'replica')
    return { state: 'done', sentence: `Already promoted, since when is not told: ${words}` };
  const sentence = `${instance} was left behind in ${to} and has nothing of what ${follows} took since: ${words}`;
  return {
    state: 'not-ready',
    sentence,
    next: `Build ${instance} anew as a replica of ${follows}, which takes hours, and perform it again.`,
  };
}
