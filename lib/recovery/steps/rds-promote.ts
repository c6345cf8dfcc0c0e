import { actPromoteReplica, type DatabaseInstance } from '@/lib/aws';
import type { CallRecord } from '@/lib/domain/recovery/execution';
import type { StepOf } from '@/lib/domain/recovery/step';
import { recordAct } from './call-records';
import { describeInstance, isReplicaOf, standingOf, viewInstance } from './instance-view';
import { tryLetIn } from './let-in';
import { afterFailedAct, refuse, scopeOf, secondsSinceBegun } from './outcomes';
import { describePromotion } from './rds-facts';
import { judgeAlone, judgeReady, waitForBackup } from './rds-ready';
import { readBackPatiently } from './read-back-patiently';
import type {
  DryRun,
  ReadBack,
  StepCheck,
  StepContext,
  StepKindRules,
  StepMemory,
  StepOutcome,
  StepPorts,
} from './step-kind';

type PromoteSpec = StepOf<'rds-promote'>;

/** Fleet seconds within which AWS shows what it accepted, and between two phases of a promotion. */
const shownWithinSeconds = 60;
const lookAgainIn = 5;

async function perform(spec: PromoteSpec, ports: StepPorts, context: StepContext): Promise<StepOutcome> {
  const view = await viewInstance(ports, spec);
  const ready = judgeReady(view, spec, isOurs(context));
  const looked = [view.call];
  switch (ready.state) {
    case 'done':
      return { state: 'done', sentence: ready.sentence, calls: looked };
    case 'under-way': {
      // What was changing before anything was asked for may be changing for another reason.
      const saw = ready.isReplica || isOurs(context) ? sawReplica : foundChanging;
      const remember = { ...saw, ...seenChanging(ports) };
      return { state: 'begun', sentence: ready.sentence, remember, lookAgainIn, calls: looked };
    }
    case 'not-ready':
      return refuse(ready.sentence, ready.next, looked);
    case 'ready':
      return ask(spec, ports, ready.replica, looked);
  }
}

async function ask(
  spec: PromoteSpec,
  ports: StepPorts,
  replica: DatabaseInstance,
  looked: readonly CallRecord[],
): Promise<StepOutcome> {
  const { instance, follows, accountId, from, to } = spec;
  const answer = await actPromoteReplica(ports.edge, scopeOf(ports, spec.accountId, to, 'actMs'), replica);
  const before = `${describeInstance(replica)}.`;
  const touched = [{ kind: 'writer', accountId, region: from, to, resources: [instance, follows] } as const];
  const asked = `Promote ${instance} in ${to}`;
  const calls = [...looked, recordAct(answer, ports.clock.now(), asked, { before, touched })];
  if (answer.state !== 'accepted') {
    const failed = afterFailedAct(answer, calls, sawReplica);
    // A backup may have begun since the replica was looked at.
    const isBusy = failed.state === 'refused' && answer.said?.code.startsWith('InvalidDBInstanceState') === true;
    return isBusy ? { ...failed, next: `If it is being backed up: ${waitForBackup}` } : failed;
  }
  const sentence = `RDS in ${to} accepted to promote ${instance}; it restarts, which takes minutes.`;
  return { state: 'begun', sentence, remember: sawReplica, lookAgainIn, calls };
}

/** Left to later calls of the step: it was a replica when it was asked for. */
const sawReplica = { sawReplica: true };
/** It was changing, and no replica, before this run asked for anything. */
const foundChanging = { foundChanging: true };

/**
 * Whether what stands alone now was a replica in this run: seen as one, or seen on its way by an engine that took over an
 * attempt of which nothing was heard.
 */
function isOurs({ remembered }: StepContext): boolean {
  return remembered.sawReplica === true || remembered.sawPromotion === true;
}

function seenChanging({ clock }: StepPorts) {
  return { changingAt: clock.now() };
}

async function check(spec: PromoteSpec, ports: StepPorts, context: StepContext): Promise<StepCheck> {
  const view = await viewInstance(ports, spec);
  const { remembered } = context;
  if (view.state === 'unreadable')
    return { state: 'not-yet', sentence: view.sentence, remember: remembered, lookAgainIn };
  const calls = [view.call];
  if (view.state === 'absent') return { state: 'failed', sentence: view.sentence, next: lookAtEvents, calls };
  const words = `${describeInstance(view.instance)}.`;
  const standing = standingOf(view.instance, spec);
  if (standing === 'alone') return checkAlone(view.instance, spec, context, calls);
  if (standing === 'changing') {
    const remember = { ...remembered, ...sawOnItsWay(view.instance, spec, context), ...seenChanging(ports) };
    return { state: 'not-yet', sentence: words, remember, lookAgainIn };
  }
  if (standing === 'unusable')
    return {
      state: 'failed',
      sentence: `It ended in a state that takes no writes: ${words}`,
      next: lookAtEvents,
      calls,
    };
  if (standing === 'busy') return { state: 'not-yet', sentence: words, remember: remembered, lookAgainIn };
  if (secondsSinceNews(ports, context) <= shownWithinSeconds)
    return { state: 'not-yet', sentence: `RDS does not show the change: ${words}`, remember: remembered, lookAgainIn };
  const sentence =
    remembered.changingAt === undefined
      ? `RDS accepted the call and nothing came of it: ${words}`
      : `It was changed and is a replica still: ${words}`;
  return { state: 'failed', sentence, next: `${lookAtEvents} Then perform it again.`, calls };
}

function checkAlone(
  instance: DatabaseInstance,
  spec: PromoteSpec,
  context: StepContext,
  calls: readonly CallRecord[],
): StepCheck {
  const words = `${describeInstance(instance)}.`;
  const judged = judgeAlone(instance, spec, words, isWriterByMemory(spec, context));
  if (judged.state === 'not-ready') return { state: 'failed', sentence: judged.sentence, next: judged.next, calls };
  return { state: 'done', sentence: words, calls };
}

/** What the fleet file calls the source may restart for another reason: then only having seen a replica proves anything. */
function isWriterByMemory({ declaredAs }: PromoteSpec, context: StepContext): boolean {
  return declaredAs === 'source' ? hasSeenReplica(context) : isOurs(context);
}

/** What an instance that is changing tells of itself, where the attempt that asked for it left no word. */
function sawOnItsWay(instance: DatabaseInstance, spec: PromoteSpec, { remembered }: StepContext): StepMemory {
  if (isReplicaOf(instance, spec)) return sawReplica;
  return remembered.foundChanging === true ? {} : { sawPromotion: true };
}

const lookAtEvents = 'Look at the events of the instance in RDS.';

/** Since the call, or since it was last seen changing: between two phases it may look as if nothing were under way. */
function secondsSinceNews({ clock }: StepPorts, context: StepContext): number {
  const { changingAt } = context.remembered;
  const sinceBegun = secondsSinceBegun(context, clock.now());
  return typeof changingAt === 'number' ? Math.min(sinceBegun, (clock.now() - changingAt) / 1000) : sinceBegun;
}

async function readBack(spec: PromoteSpec, ports: StepPorts, context: StepContext): Promise<ReadBack> {
  return readBackPatiently(shownWithinSeconds, ports, context, () => readOnce(spec, ports, context));
}

async function readOnce(spec: PromoteSpec, ports: StepPorts, context: StepContext): Promise<ReadBack> {
  const view = await viewInstance(ports, spec);
  const calls = [view.call];
  if (view.state !== 'read') return { verdict: 'unknown', sentence: view.sentence, calls };
  const sentence = `${describeInstance(view.instance)}.`;
  switch (standingOf(view.instance, spec)) {
    case 'alone':
      return { verdict: isWriter(view.instance, spec, context) ? 'happened' : 'unknown', sentence, calls };
    case 'changing':
      return { verdict: 'under-way', sentence, calls };
    case 'follows':
      return { verdict: 'did-not-happen', sentence, calls };
    default:
      return { verdict: 'unknown', sentence, calls };
  }
}

function isWriter(instance: DatabaseInstance, spec: PromoteSpec, context: StepContext): boolean {
  return judgeAlone(instance, spec, '', isWriterByMemory(spec, context)).state === 'done';
}

function hasSeenReplica({ remembered }: StepContext): boolean {
  return remembered.sawReplica === true;
}

async function dryRun(spec: PromoteSpec, ports: StepPorts, context: StepContext): Promise<DryRun> {
  const { instance, to, accountId } = spec;
  const [view, letIn] = await Promise.all([viewInstance(ports, spec), tryLetIn(ports, accountId, to)]);
  const ready = judgeReady(view, spec, isOurs(context));
  const now = view.state === 'read' ? [`Now ${describeInstance(view.instance)}.`] : [];
  const call = `It would call rds:PromoteReadReplica in ${to}, and ${instance} would restart and take writes for good.`;
  const wouldHappen =
    ready.state === 'done' || ready.state === 'under-way' ? [`Nothing: ${ready.sentence}`] : [call, ...now];
  const inTheWay = [...(ready.state === 'not-ready' ? [ready.sentence] : []), ...letIn.inTheWay];
  return { wouldHappen, inTheWay, calls: [view.call, letIn.call] };
}

/** The end of a read replica in another region: called in the replica's region, whatever its source does. */
export const rdsPromote: StepKindRules<'rds-promote'> = {
  kind: 'rds-promote',
  describe: describePromotion,
  dryRun,
  perform,
  readBack,
  check,
};
