import type { Entity, Outage } from '../entities';
import type { RegionCode, Workload, WorkloadId } from '../fleet';
import type { EpochMs, Seconds } from '../time';
import { type ComplianceState, complianceStates } from '../vocabulary';
import { formatDuration } from '../wording/duration';
import { formatCount, formatList } from '../wording/list';
import { formatAge } from '../wording/moment';
import type { Execution } from './execution';
import { listRecoveryResults, type RecoveryResult } from './recovery-result';
import { wantedRecoverySeconds } from './wanted-recovery-time';

const dayMs = 86_400_000;

/**
 * For how many days a measured recovery speaks for a workload of a tier: a quarter for all of them. AWS asks for regular
 * drills and names no interval (Well-Architected, REL 13: "test disaster recovery implementation"); a quarter is the
 * product's own rule, and a tier that wants another one changes it here.
 */
export const evidenceDays: Readonly<Record<Workload['tier'], number>> = { 0: 90, 1: 90, 2: 90, 3: 90 };

/** Above this share of the objective a recovery in time is a near miss. */
const nearMissShare = 0.8;

/** What was measured of the loss of one region. */
export interface LossEvidence {
  readonly region: RegionCode;
  readonly run: RecoveryResult | 'none';
  readonly drill: RecoveryResult | 'none';
  /** Of the newest of both. */
  readonly state: ComplianceState;
  readonly sentence: string;
}

/** What is known of how long the loss of a region takes a workload from its users, and how far that reaches. */
export interface RecoveryTimeEvidence {
  readonly wantedSeconds: Seconds | 'none';
  readonly freshDays: number;
  /** Every region that serves, as the fleet declares it: those whose loss is felt. */
  readonly losses: readonly LossEvidence[];
  /** Regions of which a recovery is proven and not too old. */
  readonly provenCount: number;
  readonly state: ComplianceState;
  readonly sentence: string;
}

/**
 * Judges the recovery time of a workload at `now` by runs and drills alone. Of each region that serves the newest result
 * counts; the worst of them is the verdict, in the order breached, at-risk, not-measured, met: what was proven of one
 * region says nothing of another. A result that is older than `evidenceDays` is none. While users are without service
 * the outage itself is the evidence.
 */
export function judgeRecoveryTime(
  workload: Workload,
  executions: readonly Execution[],
  outage: Outage,
  now: EpochMs,
): RecoveryTimeEvidence {
  const wantedSeconds = wantedRecoverySeconds(workload);
  const freshDays = evidenceDays[workload.tier];
  const results = listRecoveryResults(executions, workload.id);
  const losses = workload.regions
    .filter(({ role }) => role !== 'standby')
    .map(({ region }) => judgeLoss(region, results, { wantedSeconds, freshDays }, now));
  const provenCount = losses.filter(({ region }) => isProven(region, results, freshDays, now)).length;
  const known = { wantedSeconds, freshDays, losses, provenCount };
  if (wantedSeconds === 'none') return { ...known, state: 'no-objective', sentence: 'No objective' };
  if (outage.state === 'running') return { ...known, ...judgeOutage(outage.startedAt, wantedSeconds, now) };
  return { ...known, ...rollUp(losses, provenCount) };
}

/** The recovery time of every workload that is known, by its id. */
export function judgeRecoveryTimes(
  entities: readonly Entity[],
  now: EpochMs,
): ReadonlyMap<WorkloadId, RecoveryTimeEvidence> {
  const runs = entities.flatMap((entity) => (entity.kind === 'execution' ? [entity.execution] : []));
  return new Map(
    entities.flatMap((entity) =>
      entity.kind === 'workload' ? [[entity.id, judgeRecoveryTime(entity.workload, runs, entity.outage, now)]] : [],
    ),
  );
}

/** e.g. `2 of 4 regions`. */
export function coverageWords({ provenCount, losses }: RecoveryTimeEvidence): string {
  return `${provenCount} of ${formatCount(losses.length, 'region')}`;
}

interface Wanted {
  readonly wantedSeconds: Seconds | 'none';
  readonly freshDays: number;
}

function judgeLoss(region: RegionCode, results: readonly RecoveryResult[], wanted: Wanted, now: EpochMs): LossEvidence {
  const own = results.filter(({ source }) => source === region);
  const run = own.find(({ by }) => by === 'run') ?? 'none';
  const drill = own.find(({ by }) => by === 'drill') ?? 'none';
  return { region, run, drill, ...judgeResult(own[0] ?? 'none', wanted, now) };
}

function judgeResult(
  newest: RecoveryResult | 'none',
  { wantedSeconds, freshDays }: Wanted,
  now: EpochMs,
): Pick<LossEvidence, 'state' | 'sentence'> {
  if (newest === 'none') return notMeasured('no drill or recovery is on record');
  const what = `${newest.by === 'drill' ? 'drill' : 'run'} out of ${newest.source}, ${formatAge(newest.at, now)}`;
  const time = formatDuration(newest.seconds);
  if (isOld(newest, freshDays, now)) return notMeasured(`the last ${what}, is older than ${freshDays} d (${time})`);
  if (wantedSeconds === 'none') return { state: 'no-objective', sentence: `${time}; ${what}` };
  const wanted = formatDuration(wantedSeconds, 'down');
  if (newest.seconds > wantedSeconds) {
    const words = newest.isProven ? time : `not proven after ${time}`;
    return { state: 'breached', sentence: `Breached, ${words} of ${wanted}; ${what}` };
  }
  if (!newest.isProven) return notMeasured(`the last ${what}, ended without proof that users were served`);
  const isNear = newest.seconds > nearMissShare * wantedSeconds;
  return {
    state: isNear ? 'at-risk' : 'met',
    sentence: `${isNear ? 'Near miss' : 'Met'}, ${time} of ${wanted}; ${what}`,
  };
}

function notMeasured(because: string) {
  return { state: 'not-measured', sentence: `Not measured: ${because}` } as const;
}

function isOld({ at }: RecoveryResult, freshDays: number, now: EpochMs): boolean {
  return now - at > freshDays * dayMs;
}

function isProven(region: RegionCode, results: readonly RecoveryResult[], days: number, now: EpochMs): boolean {
  const newest = results.find(({ source }) => source === region);
  return newest?.isProven === true && !isOld(newest, days, now);
}

/** What goes on for longer than the objective is breached, and nothing that goes on is met. */
function judgeOutage(startedAt: EpochMs, wantedSeconds: Seconds, now: EpochMs) {
  const elapsed = Math.max(0, Math.ceil((now - startedAt) / 1000));
  const isOver = elapsed > wantedSeconds;
  const figure = `${formatDuration(elapsed)} of ${formatDuration(wantedSeconds, 'down')}`;
  return {
    state: isOver ? ('breached' as const) : ('at-risk' as const),
    sentence: `${isOver ? 'Breached' : 'Running'}: users are without service, ${figure}`,
  };
}

function rollUp(losses: readonly LossEvidence[], provenCount: number): Pick<LossEvidence, 'state' | 'sentence'> {
  const state = complianceStates.find((each) => losses.some((loss) => loss.state === each)) ?? 'not-measured';
  const worst = losses.filter((loss) => loss.state === state);
  const [first] = worst;
  if (first === undefined) return notMeasured('no region that serves is declared');
  if (losses.length === 1) return first;
  if (state === 'not-measured' && provenCount > 0) {
    const missing = formatList(worst.map(({ region }) => region));
    return notMeasured(`${provenCount} of ${losses.length} regions are proven, ${missing} not`);
  }
  if (state !== 'met') return first;
  const slowest = slowestOf(losses);
  return { state, sentence: `${slowest.sentence}, the slowest of ${losses.length} regions` };
}

function slowestOf(losses: readonly LossEvidence[]): LossEvidence {
  const secondsOf = ({ run, drill }: LossEvidence) =>
    [run, drill].flatMap((result) => (result === 'none' ? [] : [result])).sort((a, b) => b.at - a.at)[0]?.seconds ??
    Number.POSITIVE_INFINITY;
  return losses.reduce((slowest, loss) => (secondsOf(loss) > secondsOf(slowest) ? loss : slowest));
}
