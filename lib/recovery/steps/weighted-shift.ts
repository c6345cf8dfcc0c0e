import type { CallRecord } from '@/lib/domain/recovery/execution';
import type { PlannedCall, StepFacts, StepOf, WeightedShift } from '@/lib/domain/recovery/step';
import { formatList } from '@/lib/domain/wording/list';
import { readChange, readRecords, recordsRegion, upsertAction, upsertRecords } from './ask-records';
import { asDeclared, expectedFor } from './expected-time';
import { tryLetIn } from './let-in';
import { acting, permissionsOf, reading } from './looking-facts';
import { afterFailedAct, refuse } from './outcomes';
import { alarmReadings } from './own-alarms';
import { proveShift } from './shift-proof';
import { turnsTo, type Weights, weightsIn } from './shift-weights';
import type {
  DescribeContext,
  DryRun,
  ReadBack,
  StepCheck,
  StepContext,
  StepKindRules,
  StepMemory,
  StepOutcome,
  StepPorts,
} from './step-kind';

type ShiftSpec = StepOf<'weighted-shift'>;
type Known = Extract<Weights, { state: 'known' }>;

const lookEverySeconds = 10;
/** A change reaches every name server within a minute as a rule; evidence is minutes late. */
const propagatesWithinSeconds = 300;
const evidenceWithinSeconds = 600;

function plannedCalls(shift: ShiftSpec): readonly PlannedCall[] {
  const { zoneId, name, to, hostname, path, stages } = shift;
  const place = { HostedZoneId: zoneId, Name: name };
  const weights = stages.map((share) => `${to} ${share} %`).join(', then ');
  return [
    reading('route53:ListResourceRecordSets', recordsRegion, place),
    reading('http:GET', to, { url: `https://${hostname}${path}` }),
    ...alarmReadings(to),
    acting(upsertAction, recordsRegion, { ...place, Weight: weights }),
    reading('route53:GetChange', recordsRegion),
  ];
}

function describe(shift: ShiftSpec, context: DescribeContext): StepFacts {
  const { name, from, to, stages, holdSeconds, onHalt, fromSet } = shift;
  const calls = plannedCalls(shift);
  const shares = formatList(
    stages.map((share) => `${share} %`),
    stages.length,
  );
  const shortest = stages.length * (holdSeconds + 60);
  const because = `${stages.length} stages, each held for ${holdSeconds} s after its change has propagated`;
  const halted = onHalt === 'back' ? 'it goes back to the last share that held' : 'it stays at that share';
  return {
    plane: 'control',
    regionsNeeded: [recordsRegion, to],
    permissions: permissionsOf(calls),
    idempotency: 'idempotent',
    expected: expectedFor(shift, context, asDeclared(shortest, shortest + stages.length * 120, because)),
    calls,
    changes: `${name} leads to ${to} by ${shares}, changed by Route 53's control plane in ${recordsRegion}; where ${to} fails on the way, ${halted}.`,
    wayBack: `Give ${fromSet} the weight 100 and the other 0, by the same control plane, or shift back to ${from}.`,
  };
}

async function look(shift: ShiftSpec, ports: StepPorts) {
  const view = await readRecords(shift, ports);
  const weights: Weights =
    view.state === 'unread' ? { state: 'unfit', sentence: view.sentence } : weightsIn(view, shift);
  return { weights, isRead: view.state === 'read', calls: [view.call] };
}

const correctThem = 'Correct the records, or the set identifiers in the fleet file; Route 53 is asked in us-east-1.';

function isArrived({ stages }: WeightedShift, { stage }: Known): boolean {
  return stage === stages.length - 1;
}

async function perform(shift: ShiftSpec, ports: StepPorts, context: StepContext): Promise<StepOutcome> {
  const { weights, calls } = await look(shift, ports);
  if (weights.state === 'unfit') return refuse(weights.sentence, correctThem, calls);
  // A stage that was reached before is held once more: how the target did there is what the next one rests on.
  if (weights.stage >= 0) return holdStage(shift, weights, calls, ports);
  const next = shift.stages.findIndex((share) => share > weights.share);
  if (next < 0) {
    const sentence = `${weights.words}: more than the last stage of the shift.`;
    return refuse(sentence, 'Let the last stage of the plan be 100.', calls);
  }
  const proof = await proveShift(shift, 'any', ports, context);
  if (proof.state !== 'good') {
    return refuse(`Nobody is led to ${shift.to}: ${proof.words}.`, 'See that the target serves.', calls);
  }
  const { answer, changeId, call } = await goTo(shift, next, weights, ports, context);
  const told = [...calls, call];
  if (answer.state !== 'accepted') return afterFailedAct(answer, told);
  return begin(shift, next, changeId, told, ports);
}

function begin(
  shift: ShiftSpec,
  stage: number,
  changeId: string,
  calls: readonly CallRecord[],
  ports: StepPorts,
): StepOutcome {
  const sentence = `Asked for ${shift.stages[stage]} % in ${shift.to}.`;
  const remember = memoryOf(stage, changeId, ports);
  return { state: 'begun', sentence, remember, lookAgainIn: lookEverySeconds, calls };
}

function holdStage(shift: ShiftSpec, weights: Known, calls: readonly CallRecord[], ports: StepPorts): StepOutcome {
  const sentence = `${shift.to} has ${shift.stages[weights.stage]} % already, which is held from now on.`;
  const remember = { ...memoryOf(weights.stage, 'none', ports), heldSince: ports.clock.now() };
  return { state: 'begun', sentence, remember, lookAgainIn: lookEverySeconds, calls };
}

/** `askedAt` and `heldSince` are fleet times; held from when the change has propagated. */
function memoryOf(stage: number, changeId: string, ports: StepPorts): StepMemory {
  return { stage, changeId, askedAt: ports.clock.now() };
}

function goTo(shift: ShiftSpec, stage: number, weights: Known, ports: StepPorts, context: StepContext) {
  const share = shift.stages[stage] ?? Number.NaN;
  const asked = `Give ${shift.toSet} ${share} % of ${shift.name}`;
  return upsertRecords(shift, turnsTo(share, weights), asked, ports, context);
}

async function check(shift: ShiftSpec, ports: StepPorts, context: StepContext): Promise<StepCheck> {
  const { weights, isRead, calls } = await look(shift, ports);
  const { remembered } = context;
  if (!isRead && weights.state === 'unfit') return notYet(weights.sentence, remembered);
  if (weights.state === 'unfit') return fail(weights.sentence, correctThem, calls);
  const now = ports.clock.now();
  // What nobody wrote down is told by the weights: the stage they are of is the one to hold.
  const isOurs = remembered.stage === weights.stage && typeof remembered.askedAt === 'number';
  if (!isOurs) {
    if (weights.stage >= 0) return notYet(weights.words, { ...memoryOf(weights.stage, 'none', ports), heldSince: now });
    const next = 'Look who else changes these records, and perform it again.';
    return fail(`${shift.name} was to be shifted, and yet ${weights.words}.`, next, calls);
  }
  if (typeof remembered.heldSince !== 'number') return awaitChange(shift, weights, ports, context);
  return hold(shift, weights, remembered.heldSince, ports, context);
}

function notYet(sentence: string, remember: StepMemory, calls: readonly CallRecord[] = []): StepCheck {
  return { state: 'not-yet', sentence, remember, lookAgainIn: lookEverySeconds, calls };
}

function fail(sentence: string, next: string, calls: readonly CallRecord[]): StepCheck {
  return { state: 'failed', sentence, next, calls };
}

async function awaitChange(
  shift: ShiftSpec,
  weights: Known,
  ports: StepPorts,
  { remembered }: StepContext,
): Promise<StepCheck> {
  const now = ports.clock.now();
  const { state, words } = await readChange(shift, String(remembered.changeId), ports);
  const share = `${shift.stages[weights.stage]} % in ${shift.to}`;
  if (state === 'in-sync') return notYet(`${share}: ${words}.`, { ...remembered, heldSince: now });
  if (now - Number(remembered.askedAt) <= propagatesWithinSeconds * 1000)
    return notYet(`${share}: ${words}.`, remembered);
  // The records read so, and nothing more is to be learned of the change: it is held as if from now.
  if (state === 'unknown')
    return notYet(`${share}: ${words}; it is held from now on.`, { ...remembered, heldSince: now });
  return fail(`${share} is not answered by every name server: ${words}.`, 'Look at the change in Route 53.', []);
}

async function hold(
  shift: ShiftSpec,
  weights: Known,
  heldSince: number,
  ports: StepPorts,
  context: StepContext,
): Promise<StepCheck> {
  const { remembered } = context;
  const proof = await proveShift(shift, heldSince, ports, context);
  const share = `${shift.stages[weights.stage]} % in ${shift.to}`;
  if (proof.state === 'bad') return halt(shift, weights, proof.words, ports, context);
  const heldSeconds = (ports.clock.now() - heldSince) / 1000;
  if (heldSeconds < shift.holdSeconds || proof.state === 'unproven') {
    if (heldSeconds <= shift.holdSeconds + evidenceWithinSeconds)
      return notYet(`${share}: ${proof.words}.`, remembered);
    return halt(shift, weights, proof.words, ports, context);
  }
  const held = `${share} held for ${shift.holdSeconds} s: ${proof.words}`;
  if (isArrived(shift, weights)) return { state: 'done', sentence: `${held}.`, calls: [] };
  const { answer, changeId, call } = await goTo(shift, weights.stage + 1, weights, ports, context);
  // Not taken or not heard of: the next look finds the records as they are.
  if (answer.state !== 'accepted')
    return notYet(`${held}; the next share was not taken: ${call.detail}`, remembered, [call]);
  const wanted = shift.stages[weights.stage + 1];
  return notYet(`${held}. Asked for ${wanted} %.`, memoryOf(weights.stage + 1, changeId, ports), [call]);
}

/** Says at which share it stands, and goes back to the last one that held where the plan says so. */
async function halt(
  shift: ShiftSpec,
  weights: Known,
  because: string,
  ports: StepPorts,
  context: StepContext,
): Promise<StepCheck> {
  const at = shift.stages[weights.stage];
  const again = 'Mend the target, and perform it again: it goes on from the share it stands at.';
  const halted = `Halted at ${at} % in ${shift.to}: ${because}.`;
  if (shift.onHalt === 'stay') return fail(`${halted} It stays there.`, again, []);
  const good = weights.stage === 0 ? 0 : (shift.stages[weights.stage - 1] ?? Number.NaN);
  const asked = `Give ${shift.toSet} ${good} % of ${shift.name} again`;
  const { answer, call } = await upsertRecords(shift, turnsTo(good, weights), asked, ports, context);
  const went =
    answer.state === 'accepted' ? `It went back to ${good} %.` : `It could not go back to ${good} %: ${call.detail}`;
  return fail(`${halted} ${went}`, again, [call]);
}

async function readBack(shift: ShiftSpec, ports: StepPorts): Promise<ReadBack> {
  const { weights, isRead, calls } = await look(shift, ports);
  if (!isRead && weights.state === 'unfit') return { verdict: 'unknown', sentence: weights.sentence, calls };
  if (weights.state === 'unfit') return { verdict: 'did-not-happen', sentence: weights.sentence, calls };
  // Whoever went to a stage, it is held before the next one.
  return { verdict: weights.stage >= 0 ? 'under-way' : 'did-not-happen', sentence: `${weights.words}.`, calls };
}

async function dryRun(shift: ShiftSpec, ports: StepPorts, context: StepContext): Promise<DryRun> {
  const [{ weights, calls }, proof, letIn] = await Promise.all([
    look(shift, ports),
    proveShift(shift, 'any', ports, context),
    tryLetIn(ports, shift.accountId, recordsRegion),
  ]);
  const now = weights.state === 'known' ? `; now ${weights.words}` : '';
  const shares = formatList(
    shift.stages.map((share) => `${share} %`),
    shift.stages.length,
  );
  return {
    wouldHappen: [
      `It would call ${upsertAction} in ${recordsRegion}, a control plane, for ${shares} in ${shift.to}, and hold each for ${shift.holdSeconds} s${now}.`,
    ],
    inTheWay: [
      ...(weights.state === 'unfit' ? [weights.sentence] : []),
      ...(proof.state === 'good' ? [] : [`${proof.words}.`]),
      ...letIn.inTheWay,
    ],
    calls: [...calls, letIn.call],
  };
}

/** Users moved share by share, with a halt where the target does not serve them. */
export const weightedShift: StepKindRules<'weighted-shift'> = {
  kind: 'weighted-shift',
  describe,
  dryRun,
  perform,
  readBack,
  check,
};
