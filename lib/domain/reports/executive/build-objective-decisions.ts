import { formatList } from '../../wording/list';
import { wantsDrill } from './build-drill-decisions';
import { ownerOf } from './build-risks';
import type { JudgedWorkload } from './build-workloads';
import type { DecisionGrounds } from './decision-grounds';
import type { ReportFrame } from './frame';
import type { GatherableDecision } from './gather-decisions';

/** Objectives that nobody has set, and those that nobody can judge. */
export function askForObjectives({ workloads, frame }: DecisionGrounds): readonly GatherableDecision[] {
  if (workloads.length === 0) return [nothingDeclared];
  return workloads.flatMap((judged) => [...askToSet(judged), ...askToMeasure(judged, frame)]);
}

const nothingDeclared: GatherableDecision = {
  kind: 'set-objective',
  ask: 'Declare workloads with their objectives',
  because: 'the fleet file names none in the scope of this report',
  owner: 'nobody-named',
  ...{ workloadId: 'none', name: '' },
};

function askToSet({ workload }: JudgedWorkload): readonly GatherableDecision[] {
  const { id: workloadId, name, objectives, tier } = workload;
  if (objectives.some(({ scenario }) => scenario === 'region-loss')) return [];
  const [what, lacking] =
    objectives.length === 0
      ? ['recovery objectives', 'nothing for it']
      : ['recovery objectives for the loss of a region', 'nothing for that'];
  return [
    {
      kind: 'set-objective',
      ask: `Set ${what} for ${name}`,
      because: `it is of tier ${tier}, and the fleet file promises ${lacking}`,
      owner: ownerOf(workload),
      ...{ workloadId, name },
    },
  ];
}

function askToMeasure(judged: JudgedWorkload, frame: ReportFrame): readonly GatherableDecision[] {
  const { id: workloadId, name } = judged.workload;
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
      ask: `Have the ${formatList(what)} of ${name} measured`,
      because: because.join('; '),
      owner: ownerOf(judged.workload),
      ...{ workloadId, name },
    },
  ];
}
