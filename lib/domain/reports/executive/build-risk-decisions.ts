import { groupBy } from '../../costs/group-by';
import { formatCount } from '../../wording/list';
import { isBreached, isCriticalAndOpen } from './build-breach-decisions';
import type { DecisionGrounds } from './decision-grounds';
import type { GatherableDecision } from './gather-decisions';
import type { ReportedRisk } from './report';

/** Critical risks that nobody has taken on, those of one workload, region or account together. */
export function askAboutRisks({ risks, workloads }: DecisionGrounds): readonly GatherableDecision[] {
  const said = new Set(workloads.filter(isBreached).map(({ workload }) => workload.id));
  const open = risks.filter((risk) => isCriticalAndOpen(risk) && !said.has(risk.workloadId));
  return [...groupBy(open, keyOf).values()].flatMap((own): readonly GatherableDecision[] => {
    const [first] = own;
    if (first === undefined) return [];
    const { owner, workloadId } = first;
    const name = placeOf(first);
    return [
      { kind: 'mend-risk', ask: askOf(name, own.length), because: becauseOf(first, own), owner, workloadId, name },
    ];
  });
}

/** Two workloads may have one name. */
function keyOf(risk: ReportedRisk): string {
  return risk.workloadId === 'none' ? placeOf(risk) : `workload ${risk.workloadId}`;
}

/** What a risk is said of. */
function placeOf({ workloadId, workloadName, region, accountId }: ReportedRisk): string {
  if (workloadId !== 'none') return workloadName;
  if (region !== 'none') return region;
  return accountId === 'none' ? 'the console' : `account ${accountId}`;
}

function askOf(place: string, count: number): string {
  const risks = count === 1 ? 'critical risk' : formatCount(count, 'critical risk');
  return `Name who mends the ${risks} of ${place}, and by when`;
}

function becauseOf({ sentence, ageDays }: ReportedRisk, own: readonly ReportedRisk[]): string {
  const age = own.reduce((oldest, one) => Math.max(oldest, one.ageDays), ageDays);
  const rest = own.length === 1 ? '' : `, and ${own.length - 1} more`;
  return `${sentence}${rest}; open for ${formatCount(age, 'day')} at the end of the period and taken on by nobody`;
}
