import type { RegionCode } from '../../fleet';
import type {
  CellView,
  FleetOverview,
  HealthVerdict,
  LinkView,
  ObjectiveView,
  WorkloadView,
} from '../../overview/types';
import { judgeRecoveryTimes, type RecoveryTimeEvidence } from '../../recovery/recovery-time-evidence';
import type { EpochMs, Seconds } from '../../time';
import { type ComplianceState, type HealthState, healthStates } from '../../vocabulary';
import { formatDuration } from '../../wording/duration';
import { formatMoment } from '../../wording/moment';
import type { SceneInput } from '../types';
import { shortAge } from './short-age';
import { complianceWords, healthWords, notMeasured, type Wordings } from './wordings';

/** What the fleet looks like: every region and workload in its own place, each with what was judged elsewhere. */
export interface FleetSceneView {
  /** In an order that no state changes. */
  readonly regions: readonly RegionTileView[];
  readonly workloads: readonly WorkloadRowView[];
  /** Why there is nothing to see; `none` where there is. */
  readonly nothing: string | 'none';
}

export interface RegionTileView {
  readonly code: RegionCode;
  readonly health: HealthState;
  readonly wordings: Wordings;
  /** How long it has been so; empty while well or not known. */
  readonly age: string;
  /** All that is known of it, in a sentence. */
  readonly whole: string;
}

/** Where a workload runs, and what users get there. */
export interface WorkloadCellView {
  readonly region: RegionCode;
  /** `no-users`: nobody to judge it by. */
  readonly health: HealthState | 'no-users';
  readonly whole: string;
}

/** An objective with its figure, in the wordings it may be shown in: the longest that fits is. */
export interface ObjectiveCellView {
  readonly state: ComplianceState;
  /** False: true for its date, and no claim about now. */
  readonly provableNow: boolean;
  /** e.g. `Met, 38 s of 1 m`, then `38 s of 1 m`. */
  readonly wordings: Wordings;
  readonly whole: string;
}

export interface ProtectionCellView {
  readonly state: WorkloadView['protection']['state'];
  readonly provableNow: boolean;
  readonly wordings: Wordings;
  readonly whole: string;
}

export interface UsersCellView {
  readonly state: HealthState | 'no-users';
  /** e.g. `Down, 11 m`, then `Down`. */
  readonly wordings: Wordings;
  readonly whole: string;
}

export interface WorkloadRowView {
  readonly id: string;
  readonly name: string;
  readonly users: UsersCellView;
  readonly rpo: ObjectiveCellView;
  readonly rto: ObjectiveCellView;
  readonly protection: ProtectionCellView;
  readonly cells: readonly WorkloadCellView[];
}

/**
 * Worst first: what users feel, what breaks a promise, what may, what is not known; what is well as far as is known, and
 * not proven or not provable now; what is well.
 */
export const rowRanks = ['down', 'breached', 'degraded', 'at-risk', 'unknown', 'unproven', 'well'] as const;
export type RowRank = (typeof rowRanks)[number];

/** Builds the scene of the fleet from what the overview has judged already. Pure. */
export function buildFleetScene({ overview, entities }: Pick<SceneInput, 'overview' | 'entities'>): FleetSceneView {
  const { now, regions, workloads } = overview;
  const recoveryTimes = judgeRecoveryTimes(entities, now);
  return {
    regions: regions.map(({ code, place, health }) => ({
      code,
      health: health.state,
      wordings: healthWordings(health, now),
      age: ageOf(health, now),
      whole: `${code}, ${place}: ${wordsOf(health)}`,
    })),
    workloads: workloads.map((workload) => toRow(workload, overview, recoveryTimes.get(workload.id))),
    nothing: nothingWords(overview),
  };
}

/** How bad a workload is, for choosing which are shown where not all find room. */
export function rankRow(row: WorkloadRowView): number {
  return rowRanks.indexOf(rankWord(row));
}

function rankWord({ users, rpo, rto, protection }: WorkloadRowView): RowRank {
  if (users.state === 'down') return 'down';
  if (rpo.state === 'breached' || rto.state === 'breached' || protection.state === 'unprotected') return 'breached';
  if (users.state === 'degraded') return 'degraded';
  if (rpo.state === 'at-risk' || rto.state === 'at-risk' || protection.state === 'at-risk') return 'at-risk';
  if (users.state === 'unknown' || rpo.state === 'not-measured' || protection.state === 'unknown') return 'unknown';
  const isProven = rto.state !== 'not-measured' && (rpo.provableNow || rpo.state === 'no-objective');
  return isProven && protection.provableNow ? 'well' : 'unproven';
}

export function rankRegion({ health }: RegionTileView): number {
  return healthStates.indexOf(health);
}

function toRow(
  workload: WorkloadView,
  overview: FleetOverview,
  recoveryTime: RecoveryTimeEvidence | undefined,
): WorkloadRowView {
  const { id, name, hasUsers, userHealth, cells } = workload;
  const { now } = overview;
  return {
    id,
    name,
    users: {
      state: hasUsers ? userHealth.state : 'no-users',
      wordings: hasUsers ? healthWordings(userHealth, now) : ['No users'],
      whole: `${name}: ${hasUsers ? wordsOf(userHealth) : 'no users to judge by'}`,
    },
    rpo: toRpo(workload, overview),
    rto: toRto(recoveryTime, workload.outage, now),
    protection: toProtection(workload.protection, now),
    cells: cells.map((cell) => toCell(cell, hasUsers)),
  };
}

function toCell({ region, role, health }: CellView, hasUsers: boolean): WorkloadCellView {
  if (!hasUsers) return { region, health: 'no-users', whole: `${region}, ${role}: no users to judge by` };
  return { region, health: health.state, whole: `${region}, ${role}: ${wordsOf(health)}` };
}

function wordsOf({ state, reason, lastKnown }: HealthVerdict): string {
  const formerly = state === 'unknown' && lastKnown !== 'none' ? ` (was ${lastKnown})` : '';
  return reason === '' ? state : `${state}, ${reason}${formerly}`;
}

function healthWordings(verdict: HealthVerdict, now: EpochMs): Wordings {
  const age = ageOf(verdict, now);
  const word = healthWords[verdict.state];
  return age === '' ? [word] : [`${word}, ${age}`, word];
}

function ageOf({ state, since }: HealthVerdict, now: EpochMs): string {
  return state === 'healthy' || since === 'unknown' ? '' : shortAge(since, now);
}

/** A state and its figure, where there is one, in wordings that get shorter. */
export function wordObjective(state: ComplianceState, figure: string | 'none'): Wordings {
  if (state === 'not-measured') return notMeasured;
  const word = complianceWords[state];
  return figure === 'none' ? [word] : [`${word}, ${figure}`, figure];
}

function toRpo(workload: WorkloadView, overview: FleetOverview): ObjectiveCellView {
  const objective = workload.objectives.find(({ scenario }) => scenario === 'region-loss');
  if (objective === undefined) {
    return { state: 'no-objective', provableNow: false, wordings: ['No objective'], whole: 'No objective set' };
  }
  const { state, provableNow, sentence, asOf } = objective.rpo;
  const figure = rpoFigure(objective, decidingLink(workload, objective, overview.links), overview.now);
  const held = state === 'met' && !provableNow && asOf !== 'never' ? heldWords(asOf, figure, overview.now) : 'none';
  return {
    state,
    provableNow,
    wordings: held === 'none' ? wordObjective(state, figure) : held,
    whole: `Recovery point: ${sentence}`,
  };
}

/** Met for its date only: the date is the claim. */
function heldWords(asOf: EpochMs, figure: string | 'none', now: EpochMs): Wordings {
  const at = formatMoment(asOf, now).replace(' UTC', '');
  return figure === 'none' ? [`Met at ${at}`, `Met ${at}`] : [`Met at ${at}, ${figure}`, figure];
}

/** The link whose verdict is the workload's; of several the one whose recovery point is oldest. */
function decidingLink({ id }: WorkloadView, { rpo }: ObjectiveView, links: readonly LinkView[]): LinkView | 'none' {
  const own = links.filter(
    ({ workloadId, standing, verdict }) => workloadId === id && standing === 'counted' && verdict.state === rpo.state,
  );
  const lossOf = ({ loss }: LinkView) =>
    loss.measured.state === 'known' ? loss.measured.seconds : Number.POSITIVE_INFINITY;
  return [...own].sort((a, b) => lossOf(b) - lossOf(a) || (a.id < b.id ? -1 : 1))[0] ?? 'none';
}

function rpoFigure({ rpoSeconds, rpo }: ObjectiveView, link: LinkView | 'none', now: EpochMs): string | 'none' {
  if (link === 'none') return 'none';
  return lagFigure(link, rpo.state, rpoSeconds, now);
}

/**
 * What would be lost against what may be: the lag where the verdict rests on it, the bound where it rests on that. None
 * where neither says why the verdict is what it is, as when changes failed or a copy is idle.
 */
export function lagFigure(
  link: LinkView,
  state: ComplianceState,
  objectiveSeconds: Seconds,
  now: EpochMs,
): string | 'none' {
  const { measured, atMost } = link.loss;
  const of = ` of ${formatDuration(objectiveSeconds, 'down')}`;
  if (state === 'not-measured' || state === 'no-objective' || measured.state === 'not-measured') return 'none';
  if (state === 'breached') {
    if (measured.seconds > objectiveSeconds) return `${formatDuration(measured.seconds)}${of}`;
    const isBounded = atMost.state !== 'unbounded' && atMost.seconds > objectiveSeconds;
    return isBounded ? `${formatDuration(atMost.seconds)}${of}` : 'none';
  }
  if (link.flow === 'idle') return 'idle';
  if (link.freshness === 'live') return `${formatDuration(measured.seconds)}${of}`;
  return `${formatDuration(measured.seconds)}${of}, ${shortAge(measured.measuredAt, now)} ago`;
}

/** What runs and drills have shown of the loss of a region; while users are without service, that. */
function toRto(
  evidence: RecoveryTimeEvidence | undefined,
  outage: WorkloadView['outage'],
  now: EpochMs,
): ObjectiveCellView {
  if (evidence === undefined) {
    return { state: 'not-measured', provableNow: false, wordings: notMeasured, whole: 'Recovery time: not known' };
  }
  const { state, sentence, wantedSeconds } = evidence;
  const cell = { state, provableNow: true, whole: `Recovery time: ${sentence}` };
  if (wantedSeconds === 'none' || state === 'not-measured') return { ...cell, wordings: wordObjective(state, 'none') };
  const of = ` of ${formatDuration(wantedSeconds, 'down')}`;
  if (outage.state === 'running') {
    const soFar = formatDuration(Math.ceil(outage.durationSeconds));
    return { ...cell, wordings: [`${soFar}${of}, goes on`, `${soFar}${of}`, soFar] };
  }
  const slowest = slowestResult(evidence);
  if (slowest === 'none') return { ...cell, wordings: wordObjective(state, 'none') };
  const time = formatDuration(slowest.seconds);
  const age = `${shortAge(slowest.at, now)} ago`;
  return { ...cell, wordings: [`${time}${of}, ${age}`, `${time}, ${age}`, time] };
}

/** Of the newest results of the regions that decide the verdict, the slowest. */
function slowestResult({ losses, state }: RecoveryTimeEvidence) {
  const results = losses
    .filter((loss) => loss.state === state)
    .flatMap(({ run, drill }) => {
      const known = [run, drill].flatMap((result) => (result === 'none' ? [] : [result]));
      return known.sort((a, b) => b.at - a.at)[0] ?? [];
    });
  return results.sort((a, b) => b.seconds - a.seconds || b.at - a.at)[0] ?? 'none';
}

const protectionWords: Readonly<Record<ProtectionCellView['state'], string>> = {
  unprotected: 'Unprotected',
  'at-risk': 'At risk',
  unknown: 'Unknown',
  protected: 'Protected',
};

function toProtection(
  { state, sentence, provableNow, asOf }: WorkloadView['protection'],
  now: EpochMs,
): ProtectionCellView {
  const isHeld = state === 'protected' && !provableNow;
  return { state, provableNow, wordings: isHeld ? heldSince(asOf, now) : [protectionWords[state]], whole: sentence };
}

/** It held for its date; whether it holds now cannot be said. */
function heldSince(asOf: EpochMs | 'never', now: EpochMs): Wordings {
  if (asOf === 'never') return ['Not provable', 'Unproven'];
  const at = formatMoment(asOf, now).replace(' UTC', '');
  return [`Held at ${at}`, `Held ${at}`];
}

function nothingWords({ regions, workloads, console: console_ }: FleetOverview): string | 'none' {
  if (regions.length > 0 || workloads.length > 0) return 'none';
  return console_.state === 'polling'
    ? 'Nothing is known of the fleet yet: no region and no workload has been read.'
    : console_.sentence;
}

/** States of what is left out, in the words it is counted by. */
export function rankNames(rows: readonly WorkloadRowView[]): readonly RowRank[] {
  return rows.map(rankWord);
}
