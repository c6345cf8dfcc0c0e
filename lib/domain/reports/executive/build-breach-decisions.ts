import { formatDuration } from '../../wording/duration';
import { formatCount, formatList } from '../../wording/list';
import { ownerOf } from './build-risks';
import type { JudgedWorkload } from './build-workloads';
import type { DecisionGrounds } from './decision-grounds';
import type { GatherableDecision } from './gather-decisions';
import type { ReportedRecoveryPoint } from './report';

/** Workloads whose objectives are breached, or whose newest loss may have been more than is promised. */
export function askAboutBreaches({ workloads, risks }: DecisionGrounds): readonly GatherableDecision[] {
  return workloads.flatMap((judged): readonly GatherableDecision[] => {
    const { workload } = judged;
    const breaches = breachesOf(judged);
    if (breaches.length === 0) return [];
    const open = risks.filter((risk) => risk.workloadId === workload.id && isCriticalAndOpen(risk)).length;
    const beside = open === 0 ? [] : [`${formatCount(open, 'critical risk')} of it stood that nobody has taken on`];
    const what = formatList([...new Set(breaches.map((breach) => breach.what))]);
    return [
      {
        kind: 'mend-breach',
        ask: `Bring the ${what} of ${workload.name} within what is promised, or promise less`,
        because: [...breaches.map(({ because }) => because), ...beside].join('; '),
        owner: ownerOf(workload),
        workloadId: workload.id,
        name: workload.name,
      },
    ];
  });
}

/** Whether a risk is critical and nobody has taken it on. */
export function isCriticalAndOpen({ severity, acknowledged }: DecisionGrounds['risks'][number]): boolean {
  return severity === 'critical' && acknowledged === 'nobody';
}

/** Whether a decision about the breach of a workload is asked for, which then speaks for its risks too. */
export function isBreached(judged: JudgedWorkload): boolean {
  return breachesOf(judged).length > 0;
}

interface Breach {
  readonly what: 'recovery time' | 'recovery point' | 'age of backups';
  readonly because: string;
}

function breachesOf({ reported: { recoveryTime, recoveryPoints } }: JudgedWorkload): readonly Breach[] {
  const ofTime: readonly Breach[] =
    recoveryTime.state === 'breached'
      ? [{ what: 'recovery time', because: `recovery time: ${recoveryTime.sentence}` }]
      : [];
  return [...ofTime, ...recoveryPoints.flatMap(breachesOfPoint)];
}

function breachesOfPoint(point: ReportedRecoveryPoint): readonly Breach[] {
  const what = point.scenario === 'data-loss' ? 'age of backups' : 'recovery point';
  const { state, attainment, targetPercent, minutesBreached, promisedSeconds, proven, evidence } = point;
  const kept = attainment.state === 'measured' ? `, kept in ${attainment.percent} % of ${targetPercent} %` : '';
  const promised = formatDuration(promisedSeconds, 'down');
  return [
    ...(state === 'breached'
      ? [
          {
            what,
            because: `${what} of ${promised}: ${formatCount(minutesBreached, 'minute')} breached${kept}`,
          } as const,
        ]
      : []),
    ...(evidence !== 'none' && proven.state !== 'not-measured' && proven.seconds > promisedSeconds
      ? [
          {
            what,
            because: `the ${evidence.by} out of ${evidence.source} lost up to ${formatDuration(proven.seconds)} where ${promised} is promised`,
          } as const,
        ]
      : []),
  ];
}
