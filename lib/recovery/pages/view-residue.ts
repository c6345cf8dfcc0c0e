import type { Entity } from '@/lib/domain/entities';
import type { RegionCode, Workload, WorkloadId } from '@/lib/domain/fleet';
import { type FleetEvidence, toFleetEvidence } from '@/lib/domain/fleet-evidence';
import {
  buildResidue,
  isLeftOpen,
  type ResidueLine,
  type ResidueState,
  residueStates,
} from '@/lib/domain/recovery/residue/build-residue';
import { findJourneys, type Journey } from '@/lib/domain/recovery/way-home';
import type { EpochMs } from '@/lib/domain/time';
import { formatCount, formatList } from '@/lib/domain/wording/list';
import { executionsOf, workloadsOf } from './recovery-entities';

/** What the runs of one journey left behind. */
export interface ResidueView {
  readonly workloadId: WorkloadId;
  readonly workloadName: string;
  readonly home: RegionCode;
  readonly away: RegionCode;
  readonly returnedAt: EpochMs | 'not-yet';
  /** The run that moved the workload out of its home. */
  readonly runId: string;
  readonly lines: readonly ResidueLine[];
  /** How many lines are in which state, or that nothing is left; without a full stop. */
  readonly sentence: string;
  readonly isClean: boolean;
}

/**
 * What runs left behind, the most important workload first: of its newest journey, and of every earlier one that somebody
 * still has to do something about.
 */
export function viewResidue(entities: readonly Entity[], now: EpochMs): readonly ResidueView[] {
  const executions = executionsOf(entities);
  if (executions.length === 0) return [];
  const evidence = toFleetEvidence(entities, now);
  return workloadsOf(entities).flatMap(({ id, workload }) => {
    const views = findJourneys(executions, id, now)
      .map((journey) => viewJourney(journey, workload, evidence, now))
      .reverse();
    return views.filter((view, index) => index === 0 || !view.isClean);
  });
}

function viewJourney(journey: Journey, workload: Workload, evidence: FleetEvidence, now: EpochMs): ResidueView {
  const lines = buildResidue(journey, { workload, evidence, now });
  const { workloadId, home, away, returnedAt, runs } = journey;
  const [first = journey.execution] = runs;
  const isClean = !lines.some(isLeftOpen) && lines.length > 0;
  return {
    workloadId,
    workloadName: workload.name,
    home,
    away,
    returnedAt,
    runId: first.id,
    lines,
    sentence: sentenceOf(lines),
    isClean,
  };
}

/** What one run left behind, as far as it was the first to change it. */
export function viewResidueOfRun(
  entities: readonly Entity[],
  runId: string,
  now: EpochMs,
): Pick<ResidueView, 'lines' | 'sentence'> | 'no-move' {
  const executions = executionsOf(entities);
  const run = executions.find(({ id }) => id === runId);
  const workload = workloadsOf(entities).find(({ id }) => id === run?.workloadId)?.workload;
  if (run === undefined || workload === undefined) return 'no-move';
  const journeys = findJourneys(executions, run.workloadId, now);
  const journey = journeys.find(({ runs }) => runs.some(({ id }) => id === runId));
  if (journey === undefined) return 'no-move';
  const evidence = toFleetEvidence(entities, now);
  const lines = buildResidue(journey, { workload, evidence, now }).filter((line) => line.runId === runId);
  return { lines, sentence: sentenceOf(lines) };
}

const words: Readonly<Record<ResidueState, string>> = {
  open: 'not as before',
  unknown: 'not known',
  owned: 'owned by somebody',
  cleared: 'as before',
};

function sentenceOf(lines: readonly ResidueLine[]): string {
  if (lines.length === 0) return 'No call that changed something is on record';
  if (lines.every(({ state }) => state === 'cleared')) return 'Nothing is left';
  const counts = residueStates.flatMap((state) => {
    const count = lines.filter((line) => line.state === state).length;
    return count === 0 ? [] : [`${count} ${words[state]}`];
  });
  return `${formatCount(lines.length, 'thing')} changed: ${formatList(counts, counts.length)}`;
}
