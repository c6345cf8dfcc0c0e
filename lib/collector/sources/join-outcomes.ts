import type { Answer } from '@/lib/aws';
import { type Merge, type Outcome, toEnding } from '../source';

/** One outcome of several calls: answered only when all of them are, and each keeps what it brought. */
export function joinOutcomes(parts: readonly { readonly answer: Answer<unknown>; readonly merge: Merge }[]): Outcome {
  return {
    ...toEnding(parts.map(({ answer }) => answer)),
    merge: (context) => {
      for (const part of parts) part.merge(context);
    },
  };
}
