import { actStartRestore } from '@/lib/aws';
import type { StepFacts, StepOf } from '@/lib/domain/recovery/step';
import { formatDuration } from '@/lib/domain/wording/duration';
import { formatDate } from '@/lib/domain/wording/moment';
import { recordAct } from './call-records';
import { asDocumented, expectedFor } from './expected-time';
import { tryLetIn } from './let-in';
import { acting, permissionsOf, reading } from './looking-facts';
import { afterFailedAct, refuse, scopeOf, secondsSinceBegun } from './outcomes';
import { readBackPatiently } from './read-back-patiently';
import { describeJob, findNewestPoint, viewRestore } from './restore-view';
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

type RestoreSpec = StepOf<'restore-backup'>;

const usual = asDocumented(14_400, 28_800, 'AWS Backup developer guide: hours, by the size of what is restored');

function describe(spec: RestoreSpec, context: DescribeContext): StepFacts {
  const { storeId, vault, roleArn, metadata, from, to } = spec;
  const asked = Object.entries(metadata).map(([name, value]) => `${name}=${value}`);
  const calls = [
    reading('backup:ListRecoveryPointsByBackupVault', to, { BackupVaultName: vault }),
    acting('backup:StartRestoreJob', to, {
      RecoveryPointArn: `the newest complete one in ${vault}`,
      IamRoleArn: roleArn,
      Metadata: asked.join(', '),
    }),
    reading('backup:ListRestoreJobs', to),
  ];
  return {
    plane: 'control',
    regionsNeeded: [to],
    permissions: permissionsOf(calls),
    // By its token a second call finds the first.
    idempotency: 'idempotent',
    expected: expectedFor(spec, context, usual),
    calls,
    changes: `${storeId} is made anew in ${to} out of its newest backup there, which takes hours; what was written to it in ${from} since that backup is given up.`,
    wayBack: 'Delete what was restored; what is written to it from then on comes home by a backup of its own.',
  };
}

/** Fleet seconds within which AWS shows a job that it accepted. */
const shownWithinSeconds = 120;
const lookAgainIn = 60;

/** By the run, the step and its attempt: the same attempt restores once, and one after a failed job restores anew. */
function tokenOf({ executionId, stepId, attempt }: StepContext): string {
  return `antipode/${executionId}/${stepId}/${attempt}`;
}

async function perform(spec: RestoreSpec, ports: StepPorts, context: StepContext): Promise<StepOutcome> {
  const newest = await findNewestPoint(spec, ports);
  if (newest.state === 'none') return refuse(newest.sentence, newest.next, [newest.call]);
  const { accountId, storeId, roleArn, metadata, to } = spec;
  const { arn: pointArn, createdAt } = newest.point;
  const scope = scopeOf(ports, accountId, to, 'actMs');
  const answer = await actStartRestore(ports.edge, scope, { pointArn, roleArn, metadata, token: tokenOf(context) });
  const now = ports.clock.now();
  const asked = `Restore ${storeId} in ${to} from the backup of ${formatDate(createdAt)}`;
  const calls = [newest.call, recordAct(answer, now, asked)];
  const remember = { pointArn, pointAt: createdAt };
  if (answer.state !== 'accepted') return afterFailedAct(answer, calls, remember);
  const age = formatDuration((now - createdAt) / 1000);
  const sentence = `AWS Backup in ${to} accepted to restore ${storeId} from the backup of ${formatDate(createdAt)}, which is ${age} old; it takes hours.`;
  return { state: 'begun', sentence, remember, lookAgainIn, calls };
}

async function check(spec: RestoreSpec, ports: StepPorts, context: StepContext): Promise<StepCheck> {
  const view = await viewRestore(spec, ports, context);
  const remember = { ...context.remembered, ...(view.state === 'found' && { pointArn: view.job.pointArn }) };
  const notYet = (sentence: string): StepCheck => ({ state: 'not-yet', sentence, remember, lookAgainIn });
  if (view.state === 'unreadable') return notYet(view.sentence);
  const calls = [view.call];
  if (view.state === 'absent') {
    if (secondsSinceBegun(context, ports.clock.now()) <= shownWithinSeconds) return notYet(view.sentence);
    const sentence = `AWS Backup accepted the call and nothing came of it: ${view.sentence}`;
    return { state: 'failed', sentence, next: lookAtJobs, calls };
  }
  const { job } = view;
  const words = describeJob(spec, job);
  if (job.status === 'completed' && job.createdResourceArn !== 'none')
    return { state: 'done', sentence: `${words} ${lossWords(spec, context.remembered.pointAt)}`, calls };
  if (job.status === 'pending' || job.status === 'running' || job.status === 'unknown') return notYet(words);
  const why = job.message === '' ? '' : ` AWS says: "${job.message.slice(0, 300)}"`;
  const nothing = job.status === 'completed' ? ' It names nothing that was made.' : '';
  return { state: 'failed', sentence: `${words}${nothing}${why}`, next: lookAtJobs, calls };
}

const lookAtJobs = 'Look at the restore jobs of AWS Backup in that region, and perform it again: it begins a new one.';

/** Whatever was written since is lost, and the date is the measure of it. */
function lossWords({ storeId, from }: RestoreSpec, pointAt: unknown): string {
  return typeof pointAt === 'number'
    ? `It is as of ${formatDate(pointAt)}: what ${storeId} took in ${from} since then is lost.`
    : `What ${storeId} took in ${from} since the date of that recovery point is lost.`;
}

async function readBack(spec: RestoreSpec, ports: StepPorts, context: StepContext): Promise<ReadBack> {
  return readBackPatiently(shownWithinSeconds, ports, context, () => readOnce(spec, ports, context));
}

/** A job that failed made nothing: what follows may begin another one. */
async function readOnce(spec: RestoreSpec, ports: StepPorts, context: StepContext): Promise<ReadBack> {
  const view = await viewRestore(spec, ports, context);
  const calls = [view.call];
  if (view.state === 'unreadable') return { verdict: 'unknown', sentence: view.sentence, calls };
  if (view.state === 'absent') return { verdict: 'did-not-happen', sentence: view.sentence, calls };
  const { status, createdResourceArn } = view.job;
  const sentence = describeJob(spec, view.job);
  if (status === 'completed' && createdResourceArn !== 'none') return { verdict: 'happened', sentence, calls };
  if (status === 'pending' || status === 'running') return { verdict: 'under-way', sentence, calls };
  return { verdict: status === 'unknown' ? 'unknown' : 'did-not-happen', sentence, calls };
}

async function dryRun(spec: RestoreSpec, ports: StepPorts): Promise<DryRun> {
  const { accountId, storeId, to, from } = spec;
  const [newest, letIn] = await Promise.all([findNewestPoint(spec, ports), tryLetIn(ports, accountId, to)]);
  const now = ports.clock.now();
  const wouldHappen =
    newest.state === 'none'
      ? [`It would restore ${storeId} in ${to} from its newest backup there.`]
      : [
          `It would call backup:StartRestoreJob in ${to} for the backup of ${formatDate(newest.point.createdAt)}, and take hours.`,
          `What ${storeId} took in ${from} in the ${formatDuration((now - newest.point.createdAt) / 1000)} since then would be lost.`,
        ];
  const inTheWay = [...(newest.state === 'none' ? [newest.sentence] : []), ...letIn.inTheWay];
  return { wouldHappen, inTheWay, calls: [newest.call, letIn.call] };
}

/** What is kept by backups is made anew at the target, out of the newest complete one that is there. */
export const restoreBackup: StepKindRules<'restore-backup'> = {
  kind: 'restore-backup',
  describe,
  dryRun,
  perform,
  readBack,
  check,
};
