import type { Workload } from '../../fleet';
import { hasChangedSomething } from '../../recovery/changed-something';
import type { Execution } from '../../recovery/execution';
import { evidenceDays } from '../../recovery/recovery-time-evidence';
import type { Seconds } from '../../time';
import { formatDate } from '../../wording/moment';
import type { Figure } from '../figure';
import { buildEvidence, endOfRun, type ReportsOfRuns } from './build-evidence';
import { buildLoss, secondsOf } from './build-loss';
import { basisOf, type ReportFrame } from './frame';
import type { Evidence } from './report';

/** What proves a recovery point, and by which run or drill. */
export interface ProvenLoss {
  readonly proven: Figure;
  readonly evidence: Evidence | 'none';
}

const method = 'what the newest runs and drills out of the regions that serve lost, by their recovery reports';

/**
 * What the newest run or drill out of each region that serves lost; the worst of them counts. What was proven of one region
 * says nothing of another, so that one that is over the objective stands before one of which nobody knows.
 */
export function buildProvenLoss(
  workload: Workload,
  runs: readonly Execution[],
  promisedSeconds: Seconds,
  frame: ReportFrame,
  reports: ReportsOfRuns,
): ProvenLoss {
  const days = evidenceDays[workload.tier];
  const newest = newestOfEachRegion(workload, runs);
  const fresh = newest.filter((run) => frame.endAt - endOfRun(run) <= days * 86_400_000);
  const [last] = newest;
  if (last === undefined) {
    return { proven: notMeasured('no drill or run out of a region that serves is on record', frame), evidence: 'none' };
  }
  const judged = fresh
    .map((run) => ({ run, proven: buildLoss(run, reports) }))
    .sort(
      (a, b) =>
        rankOf(a.proven, promisedSeconds) - rankOf(b.proven, promisedSeconds) ||
        secondsOf(b.proven) - secondsOf(a.proven),
    );
  const [worst] = judged;
  if (worst !== undefined) {
    const proven = { ...worst.proven, method: `${worst.proven.method}${reachOf(workload, fresh.length)}` };
    return { proven, evidence: toEvidence(worst.run, frame, reports) };
  }
  const what = `${last.drill ? 'drill' : 'run'} out of ${last.source}, ${formatDate(endOfRun(last))}`;
  return {
    proven: notMeasured(`the last ${what}, is older than ${days} d`, frame),
    evidence: toEvidence(last, frame, reports),
  };
}

/** How far the figure of a workload with several regions reaches: of one that nobody left nothing is proven. */
function reachOf({ regions }: Workload, proven: number): string {
  const serving = regions.filter(({ role }) => role !== 'standby').length;
  return serving === 1 ? '' : `; the worst of ${proven} of ${serving} regions that serve`;
}

/** Runs that gave a region up, the newest of each region that serves; the newest of all first. */
function newestOfEachRegion({ id, regions }: Workload, runs: readonly Execution[]): readonly Execution[] {
  const serving = regions.filter(({ role }) => role !== 'standby').map(({ region }) => region);
  const given = runs
    .filter((run) => run.workloadId === id && serving.includes(run.source) && hasGivenUp(run))
    .sort((a, b) => endOfRun(b) - endOfRun(a) || (a.id < b.id ? -1 : 1));
  return given.filter(({ source }, index) => given.findIndex((run) => run.source === source) === index);
}

/** A dry run, a graceful move and a return lose nothing, and prove nothing of a loss. */
function hasGivenUp(run: Execution): boolean {
  return !run.dryRun && run.mode === 'ungraceful' && run.action !== 'failback' && hasChangedSomething(run);
}

/** Over the objective, not known, within. */
function rankOf(figure: Figure, promisedSeconds: Seconds): number {
  if (figure.state === 'not-measured') return 1;
  return figure.seconds > promisedSeconds ? 0 : 2;
}

function toEvidence(run: Execution, frame: ReportFrame, reports: ReportsOfRuns): Evidence {
  const { id: runId, drill, source, target } = run;
  return buildEvidence({ runId, by: drill ? 'drill' : 'run', source, target, at: endOfRun(run) }, frame, reports);
}

function notMeasured(because: string, frame: ReportFrame): Figure {
  return { ...basisOf(frame, method), state: 'not-measured', because };
}
