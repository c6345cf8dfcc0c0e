import { actCreateReplica, type DatabaseInstance } from '@/lib/aws';
import type { CallRecord } from '@/lib/domain/recovery/execution';
import type { StepOf } from '@/lib/domain/recovery/step';
import { recordAct } from './call-records';
import { describeInstance } from './instance-view';
import { tryLetIn } from './let-in';
import { afterFailedAct, refuse, scopeOf, secondsSinceBegun } from './outcomes';
import { describeReplicaBuild } from './rds-facts';
import { readBackPatiently } from './read-back-patiently';
import { judgeBuild, nextFor, viewBuilt } from './replica-view';
import type { DryRun, ReadBack, StepCheck, StepContext, StepKindRules, StepOutcome, StepPorts } from './step-kind';

type BuildSpec = StepOf<'rds-create-replica'>;

/** Fleet seconds within which AWS shows what it accepted, and between two looks at what takes hours. */
const shownWithinSeconds = 60;
const lookAgainIn = 30;

async function perform(spec: BuildSpec, ports: StepPorts): Promise<StepOutcome> {
  const ready = await judgeBuild(spec, ports);
  const { calls } = ready;
  switch (ready.state) {
    case 'done':
      return { state: 'done', sentence: ready.sentence, calls };
    case 'under-way':
      return { state: 'begun', sentence: ready.sentence, remember: {}, lookAgainIn, calls };
    case 'not-ready':
      return refuse(ready.sentence, ready.next, calls);
    case 'ready':
      return ask(spec, ports, ready.writer, ready.sourceArn, calls);
  }
}

async function ask(
  spec: BuildSpec,
  ports: StepPorts,
  writer: DatabaseInstance,
  sourceArn: string,
  looked: readonly CallRecord[],
): Promise<StepOutcome> {
  const { accountId, instance, follows, from, to, instanceClass, parameterGroup, kmsKey } = spec;
  const answer = await actCreateReplica(ports.edge, scopeOf(ports, accountId, to, 'actMs'), {
    identifier: instance,
    region: to,
    sourceArn,
    ...(writer.isEncrypted && { kmsKey }),
    ...(instanceClass !== undefined && { instanceClass }),
    ...(parameterGroup !== undefined && { parameterGroup }),
  });
  const asked = `Build ${instance} in ${to} as a replica of ${follows} in ${from}`;
  const before = `There was no ${instance} in ${to}; ${describeInstance(writer)}.`;
  // Who writes is read by the links, of which this makes one.
  const touched = [{ kind: 'writer', accountId, region: from, to, resources: [instance, follows] } as const];
  const calls = [...looked, recordAct(answer, ports.clock.now(), asked, { before, touched })];
  const begun = { state: 'begun', remember: {}, lookAgainIn, calls } as const;
  if (answer.state === 'accepted')
    return { ...begun, sentence: `RDS in ${to} accepted to build ${instance} from ${follows}, which takes hours.` };
  const failed = afterFailedAct(answer, calls);
  if (failed.state !== 'refused' || answer.said === undefined) return failed;
  // Somebody built it between the look and the call: an earlier attempt of this step, or a colleague.
  if (answer.said.code.startsWith('DBInstanceAlreadyExists'))
    return { ...begun, sentence: `RDS says that ${instance} is there already; it is looked at.` };
  return { ...failed, next: nextAfter(answer.said.code, to) ?? failed.next };
}

function nextAfter(code: string, to: string): string | undefined {
  if (code.startsWith('KMSKeyNotAccessible'))
    return `Write a key of ${to} that RDS may use there under kmsKeys of the step, and perform it again.`;
  if (code.startsWith('InsufficientDBInstanceCapacity')) return 'Write another class into the plan, or try it later.';
  return undefined;
}

async function check(spec: BuildSpec, ports: StepPorts, context: StepContext): Promise<StepCheck> {
  const seen = await viewBuilt(spec, ports);
  const { sentence, calls } = seen;
  const notYet = (words: string): StepCheck => ({ state: 'not-yet', sentence: words, remember: {}, lookAgainIn });
  switch (seen.state) {
    case 'following':
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
        next: 'Look at the events of RDS in that region, and perform it again.',
        calls,
      };
    default:
      return { state: 'failed', sentence, next: nextFor(seen.state, spec), calls };
  }
}

async function readBack(spec: BuildSpec, ports: StepPorts, context: StepContext): Promise<ReadBack> {
  return readBackPatiently(shownWithinSeconds, ports, context, async () => {
    const { state, sentence, calls } = await viewBuilt(spec, ports);
    if (state === 'following') return { verdict: 'happened', sentence, calls };
    if (state === 'coming') return { verdict: 'under-way', sentence, calls };
    return { verdict: state === 'absent' ? 'did-not-happen' : 'unknown', sentence, calls };
  });
}

async function dryRun(spec: BuildSpec, ports: StepPorts): Promise<DryRun> {
  const { accountId, instance, follows, from, to, instanceClass = 'the class of its writer' } = spec;
  const [ready, letIn] = await Promise.all([judgeBuild(spec, ports), tryLetIn(ports, accountId, to)]);
  const call = `It would call rds:CreateDBInstanceReadReplica in ${to}: ${instance}, of ${instanceClass}, would be filled from ${follows} in ${from}, which takes hours.`;
  const isThere = ready.state === 'done' || ready.state === 'under-way';
  const wouldHappen = isThere ? [`Nothing: ${ready.sentence}`] : [call];
  const inTheWay = [...(ready.state === 'not-ready' ? [ready.sentence] : []), ...letIn.inTheWay];
  return { wouldHappen, inTheWay, calls: [...ready.calls, letIn.call] };
}

/** A replica is built anew, so that a writer is copied to another region again. */
export const rdsCreateReplica: StepKindRules<'rds-create-replica'> = {
  kind: 'rds-create-replica',
  describe: describeReplicaBuild,
  dryRun,
  perform,
  readBack,
  check,
};
