import type { FindingCode } from '../../findings/finding-order';
import type { Workload } from '../../fleet';
import type { EpochMs } from '../../time';
import { severities } from '../../vocabulary';
import { formatClock, formatDate } from '../../wording/moment';
import { fromMoment, toMoment } from '../figure';
import type { ExecutiveEvidence, StandingFinding } from './evidence';
import { daysToEnd, type ReportFrame } from './frame';
import type { ReportedRisk } from './report';

/**
 * Whether a report has reached its readers is for those who run the console. It puts nothing of the fleet at risk, and a
 * report that told of its own delivery would be another one for each of its readers.
 */
const noRisks: readonly FindingCode[] = ['report-not-delivered'];

/** What stood at the end of the period: the worst first, then by tier, what is no workload's last, then the oldest. */
export function buildRisks({ findings, workloads }: ExecutiveEvidence, frame: ReportFrame): readonly ReportedRisk[] {
  const byId = new Map(workloads.map((workload) => [workload.id, workload]));
  return findings
    .filter(({ finding }) => !noRisks.includes(finding.code))
    .map((standing) => toRisk(standing, byId, frame))
    .sort(byUrgency);
}

function toRisk(
  { finding, acknowledged }: StandingFinding,
  workloads: ReadonlyMap<string, Workload>,
  frame: ReportFrame,
): ReportedRisk {
  const { id, code, severity, sentence, clear, since, workloadId, region, accountId, unconfirmedSince } = finding;
  const workload = workloads.get(workloadId);
  return {
    ...{ id, code, severity, clear, workloadId, region, accountId },
    sentence: withItsDay(sentence, since),
    since: toMoment(since),
    ageDays: daysToEnd(since, frame),
    isUnconfirmed: unconfirmedSince !== undefined,
    workloadName: workload?.name ?? (workloadId === 'none' ? '' : workloadId),
    tier: workload?.tier ?? 'none',
    owner: ownerOf(workload),
    acknowledged: acknowledged === 'nobody' ? 'nobody' : { by: acknowledged.by, at: toMoment(acknowledged.at) },
  };
}

/** A finding says `since 14:32 UTC` on its first day; a report is read when that day is long over. */
function withItsDay(sentence: string, since: EpochMs): string {
  const clocks = [formatClock(since), formatClock(since, 'second')];
  return sentence.replace(/\bsince (\d\d:\d\d(?::\d\d)? UTC)/g, (words, clock: string) =>
    clocks.includes(clock) ? `since ${formatDate(since)}` : words,
  );
}

/** Who answers for a workload, as the fleet file names them. */
export function ownerOf(workload: Pick<Workload, 'owner'> | undefined): string | 'nobody-named' {
  return workload === undefined || workload.owner.trim() === '' ? 'nobody-named' : workload.owner;
}

function byUrgency(a: ReportedRisk, b: ReportedRisk): number {
  return (
    severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
    tierRank(a) - tierRank(b) ||
    fromMoment(a.since) - fromMoment(b.since) ||
    (a.id < b.id ? -1 : 1)
  );
}

function tierRank({ tier }: ReportedRisk): number {
  return tier === 'none' ? 4 : tier;
}
