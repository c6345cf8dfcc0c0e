import { actTurnTransition, fetchStage, type PipelineStage } from '@/lib/aws';
import type { PipelineStageName } from '@/lib/domain/recovery/step';
import { asDocumented } from './expected-time';
import { leverKind } from './lever-kind';
import type { LeverReading } from './lever-view';

const states: Readonly<Record<PipelineStage['transition'], LeverReading['state']>> = {
  enabled: 'on',
  disabled: 'off',
  unknown: 'other',
};

/** How the transition into a stage stands. */
export function readStage(stage: PipelineStage): LeverReading {
  return { state: states[stage.transition], word: wordOf(stage) };
}

function wordOf({ transition, reason }: PipelineStage): string {
  return reason === '' ? transition : `${transition} ("${reason.slice(0, 100)}")`;
}

/** Transitions into stages of CodePipeline: whether changes are deployed while a workload moves. */
export const freezeDeployments = leverKind<'freeze-deployments', PipelineStageName>({
  kind: 'freeze-deployments',
  field: 'deployments',
  noun: 'stage of a pipeline',
  title: 'Deployments',
  does: 'let changes in',
  usual: asDocumented(2, 20, 'CodePipeline user guide: a transition is disabled at once; what is in the stage goes on'),
  readAction: 'codepipeline:GetPipelineState',
  turnAction: (to) => (to === 'on' ? 'codepipeline:EnableStageTransition' : 'codepipeline:DisableStageTransition'),
  parametersOf: ({ pipeline, stage }) => ({ pipelineName: pipeline, stageName: stage }),
  itemsOf: ({ stages }) => stages,
  nameOf: ({ pipeline, stage }) => `${pipeline}/${stage}`,
  settingOf: ({ pipeline, stage }) => ({ of: 'stage', pipeline, stage }),
  async read({ edge }, scope, item) {
    const answer = await fetchStage(edge, scope, item);
    if (answer.state !== 'answered') return answer;
    const { value } = answer;
    return { ...answer, value: value === 'absent' ? value : readStage(value) };
  },
  turn({ edge }, scope, item, to, { workloadId, source, target, executionId }) {
    const reason = `Antipode moves ${workloadId} from ${source} to ${target} in run ${executionId}`;
    return actTurnTransition(edge, scope, { ...item, isEnabled: to === 'on', reason });
  },
});
