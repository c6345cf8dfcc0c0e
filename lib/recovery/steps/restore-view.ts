import { fetchRecoveryPoints, fetchRestoreJobs, type RecoveryPointReading, type RestoreJobReading } from '@/lib/aws';
import type { CallRecord } from '@/lib/domain/recovery/execution';
import type { BackupRestore } from '@/lib/domain/recovery/step';
import { formatList } from '@/lib/domain/wording/list';
import { formatDate } from '@/lib/domain/wording/moment';
import { recordRead } from './call-records';
import { scopeOf } from './outcomes';
import type { StepContext, StepPorts } from './step-kind';

const dayMs = 86_400_000;
/** Older points are not looked for: whoever has none younger has another trouble than a step can end. */
const lookBackDays = 35;
/** Clocks of AWS and of the console may differ by so much. */
const clockSlackMs = 30_000;

type NewestPoint = { readonly call: CallRecord } & (
  | { readonly state: 'found'; readonly point: RecoveryPointReading }
  | { readonly state: 'none'; readonly sentence: string; readonly next: string }
);

/** The newest complete point in the target's vault, as that region tells it now. */
export async function findNewestPoint({ accountId, vault, to }: BackupRestore, ports: StepPorts): Promise<NewestPoint> {
  const now = ports.clock.now();
  const scope = scopeOf(ports, accountId, to);
  const answer = await fetchRecoveryPoints(ports.edge, scope, vault, now - lookBackDays * dayMs);
  const points = answer.state === 'answered' && answer.value !== 'absent' ? answer.value : [];
  const complete = points.filter(({ status }) => status === 'completed').sort((a, b) => b.createdAt - a.createdAt);
  const resources = [...new Set(complete.map(({ resourceArn }) => resourceArn))];
  const [point] = complete;
  const nothing = `Nothing in ${vault} in ${to} is a complete recovery point of the last ${lookBackDays} days.`;
  const found =
    point === undefined ? nothing : `The newest complete one in ${vault} is of ${formatDate(point.createdAt)}.`;
  const place = { action: 'backup:ListRecoveryPointsByBackupVault', endpointRegion: to, at: now };
  const call = recordRead(answer, place, found);
  const none = (sentence: string, next: string): NewestPoint => ({ state: 'none', sentence, next, call });
  if (answer.state !== 'answered')
    return none(answer.message, `The call is made in ${to}, and only when that region says what its vault has.`);
  if (answer.value === 'absent')
    return none(`There is no backup vault ${vault} in ${to} (account ${accountId}).`, correctVault);
  if (point === undefined) return none(nothing, 'Choose another target, or restore from another vault by hand.');
  if (resources.length > 1) {
    const several = `${vault} in ${to} keeps several resources, and a step restores one: ${formatList(resources)}.`;
    return none(several, 'Restore them by hand, or keep each in a vault of its own.');
  }
  return { state: 'found', point, call };
}

const correctVault = 'Correct resource and copyResource of the store in the fleet file, or choose another target.';

export type RestoreView = { readonly call: CallRecord } & (
  | { readonly state: 'found'; readonly job: RestoreJobReading }
  | { readonly state: 'absent'; readonly sentence: string }
  | { readonly state: 'unreadable'; readonly sentence: string }
);

/**
 * The restore of this attempt: the first that was begun since then, out of the same point where that is remembered. AWS
 * tells no tokens.
 */
export async function viewRestore(spec: BackupRestore, ports: StepPorts, context: StepContext): Promise<RestoreView> {
  const { accountId, storeId, to } = spec;
  const now = ports.clock.now();
  const since = context.begunAt === 'not-yet' ? now : context.begunAt;
  const answer = await fetchRestoreJobs(ports.edge, scopeOf(ports, accountId, to), since - clockSlackMs);
  const own = answer.state === 'answered' ? await ownJobs(answer.value, spec, ports, context) : [];
  const [job] = own === 'unreadable' ? [] : [...own].sort((a, b) => a.createdAt - b.createdAt);
  const absent = `No restore of ${storeId} is known in ${to} since ${formatDate(since)}.`;
  const place = { action: 'backup:ListRestoreJobs', endpointRegion: to, at: now };
  const call = recordRead(answer, place, job === undefined ? absent : describeJob(spec, job));
  if (answer.state !== 'answered') return { state: 'unreadable', sentence: answer.message, call };
  if (own === 'unreadable' || (job === undefined && answer.notices.length > 0)) {
    const sentence = `Whether a restore of ${storeId} was begun in ${to} since ${formatDate(since)} cannot be told: what AWS Backup says of it could not be read whole.`;
    return { state: 'unreadable', sentence, call };
  }
  return job === undefined ? { state: 'absent', sentence: absent, call } : { state: 'found', job, call };
}

/** Where nothing is remembered, because the engine was killed meanwhile, any point of the vault may be the one. */
async function ownJobs(
  jobs: readonly RestoreJobReading[],
  { accountId, vault, to }: BackupRestore,
  ports: StepPorts,
  { remembered }: StepContext,
): Promise<readonly RestoreJobReading[] | 'unreadable'> {
  if (jobs.length === 0 || typeof remembered.pointArn === 'string')
    return jobs.filter(({ pointArn }) => pointArn === remembered.pointArn);
  const since = ports.clock.now() - lookBackDays * dayMs;
  const answer = await fetchRecoveryPoints(ports.edge, scopeOf(ports, accountId, to), vault, since);
  if (answer.state !== 'answered') return 'unreadable';
  const points = answer.value === 'absent' ? [] : answer.value.map(({ arn }) => arn);
  return jobs.filter(({ pointArn }) => points.includes(pointArn));
}

/** `The restore of ledger in us-west-2 (job 1A2B) is running, 12 % done.` */
export function describeJob(
  { storeId, to }: BackupRestore,
  { id, status, percentDone, createdResourceArn }: RestoreJobReading,
): string {
  const share = percentDone === 'unknown' || status !== 'running' ? '' : `, ${Math.floor(percentDone)} % done`;
  const made = createdResourceArn === 'none' ? '' : `: ${createdResourceArn}`;
  return `The restore of ${storeId} in ${to} (job ${id}) is ${status}${share}${made}.`;
}
