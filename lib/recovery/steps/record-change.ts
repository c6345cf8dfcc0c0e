import type { NamedRecord, RecordTurn } from '@/lib/aws';
import type { PlannedCall, RecordChange, StepFacts, StepOf } from '@/lib/domain/recovery/step';
import { formatList } from '@/lib/domain/wording/list';
import { readChange, readRecords, recordsRegion, upsertAction, upsertRecords } from './ask-records';
import { asDocumented, expectedFor } from './expected-time';
import { tryLetIn } from './let-in';
import { acting, permissionsOf, reading } from './looking-facts';
import { afterFailedAct, refuse, secondsSinceBegun } from './outcomes';
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

type ChangeSpec = StepOf<'record-change'>;

const lookEverySeconds = 5;
const changedWithinSeconds = 300;

const usual = asDocumented(60, 120, 'Route 53 guide: changes reach every name server within 60 s as a rule');

function plannedCalls({ zoneId, name, type, turn }: ChangeSpec): readonly PlannedCall[] {
  const place = { HostedZoneId: zoneId, Name: name, Type: type };
  return [
    reading('route53:ListResourceRecordSets', recordsRegion, place),
    acting(upsertAction, recordsRegion, { ...place, becomes: describeTurn(turn) }),
    reading('route53:GetChange', recordsRegion),
  ];
}

function describeTurn(turn: RecordChange['turn']): string {
  if (turn.by === 'name') return `leads to ${turn.hostname}`;
  return `${turn.toSet} is the primary record and ${turn.fromSet} the secondary one`;
}

function describe(change: ChangeSpec, context: DescribeContext): StepFacts {
  const { name, from, to, turn } = change;
  const calls = plannedCalls(change);
  return {
    plane: 'control',
    regionsNeeded: [recordsRegion],
    permissions: permissionsOf(calls),
    idempotency: 'idempotent',
    expected: expectedFor(change, context, usual),
    calls,
    changes: `The last resort: of ${name} ${describeTurn(turn)}, written by Route 53's control plane in ${recordsRegion}, without which this cannot be done; users follow to ${to} as their answers expire.`,
    wayBack: `The same change towards ${from}, by the same control plane.`,
  };
}

type Look =
  | { readonly state: 'unread' | 'unfit'; readonly sentence: string }
  | { readonly state: 'turned' | 'not-turned'; readonly turns: readonly RecordTurn[]; readonly words: string };

async function look(change: ChangeSpec, ports: StepPorts) {
  const view = await readRecords(change, ports);
  const seen: Look =
    view.state === 'unread' ? { state: 'unread', sentence: view.sentence } : judge(change, view.records);
  return { seen, calls: [view.call] };
}

function judge({ name, turn, type }: ChangeSpec, records: readonly NamedRecord[]): Look {
  const known = formatList(records.map(describeRecord), 8);
  const words = `${name} has ${known}`;
  if (turn.by === 'name') {
    const [only] = records;
    if (records.length !== 1 || only === undefined || !only.isSimple)
      return unfit(`${words}: it has no simple record.`);
    if (!only.isAlias && type !== 'CNAME') return unfit(`${words}: addresses are not led to a name.`);
    const isTurned = only.targets.length === 1 && only.targets[0]?.replace(/\.$/, '').toLowerCase() === turn.hostname;
    return found(isTurned, [{ record: only, to: { hostname: turn.hostname } }], words);
  }
  const of = (identifier: string) => records.find(({ setIdentifier }) => setIdentifier === identifier);
  const [from, to] = [of(turn.fromSet), of(turn.toSet)];
  if (from === undefined || to === undefined || from.failover === 'none' || to.failover === 'none') {
    return unfit(`${words}: ${turn.fromSet} and ${turn.toSet} are no failover pair there.`);
  }
  const turns: readonly RecordTurn[] = [
    { record: to, to: { failover: 'primary' } },
    { record: from, to: { failover: 'secondary' } },
  ];
  return found(to.failover === 'primary' && from.failover === 'secondary', turns, words);
}

function unfit(sentence: string): Look {
  return { state: 'unfit', sentence };
}

function found(isTurned: boolean, turns: readonly RecordTurn[], words: string): Look {
  return { state: isTurned ? 'turned' : 'not-turned', turns, words };
}

function describeRecord({ setIdentifier, failover, targets }: NamedRecord): string {
  const role = failover === 'none' ? '' : ` (${failover})`;
  return `${setIdentifier === 'none' ? 'one record' : setIdentifier}${role} leading to ${formatList(targets, 2)}`;
}

const correctThem = 'Correct the records, or what the fleet file says of them; Route 53 is asked in us-east-1.';

async function perform(change: ChangeSpec, ports: StepPorts, context: StepContext): Promise<StepOutcome> {
  const { seen, calls } = await look(change, ports);
  if ('sentence' in seen) return refuse(seen.sentence, correctThem, calls);
  if (seen.state === 'turned') return { state: 'done', sentence: `Already so: ${seen.words}.`, calls };
  const asked = `Change ${change.name}: ${describeTurn(change.turn)}`;
  const { answer, changeId, call } = await upsertRecords(change, seen.turns, asked, ports, context);
  const told = [...calls, { ...call, before: `${seen.words}.` }];
  if (answer.state !== 'accepted') return afterFailedAct(answer, told);
  const sentence = `Asked for a change of ${change.name}: ${describeTurn(change.turn)}.`;
  return { state: 'begun', sentence, remember: { changeId }, lookAgainIn: lookEverySeconds, calls: told };
}

async function check(change: ChangeSpec, ports: StepPorts, context: StepContext): Promise<StepCheck> {
  const { remembered } = context;
  const { seen, calls } = await look(change, ports);
  const isLate = secondsSinceBegun(context, ports.clock.now()) > changedWithinSeconds;
  const again = (sentence: string): StepCheck => ({
    state: 'not-yet',
    sentence,
    remember: remembered,
    lookAgainIn: lookEverySeconds,
  });
  if ('sentence' in seen) {
    if (seen.state === 'unread') return again(seen.sentence);
    return { state: 'failed', sentence: seen.sentence, next: correctThem, calls };
  }
  const next = 'Look who else changes this record, and change it again.';
  if (seen.state === 'not-turned') {
    if (!isLate) return again(`${seen.words}.`);
    return { state: 'failed', sentence: `AWS accepted the change, and yet ${seen.words}.`, next, calls };
  }
  const propagated = await readChange(change, String(remembered.changeId ?? 'none'), ports);
  const sentence = `${seen.words}: ${propagated.words}.`;
  // A change whose id nobody kept is told by the records, once it has had its time.
  if (propagated.state === 'in-sync' || (propagated.state === 'unknown' && isLate)) {
    return { state: 'done', sentence, calls };
  }
  if (isLate) return { state: 'failed', sentence, next: 'Look at the change in Route 53.', calls };
  return again(sentence);
}

async function readBack(change: ChangeSpec, ports: StepPorts): Promise<ReadBack> {
  const { seen, calls } = await look(change, ports);
  if ('sentence' in seen) {
    return { verdict: seen.state === 'unread' ? 'unknown' : 'did-not-happen', sentence: seen.sentence, calls };
  }
  return { verdict: seen.state === 'turned' ? 'under-way' : 'did-not-happen', sentence: `${seen.words}.`, calls };
}

async function dryRun(change: ChangeSpec, ports: StepPorts): Promise<DryRun> {
  const [{ seen, calls }, letIn] = await Promise.all([
    look(change, ports),
    tryLetIn(ports, change.accountId, recordsRegion),
  ]);
  const would = `It would call ${upsertAction} in ${recordsRegion}, a control plane: of ${change.name} ${describeTurn(change.turn)}`;
  return {
    wouldHappen: [
      'sentence' in seen
        ? `${would}.`
        : seen.state === 'turned'
          ? `Nothing: ${seen.words}.`
          : `${would}; now ${seen.words}.`,
    ],
    inTheWay: ['sentence' in seen ? [seen.sentence] : [], letIn.inTheWay].flat(),
    calls: [...calls, letIn.call],
  };
}

/** A record turned to another region by the control plane in us-east-1: the last resort. */
export const recordChange: StepKindRules<'record-change'> = {
  kind: 'record-change',
  describe,
  dryRun,
  perform,
  readBack,
  check,
};
