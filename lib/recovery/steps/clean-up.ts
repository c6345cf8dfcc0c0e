import { actDeleteInstance, type DatabaseInstance } from '@/lib/aws';
import type { CallRecord } from '@/lib/domain/recovery/execution';
import type { StepOf } from '@/lib/domain/recovery/step';
import { recordAct } from './call-records';
import { describeCleanUp } from './clean-up-facts';
import { describeInstance } from './instance-view';
import { finalSnapshotOf, judgeCleanUp, viewLeftover } from './leftover-view';
import { tryLetIn } from './let-in';
import { afterFailedAct, refuse, scopeOf, secondsSinceBegun } from './outcomes';
import { readBackPatiently } from './read-back-patiently';
import type { DryRun, ReadBack, StepCheck, StepContext, StepKindRules, StepOutcome, StepPorts } from './step-kind';

type CleanUpSpec = StepOf<'clean-up'>;

/** Fleet seconds within which AWS shows what it accepted, and between two looks. */
const shownWithinSeconds = 60;
const lookAgainIn = 15;

/** Looks first, asks a person then, and looks again before anything is deleted. */
async function perform(spec: CleanUpSpec, ports: StepPorts, context: StepContext): Promise<StepOutcome> {
  const ready = await judgeCleanUp(spec, ports);
  const { calls, sentence } = ready;
  if (ready.state === 'gone') return { state: 'done', sentence: `There is nothing to delete: ${sentence}`, calls };
  if (ready.state === 'not-ready') return refuse(sentence, ready.next, calls);
  if (!context.isAgreed) {
    if (ready.state === 'leaving') return refuse(`Somebody else deletes it: ${sentence}`, waitUntilGone, calls);
    const asked = `A person must agree that ${spec.instance} in ${spec.region} is deleted for good${keptWords(spec, context)}: ${sentence}`;
    return { state: 'waits', waitsFor: 'acknowledge-risk', sentence: asked, calls };
  }
  if (ready.state === 'leaving') return { state: 'begun', sentence, remember: {}, lookAgainIn, calls };
  return remove(spec, ports, context, ready.instance, calls);
}

async function remove(
  spec: CleanUpSpec,
  ports: StepPorts,
  context: StepContext,
  instance: DatabaseInstance,
  looked: readonly CallRecord[],
): Promise<StepOutcome> {
  const { accountId, region } = spec;
  const kept = spec.removes === 'former-writer' ? finalSnapshotOf(spec, context) : 'kept-by-its-cluster';
  const answer = await actDeleteInstance(ports.edge, scopeOf(ports, accountId, region, 'actMs'), instance, kept);
  const asked = `Delete ${instance.identifier} in ${region}${keptWords(spec, context)}`;
  const calls = [...looked, recordAct(answer, ports.clock.now(), asked, { before: `${describeInstance(instance)}.` })];
  if (answer.state === 'accepted') {
    const sentence = `RDS in ${region} accepted to delete ${instance.identifier}${keptWords(spec, context)}, which takes minutes to hours.`;
    return { state: 'begun', sentence, remember: {}, lookAgainIn, calls };
  }
  const failed = afterFailedAct(answer, calls);
  const isTaken = failed.state === 'refused' && answer.said?.code.startsWith('DBSnapshotAlreadyExists') === true;
  return isTaken
    ? { ...failed, next: `Look at the snapshot ${kept} in ${region}: it is of an earlier attempt.` }
    : failed;
}

/** `, kept as the final snapshot media-index-use1-final-…`; an instance of a cluster leaves its data there. */
function keptWords(spec: CleanUpSpec, context: StepContext): string {
  if (spec.removes === 'aurora-instance') return `, while ${spec.cluster} keeps its data`;
  return `, kept as the final snapshot ${finalSnapshotOf(spec, context)}`;
}

const waitUntilGone = 'Wait until it is gone, and perform it again.';
const lookAtEvents = 'Look at the events of RDS in that region, and perform it again.';

async function check(spec: CleanUpSpec, ports: StepPorts, context: StepContext): Promise<StepCheck> {
  const seen = await viewLeftover(spec, ports, context);
  const { sentence, calls } = seen;
  const notYet = (words: string): StepCheck => ({ state: 'not-yet', sentence: words, remember: {}, lookAgainIn });
  switch (seen.state) {
    case 'unreadable':
    case 'leaving':
    case 'saving':
      return notYet(sentence);
    case 'removed':
      return { state: 'done', sentence, calls };
    case 'not-kept':
      return {
        state: 'failed',
        sentence,
        next: 'Look for its automated backups in RDS, and save what is needed.',
        calls,
      };
    case 'there':
      if (secondsSinceBegun(context, ports.clock.now()) <= shownWithinSeconds)
        return notYet(`RDS does not show the change yet: ${sentence}`);
      return {
        state: 'failed',
        sentence: `RDS accepted the call and nothing came of it: ${sentence}`,
        next: lookAtEvents,
        calls,
      };
  }
}

async function readBack(spec: CleanUpSpec, ports: StepPorts, context: StepContext): Promise<ReadBack> {
  return readBackPatiently(shownWithinSeconds, ports, context, async () => {
    const { state, sentence, calls } = await viewLeftover(spec, ports, context);
    const verdicts = {
      removed: 'happened',
      saving: 'under-way',
      leaving: 'under-way',
      there: 'did-not-happen',
    } as const;
    // Gone without the snapshot of this run: somebody else may have deleted it.
    if (state === 'unreadable' || state === 'not-kept') return { verdict: 'unknown', sentence, calls };
    return { verdict: verdicts[state], sentence, calls };
  });
}

async function dryRun(spec: CleanUpSpec, ports: StepPorts, context: StepContext): Promise<DryRun> {
  const { accountId, region, instance } = spec;
  const [ready, letIn] = await Promise.all([judgeCleanUp(spec, ports), tryLetIn(ports, accountId, region)]);
  const call = `It would ask a person, and then call rds:DeleteDBInstance in ${region}: ${instance} would be deleted for good${keptWords(spec, context)}.`;
  const wouldHappen = ready.state === 'gone' ? [`Nothing: ${ready.sentence}`] : [call];
  const inTheWay = [
    ...(ready.state === 'not-ready' || ready.state === 'leaving' ? [ready.sentence] : []),
    ...letIn.inTheWay,
  ];
  return { wouldHappen, inTheWay, calls: [...ready.calls, letIn.call] };
}

/** What a move left and nobody needs is deleted, once a person has agreed to that in the run. */
export const cleanUp: StepKindRules<'clean-up'> = {
  kind: 'clean-up',
  describe: describeCleanUp,
  dryRun,
  perform,
  readBack,
  check,
};
