import type { CodePipeline } from '@aws-sdk/client-codepipeline';
import { implement, type ServiceImplementation } from '../../wire';
import type { World } from '../../world/types';
import { getPipelineState, listPipelines, turnTransition } from './pipelines';

/** The simulated part of CodePipeline: pipelines, and the transitions into their stages. Nothing runs through them. */
export function codePipeline(world: World): ServiceImplementation {
  return implement<CodePipeline>('CodePipeline', {
    DisableStageTransition: (input, call) => turnTransition(false, input, world, call),
    EnableStageTransition: (input, call) => turnTransition(true, input, world, call),
    GetPipelineState: (input, call) => getPipelineState(input, world, call),
    ListPipelines: (input, call) => listPipelines(input, world, call),
  });
}
