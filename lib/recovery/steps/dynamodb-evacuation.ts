import { fetchGlobalTable, type GlobalTable } from '@/lib/aws';
import type { LinkEntity } from '@/lib/domain/entities';
import type { CallRecord } from '@/lib/domain/recovery/execution';
import type { StepFacts, StepOf } from '@/lib/domain/recovery/step';
import { recordRead } from './call-records';
import { asDeclared, expectedFor } from './expected-time';
import { evictionOf, judgeDrain, sayWhatIsLeft, troubleOfTarget } from './judge-evacuation';
import { permissionsOf, reading, waitingFacts } from './looking-facts';
import { lookingKind } from './looking-kind';
import { scopeOf } from './outcomes';
import type { DescribeContext, StepCheck, StepContext, StepPorts } from './step-kind';

type EvacuationSpec = StepOf<'dynamodb-evacuation'>;

const usual = asDeclared(240, 480, 'a minute without writes is told one to three minutes late');

/** DynamoDB has no call that fails over: every replica takes writes as it is, and this one only looks. */
function describe(spec: EvacuationSpec, context: DescribeContext): StepFacts {
  const calls = [reading('dynamodb:DescribeTable', spec.to, { TableName: spec.table })];
  return {
    ...waitingFacts(expectedFor(spec, context, usual)),
    plane: 'control',
    regionsNeeded: [spec.to],
    permissions: permissionsOf(calls),
    calls,
  };
}

const lookAgainIn = 5;

/** The target's own region says how the table stands; what the engine measures anyway says what has arrived. */
async function look(spec: EvacuationSpec, ports: StepPorts, context: StepContext): Promise<StepCheck> {
  const view = await viewTable(spec, ports);
  const notYet = (sentence: string): StepCheck => ({
    state: 'not-yet',
    sentence,
    remember: context.remembered,
    lookAgainIn,
  });
  if (view.state === 'unreadable') return notYet(view.sentence);
  const calls = [view.call];
  if (view.state === 'absent') return { state: 'failed', sentence: view.sentence, next: otherTarget, calls };
  const trouble = troubleOfTarget(view.table, spec);
  if (trouble !== 'none') return { state: 'failed', sentence: trouble, next: otherTarget, calls };
  const entities = await ports.entities();
  const now = ports.clock.now();
  const link = entities.find((one): one is LinkEntity => one.kind === 'link' && one.id === spec.linkId);
  const eviction = evictionOf(view.table, spec, now);
  const warned = (sentence: string) => (eviction === 'none' ? sentence : `${sentence} ${eviction}`);
  if (context.mode === 'ungraceful')
    return {
      state: 'done',
      sentence: warned(link === undefined ? unknownLink(spec) : sayWhatIsLeft(link, now)),
      calls,
    };
  if (eviction !== 'none') return { state: 'failed', sentence: eviction, next: mendReplica(spec), calls };
  if (link === undefined) return notYet(`The link ${spec.linkId} is not known now.`);
  const judged = judgeDrain(link, context.begunAt === 'not-yet' ? now : context.begunAt, now);
  if (judged.state === 'arrived') return { state: 'done', sentence: judged.sentence, calls };
  return notYet(judged.sentence);
}

const otherTarget = 'Choose another target, or correct the resource of the store in the fleet file.';

function mendReplica({ from }: EvacuationSpec): string {
  return `Enable ${from} and its key again before AWS takes the replica out, or give up what has not arrived by an ungraceful run.`;
}

function unknownLink({ table, from, to }: EvacuationSpec): string {
  return `${table} is left to ${to}: how much of what ${from} took has not arrived is not known. What has not arrived stays in ${from} until it returns, and where ${to} writes the same item meanwhile the later write wins.`;
}

type TableView = { readonly call: CallRecord } & (
  | { readonly state: 'read'; readonly table: GlobalTable }
  | { readonly state: 'absent'; readonly sentence: string }
  | { readonly state: 'unreadable'; readonly sentence: string }
);

async function viewTable({ accountId, table: name, to }: EvacuationSpec, ports: StepPorts): Promise<TableView> {
  const answer = await fetchGlobalTable(ports.edge, scopeOf(ports, accountId, to), name);
  const table = answer.state === 'answered' ? answer.value : 'absent';
  const absent = `There is no table ${name} in ${to} (account ${accountId}).`;
  const found =
    table === 'absent'
      ? absent
      : `${name}: ${table.replicas.map(({ region, status }) => `${status} in ${region}`).join(', ')}.`;
  const place = { action: 'dynamodb:DescribeTable', endpointRegion: to, at: ports.clock.now() };
  const call = recordRead(answer, place, found);
  if (answer.state !== 'answered') return { state: 'unreadable', sentence: answer.message, call };
  return table === 'absent' ? { state: 'absent', sentence: absent, call } : { state: 'read', table, call };
}

function would({ table, from, to }: EvacuationSpec, { mode }: StepContext): string {
  return mode === 'ungraceful'
    ? `It would say what ${to} may lack of what ${from} took for ${table}, and go on.`
    : `It would wait until nobody writes ${table} in ${from} and ${to} has what was written there. It changes nothing.`;
}

export const dynamodbEvacuation = lookingKind('dynamodb-evacuation', describe, look, would);
