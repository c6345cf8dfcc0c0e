import type {
  DisableStageTransitionInput,
  EnableStageTransitionInput,
  GetPipelineStateInput,
  GetPipelineStateOutput,
  ListPipelinesInput,
  ListPipelinesOutput,
} from '@aws-sdk/client-codepipeline';
import { AwsError, type Call, commonError } from '../../wire';
import type { SimulatedPipeline } from '../../world/fleet-pipelines';
import type { World } from '../../world/types';
import { accountOf } from '../account';
import type { Given } from '../given';
import { foundingDate } from '../stable-id';

/** CodePipeline ListPipelines of the region; all of them at once. @throws AwsError InvalidNextTokenException */
export function listPipelines(input: Given<ListPipelinesInput>, world: World, call: Call): ListPipelinesOutput {
  if (input.nextToken !== undefined) throw new AwsError('InvalidNextTokenException', 'There are no more pages.');
  const found = world.pipelines(call.region, accountOf(call));
  return { pipelines: found.map(({ name }) => ({ name, version: 1, created: foundingDate, updated: foundingDate })) };
}

/** CodePipeline GetPipelineState, by name. @throws AwsError PipelineNotFoundException */
export function getPipelineState(
  input: Given<GetPipelineStateInput>,
  world: World,
  call: Call,
): GetPipelineStateOutput {
  const { name, stages } = findPipeline(input.name, world, call);
  return {
    pipelineName: name,
    pipelineVersion: 1,
    created: foundingDate,
    updated: foundingDate,
    stageStates: stages.map(({ name: stageName, open, reason }, position) => ({
      stageName,
      // Nothing comes into the first stage from another one.
      ...(position > 0 && {
        inboundTransitionState: { enabled: open, ...(reason !== undefined && { disabledReason: reason }) },
      }),
      actionStates: [],
    })),
  };
}

/** What AWS takes as a reason. */
const reasonPattern = /^[a-zA-Z0-9!@ ().*?-]{1,300}$/;

/**
 * CodePipeline EnableStageTransition and DisableStageTransition of what comes into a stage; closing it takes a reason.
 * @throws AwsError PipelineNotFoundException, StageNotFoundException, ValidationException; NotImplemented for what leaves one
 */
export function turnTransition(
  on: boolean,
  input: Given<EnableStageTransitionInput> & Partial<Pick<Given<DisableStageTransitionInput>, 'reason'>>,
  world: World,
  call: Call,
): object {
  const { pipelineName, stageName, transitionType, reason } = input;
  const stage = findPipeline(pipelineName, world, call).stages.find(({ name }) => name === stageName);
  if (stage === undefined) {
    throw new AwsError('StageNotFoundException', `Stage ${stageName} does not exist in pipeline ${pipelineName}.`);
  }
  if (transitionType !== 'Inbound') {
    throw commonError('notImplemented', call, `${call.operation} of what leaves a stage is not simulated.`);
  }
  if (!on && !reasonPattern.test(reason ?? '')) {
    throw new AwsError(
      'ValidationException',
      `Value at 'reason' failed to satisfy constraint: ${reasonPattern.source}`,
    );
  }
  world.turnLever({ arn: stage.arn, on, ...(!on && reason !== undefined && { reason }) });
  return {};
}

function findPipeline(wanted: string | undefined, world: World, call: Call): SimulatedPipeline {
  const found = world.pipelines(call.region, accountOf(call)).find(({ name }) => name === wanted);
  if (found !== undefined) return found;
  const message = `Account '${accountOf(call)}' does not have a pipeline with name '${wanted}'`;
  throw new AwsError('PipelineNotFoundException', message);
}
