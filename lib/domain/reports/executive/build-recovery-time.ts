import type { Outage } from '../../entities';
import type { Workload } from '../../fleet';
import type { Execution } from '../../recovery/execution';
import type { RecoveryResult } from '../../recovery/recovery-result';
import { judgeRecoveryTime, type LossEvidence, type RecoveryTimeEvidence } from '../../recovery/recovery-time-evidence';
import { formatCount, formatList } from '../../wording/list';
import { type Figure, toMoment } from '../figure';
import { buildEvidence, type ReportsOfRuns } from './build-evidence';
import type { StandingFinding } from './evidence';
import { basisOf, type ReportFrame } from './frame';
import type { ReportedRecoveryTime } from './report';

const method =
  'slowest of the newest runs and drills out of each region that serves, each from the first failure of the user path that persisted to the start of the first three minutes well served, rounded up; dry runs and graceful moves prove nothing';

/** Judges the recovery time of a workload at the end of the period; an outage that stood then is never met. */
export function judgeAtEnd(
  workload: Workload,
  runs: readonly Execution[],
  findings: readonly StandingFinding[],
  { endAt }: ReportFrame,
): RecoveryTimeEvidence {
  return judgeRecoveryTime(workload, runs, outageOf(workload, findings), endAt);
}

/** Of an outage that is over its run is the evidence; of one that stood, the finding that says since when. */
function outageOf({ id }: Workload, findings: readonly StandingFinding[]): Outage {
  const down = findings.find(({ finding }) => finding.code === 'entry-point-down' && finding.workloadId === id);
  return down === undefined
    ? { state: 'none' }
    : { state: 'running', startedAt: down.finding.since, entryPointId: 'unknown' };
}

export function buildRecoveryTime(
  judged: RecoveryTimeEvidence,
  frame: ReportFrame,
  reports: ReportsOfRuns,
): ReportedRecoveryTime {
  const { wantedSeconds, state, sentence, provenCount, losses } = judged;
  return {
    promisedSeconds: wantedSeconds,
    proven: provenTime(judged, frame),
    state,
    // It is read long after the end of the period, to which its ages count.
    sentence: sentence.replaceAll(' ago', ' before the end of the period'),
    provenRegions: { proven: provenCount, of: losses.length },
    evidence: losses.flatMap((loss) => {
      const newest = newestResult(loss);
      return newest === 'none' || !newest.isProven ? [] : [buildEvidence(newest, frame, reports)];
    }),
  };
}

/** The newer of the run and the drill out of a region. */
export function newestResult({ run, drill }: LossEvidence): RecoveryResult | 'none' {
  if (run === 'none' || drill === 'none') return run === 'none' ? drill : run;
  return run.at >= drill.at ? run : drill;
}

/** Whether the newest result out of a region is older than it may be to prove anything. */
export function isTooOld({ at }: RecoveryResult, freshDays: number, { endAt }: ReportFrame): boolean {
  return endAt - at > freshDays * 86_400_000;
}

function provenTime({ losses, provenCount, freshDays }: RecoveryTimeEvidence, frame: ReportFrame): Figure {
  const fresh = losses.flatMap((loss) => {
    const newest = newestResult(loss);
    return newest !== 'none' && newest.isProven && !isTooOld(newest, freshDays, frame) ? [newest] : [];
  });
  const [first, ...others] = fresh;
  if (first === undefined || provenCount < losses.length) {
    return { ...basisOf(frame, method), state: 'not-measured', because: whyNot(losses, fresh) };
  }
  const slowest = others.reduce((worst, one) => (one.seconds > worst.seconds ? one : worst), first);
  const at = toMoment(slowest.at);
  return {
    period: { from: toMoment(slowest.impactAt), to: at },
    asOf: at,
    method,
    state: 'measured',
    seconds: slowest.seconds,
  };
}

function whyNot(losses: readonly LossEvidence[], fresh: readonly RecoveryResult[]): string {
  if (losses.length === 0) return 'no region that serves is declared';
  const proven = new Set(fresh.map(({ source }) => source));
  const missing = losses.map(({ region }) => region).filter((region) => !proven.has(region));
  const isAre = proven.size === 1 ? 'is' : 'are';
  const how = proven.size === 0 ? '' : `${proven.size} of ${formatCount(losses.length, 'region')} ${isAre} proven; `;
  return `${how}no recent drill or run proves the loss of ${formatList(missing)}`;
}
