import { type AwsEdge, createAwsEdge } from '../edge';
import type { Answer, CallScope } from '../types';
import {
  type ScriptedAnswer,
  type ScriptedEndpoint,
  type SeenRequest,
  startScriptedEndpoint,
} from './scripted-endpoint';

export const scriptedScope: CallScope = { accountId: '111122223333', region: 'us-east-1', deadlineMs: 2000 };

/** Runs `work` with an edge whose every request is answered by the script. For tests only. */
export async function withScriptedEdge<T>(
  script: (request: SeenRequest, count: number) => ScriptedAnswer,
  work: (edge: AwsEdge, endpoint: ScriptedEndpoint) => Promise<T>,
): Promise<T> {
  const endpoint = await startScriptedEndpoint(script);
  const edge = createAwsEdge({ mode: 'simulator', endpoint: endpoint.url });
  try {
    return await work(edge, endpoint);
  } finally {
    edge.close();
    await endpoint.close();
  }
}

/** The value and notices of an answer that must have been given. */
export function expectAnswered<T>(answer: Answer<T>): { readonly value: T; readonly notices: readonly string[] } {
  if (answer.state !== 'answered') throw new Error(answer.message);
  return answer;
}
