import { groupBy } from '../../costs/group-by';
import { formatCount } from '../../wording/list';
import { isBreached, isCriticalAndOpen } from './build-breach-decisions';
import type { DecisionGrounds } from './build-decisions';
import type { ReportedRisk, WantedDecision } from './report';

/** Critical risks that nobody has taken on, those of one workload, region or account together. */
export function askAboutRisks({ risks, workloads }: DecisionGrounds): readonly WantedDecision[] {
  const said = new Set(workloads.filter(isBreached).map(({ workload }) => workload.id));
  const open = risks.filter((risk) => isCriticalAndOpen(risk) && !said.has(risk.workloadId));
  return [...groupBy(open, placeOf).values()].flatMap((own): readonly WantedDecision[] => {
    const [first] = own;
    if (first === undefined) return [];
    const { owner, workloadId } = first;
    return [{ kind: 'mend-risk', ask: askOf(first, own.length), because: becauseOf(first, own), owner, workloadId }];
  });
}

/** What a risk is said of; the oldest and worst of a place stands first. */
function placeOf({ workloadId, workloadName, region, accountId }: ReportedRisk): string {
  if (workloadId !== 'none') return workloadName;
  if (region !== 'none') return region;
  return accountId === 'none' ? 'the console' : `account ${accountId}`;
}

function askOf(first: ReportedRisk, count: number): string {
  const place = placeOf(first);
  return count === 1
    ? `Name who mends the critical risk of ${place}, and by when`
    : `Name who mends the ${formatCount(count, 'critical risk')} of ${place}, and by when`;
}

function becauseOf({ sentence, ageDays }: ReportedRisk, own: readonly ReportedRisk[]): string {
  const age = own.length === 1 ? ageDays : Math.max(...own.map((one) => one.ageDays));
  const rest = own.length === 1 ? '' : `, and ${own.length - 1} more`;
  return `${sentence}${rest}; open for ${formatCount(age, 'day')} at the end of the period and taken on by nobody`;
}
