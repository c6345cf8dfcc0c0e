import { GetPipelineStateCommand, PipelineNotFoundException } from '@aws-sdk/client-codepipeline';
import { ask } from '../ask';
import type { AwsCall } from '../aws-call';
import type { AwsEdge } from '../edge';
import type { Answer, CallScope } from '../types';

const call: AwsCall<'codepipeline'> = {
  service: 'codepipeline',
  action: 'codepipeline:GetPipelineState',
  shows: 'States of deployments',
  as: 'recover',
};

/** Whether changes may come into a stage of a pipeline. */
export interface PipelineStage {
  readonly transition: 'enabled' | 'disabled' | 'unknown';
  /** What whoever disabled it gave as a reason; untrusted text, empty where there is none. */
  readonly reason: string;
}

/** Reads one stage of a pipeline; `absent` where the region has none of that name. */
export function fetchStage(
  edge: AwsEdge,
  scope: CallScope,
  { pipeline, stage }: { readonly pipeline: string; readonly stage: string },
): Promise<Answer<PipelineStage | 'absent'>> {
  return ask<'codepipeline', PipelineStage | 'absent'>(edge, scope, call, async ({ client, signal }) => {
    try {
      const output = await client.send(new GetPipelineStateCommand({ name: pipeline }), { abortSignal: signal });
      const found = output.stageStates?.find(({ stageName }) => stageName === stage);
      if (found === undefined) return { value: 'absent', notices: [] };
      const { enabled, disabledReason = '' } = found.inboundTransitionState ?? {};
      const transition = enabled === undefined ? 'unknown' : enabled ? 'enabled' : 'disabled';
      return { value: { transition, reason: disabledReason }, notices: [] };
    } catch (error) {
      if (error instanceof PipelineNotFoundException) return { value: 'absent', notices: [] };
      throw error;
    }
  });
}
