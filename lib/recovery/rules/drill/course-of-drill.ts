import type { Drill, DrillFigures, DrillPhase, DrillVerdictWord, DrillWait } from '@/lib/domain/recovery/drill';
import type { EpochMs } from '@/lib/domain/time';

/** The course of a drill that an engine carries out. Pure: an act is done between two records of it, by whoever drives it. */

/** What a phase is for. Each act may be done again by another engine, and does nothing twice. */
export type DrillAct = 'plan' | 'write' | 'break' | 'leave' | 'judge' | 'heal' | 'return';

export type NextOfDrill =
  | { readonly does: DrillAct }
  /** Nothing is done: the drill is written down like this first. */
  | { readonly does: 'record'; readonly drill: Drill }
  | { readonly does: 'nothing' };

const actOf: Readonly<Record<Exclude<DrillPhase, 'ended'>, DrillAct>> = {
  asked: 'plan',
  writing: 'write',
  breaking: 'break',
  leaving: 'leave',
  judging: 'judge',
  healing: 'heal',
  returning: 'return',
};

/** A drill that a person has just asked for. */
export function newDrill(asked: Pick<Drill, 'id' | 'region' | 'reason' | 'askedBy'>, now: EpochMs): Drill {
  return {
    ...asked,
    begunAt: now,
    phase: 'asked',
    phaseSince: now,
    faultIntendedAt: 'not-yet',
    faultAt: 'not-yet',
    healedAt: 'not-yet',
    workloads: [],
    waitsFor: [],
    endAsked: 'nobody',
    verdict: 'not-yet',
    sentences: [],
    endedAt: 'not-yet',
  };
}

/** What is to be done next. Who ends a drill has its fault healed first, wherever it was. */
export function nextOfDrill(drill: Drill, now: EpochMs): NextOfDrill {
  const { phase, endAsked } = drill;
  if (phase === 'ended') return { does: 'nothing' };
  if (endAsked === 'nobody' || phase === 'healing') return { does: actOf[phase] };
  if (mayStillFail(drill)) return { does: 'record', drill: toPhase(drill, 'healing', now) };
  return { does: 'record', drill: concludeAsked(drill, endAsked, now) };
}

/** Whether the fault of a drill may be there: it was about to be begun, and is not known to be healed. */
export function mayStillFail({ faultIntendedAt, healedAt }: Pick<Drill, 'faultIntendedAt' | 'healedAt'>): boolean {
  return faultIntendedAt !== 'not-yet' && healedAt === 'not-yet';
}

/** The drill in another phase, in which it waits for nothing yet. */
export function toPhase(drill: Drill, phase: Exclude<DrillPhase, 'ended'>, now: EpochMs): Drill {
  return { ...drill, phase, phaseSince: now, waitsFor: [] };
}

/** Ends a drill of which nothing was broken. */
export function refuseDrill(drill: Drill, sentence: string, now: EpochMs): Drill {
  return conclude(drill, 'refused', [sentence], now);
}

/** Ends a drill whose workloads are home: the worst of what was moved is the verdict, and nothing moved proves nothing. */
export function concludeHome(drill: Drill, now: EpochMs): Drill {
  const verdict = verdictOf(drill);
  const home = `${drill.region} is healed, and nothing of the drill is away from home.`;
  return conclude(drill, verdict, [`The failover out of ${drill.region} ${verdictWords[verdict]}.`, home], now);
}

const verdictWords: Readonly<Record<DrillFigures['state'], string>> = {
  proven: 'is proven',
  'not-proven': 'is not proven',
  failed: 'has failed',
};

function verdictOf({ workloads }: Drill): DrillFigures['state'] {
  const states = workloads.map(({ figures }) => (figures === 'not-yet' ? 'not-proven' : figures.state));
  if (states.length === 0) return 'not-proven';
  return (['failed', 'not-proven'] as const).find((state) => states.includes(state)) ?? 'proven';
}

/** A drill that a person ended has proven no way home, whatever was proven of the way out. */
function concludeAsked(drill: Drill, { by, reason }: Exclude<Drill['endAsked'], 'nobody'>, now: EpochMs): Drill {
  const wasBroken = drill.faultIntendedAt !== 'not-yet';
  const fault = wasBroken
    ? `${drill.region} is healed. A run under way stays, and is people’s.`
    : 'Nothing was broken.';
  const verdict = verdictOf(drill) === 'failed' ? 'failed' : 'not-proven';
  return conclude(drill, verdict, [`Ended by ${by}: ${reason}.`, fault], now);
}

/** No drill ends while its fault may be there. */
function conclude(drill: Drill, verdict: DrillVerdictWord, sentences: readonly string[], now: EpochMs): Drill {
  if (mayStillFail(drill)) throw new Error(`The drill of ${drill.region} cannot end: its fault may still be there.`);
  return { ...drill, phase: 'ended', phaseSince: now, endedAt: now, waitsFor: [], verdict, sentences };
}

/** The drill with what it waits for now; the very same where it has waited for that already. */
export function waiting(drill: Drill, waits: readonly Omit<DrillWait, 'since'>[], now: EpochMs): Drill {
  const before = drill.waitsFor;
  const waitsFor = waits.map((wait): DrillWait => {
    const known = before.find((each) => isSame(each, wait));
    return known ?? { ...wait, since: now };
  });
  const isUnchanged = waitsFor.length === before.length && waitsFor.every((wait, index) => wait === before[index]);
  return isUnchanged ? drill : { ...drill, waitsFor };
}

function isSame(one: Omit<DrillWait, 'since'>, other: Omit<DrillWait, 'since'>): boolean {
  return one.workloadId === other.workloadId && one.runId === other.runId && one.sentence === other.sentence;
}
