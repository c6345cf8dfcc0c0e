import { formatList } from '../../wording/list';
import type { DecisionGrounds } from './build-decisions';
import { wantsDrill } from './build-drill-decisions';
import { ownerOf } from './build-risks';
import type { JudgedWorkload } from './build-workloads';
import type { ReportFrame } from './frame';
import type { GatherableDecision } from './gather-decisions';

/** Objectives that nobody has set, and those that nobody can judge. */
export function askForObjectives({ workloads, frame }: DecisionGrounds): readonly GatherableDecision[] {
  return workloads.flatMap((judged) => [...askToSet(judged), ...askToMeasure(judged, frame)]);
}

function askToSet({ workload }: JudgedWorkload): readonly GatherableDecision[] {
  const { id: workloadId, name: workloadName, objectives, tier } = workload;
  if (objectives.some(({ scenario }) => scenario === 'region-loss')) return [];
  const what = objectives.length === 0 ? 'recovery objectives' : 'recovery objectives for the loss of a region';
  return [
    {
      kind: 'set-objective',
      ask: `Set ${what} for ${workloadName}`,
      because: `it is of tier ${tier}, and the fleet file promises nothing for it`,
      owner: ownerOf(workload),
      ...{ workloadId, workloadName },
    },
  ];
}

function askToMeasure(judged: JudgedWorkload, frame: ReportFrame): readonly GatherableDecision[] {
  const { id: workloadId, name: workloadName } = judged.workload;
  const { recoveryTime, recoveryPoints } = judged.reported;
  const points = recoveryPoints.filter(({ state }) => state === 'not-measured');
  const isTimeUnknown = recoveryTime.state === 'not-measured' && !wantsDrill(judged, frame);
  if (points.length === 0 && !isTimeUnknown) return [];
  const what = [
    ...points.map(({ scenario }) => (scenario === 'data-loss' ? 'age of backups' : 'recovery point')),
    ...(isTimeUnknown ? ['recovery time'] : []),
  ];
  const because = [
    ...points.map(({ coverage }, index) => {
      const share =
        coverage.state === 'measured' ? `${coverage.percent} % of the minutes were measured` : coverage.because;
      return `${what[index]}: ${share}`;
    }),
    ...(isTimeUnknown ? [`recovery time: ${recoveryTime.sentence.replace(/^Not measured: /, '')}`] : []),
  ];
  return [
    {
      kind: 'measure-objective',
      ask: `Have the ${formatList(what)} of ${workloadName} measured`,
      because: because.join('; '),
      owner: ownerOf(judged.workload),
      ...{ workloadId, workloadName },
    },
  ];
}
