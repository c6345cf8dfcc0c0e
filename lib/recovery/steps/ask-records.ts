import {
  type ActAnswer,
  actUpsertRecords,
  fetchChange,
  fetchNamedRecords,
  type NamedRecord,
  type RecordTurn,
} from '@/lib/aws';
import type { CallRecord } from '@/lib/domain/recovery/execution';
import type { ChangedRecords } from '@/lib/domain/recovery/step';
import { recordAct, recordRead } from './call-records';
import { scopeOf } from './outcomes';
import type { StepContext, StepPorts } from './step-kind';

/** Where Route 53 keeps records: nothing of it can be asked or changed while that region is lost. */
export const recordsRegion = 'us-east-1';

export const upsertAction = 'route53:ChangeResourceRecordSets';

/** The records of a name as the control plane has them, or why it does not tell. */
export type RecordsView =
  | { readonly state: 'read'; readonly records: readonly NamedRecord[]; readonly call: CallRecord }
  | { readonly state: 'unread'; readonly sentence: string; readonly call: CallRecord };

export async function readRecords(spec: ChangedRecords, ports: StepPorts): Promise<RecordsView> {
  const { accountId, name, type } = spec;
  const answer = await fetchNamedRecords(ports.edge, scopeOf(ports, accountId, recordsRegion), spec);
  const at = { action: 'route53:ListResourceRecordSets', endpointRegion: recordsRegion, at: ports.clock.now() };
  if (answer.state !== 'answered') {
    return { state: 'unread', sentence: answer.message, call: recordRead(answer, at, '') };
  }
  const words = `${name} has ${answer.value.length} records of type ${type}.`;
  return { state: 'read', records: answer.value, call: recordRead(answer, at, words) };
}

/** Writes records over what they are. */
export async function upsertRecords(
  spec: ChangedRecords,
  turns: readonly RecordTurn[],
  asked: string,
  ports: StepPorts,
  { executionId, stepId }: StepContext,
): Promise<{ readonly answer: ActAnswer; readonly changeId: string | 'none'; readonly call: CallRecord }> {
  const scope = scopeOf(ports, spec.accountId, recordsRegion, 'actMs');
  const comment = `Antipode run ${executionId}, step ${stepId}`;
  const { answer, changeId } = await actUpsertRecords(ports.edge, scope, spec.zoneId, turns, comment);
  return { answer, changeId, call: recordAct(answer, ports.clock.now(), asked) };
}

/** Whether every name server answers a change: `unknown` where AWS does not tell, as for one that it does not know any more. */
export async function readChange(
  { accountId }: ChangedRecords,
  changeId: string,
  ports: StepPorts,
): Promise<{ readonly state: 'in-sync' | 'pending' | 'unknown'; readonly words: string }> {
  if (changeId === 'none') return { state: 'unknown', words: 'AWS gave the change no id' };
  const answer = await fetchChange(ports.edge, scopeOf(ports, accountId, recordsRegion), changeId);
  if (answer.state !== 'answered') return { state: 'unknown', words: answer.message.replace(/\.$/, '') };
  const { value } = answer;
  return { state: value, words: `change ${changeId} is ${value === 'in-sync' ? 'in sync' : 'on its way'}` };
}
