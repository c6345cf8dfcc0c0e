import { DisableStageTransitionCommand, EnableStageTransitionCommand } from '@aws-sdk/client-codepipeline';
import { act } from '../act';
import type { AwsEdge } from '../edge';
import type { ActAnswer, CallScope } from '../types';

/** A transition into a stage, and what it is to be. */
export interface TransitionTurn {
  readonly pipeline: string;
  readonly stage: string;
  readonly isEnabled: boolean;
  /** Shown in the console of AWS while it is disabled; anything that AWS does not take in it is left out. */
  readonly reason: string;
}

/**
 * Lets changes into a stage of a pipeline, or keeps them out: what is in the stage already goes on. An absolute state:
 * doing it twice changes nothing but the reason.
 */
export function actTurnTransition(
  edge: AwsEdge,
  scope: CallScope,
  { pipeline, stage, isEnabled, reason }: TransitionTurn,
): Promise<ActAnswer> {
  const input = { pipelineName: pipeline, stageName: stage, transitionType: 'Inbound' } as const;
  if (isEnabled) {
    const named = { service: 'codepipeline', action: 'codepipeline:EnableStageTransition' } as const;
    return act(edge, scope, named, ({ client, signal }) =>
      client.send(new EnableStageTransitionCommand(input), { abortSignal: signal }),
    );
  }
  const named = { service: 'codepipeline', action: 'codepipeline:DisableStageTransition' } as const;
  return act(edge, scope, named, ({ client, signal }) =>
    client.send(new DisableStageTransitionCommand({ ...input, reason: toReason(reason) }), { abortSignal: signal }),
  );
}

/** AWS takes up to 300 letters, digits, spaces and `!@().*?-`. */
function toReason(text: string): string {
  const plain = text.replace(/[^a-zA-Z0-9!@ ().*?-]+/g, ' ').trim();
  return plain === '' ? 'Antipode' : plain.slice(0, 300);
}
