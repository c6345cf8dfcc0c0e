import type { Answer } from '@/lib/aws';
import type { Merge, Outcome } from '../source';

/** One outcome of several calls: answered only when all of them are, and each keeps what it brought. */
export function joinOutcomes(parts: readonly { readonly answer: Answer<unknown>; readonly merge: Merge }[]): Outcome {
  const merge: Merge = (context) => {
    for (const part of parts) part.merge(context);
  };
  for (const { answer } of parts) {
    if (answer.state !== 'answered') return { state: answer.state, message: answer.message, merge };
  }
  return { state: 'answered', message: '', merge };
}
