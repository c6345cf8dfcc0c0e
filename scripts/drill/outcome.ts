import type { ExecutionState } from '@/lib/domain/recovery/execution';

/** How a command ends: what it says last, and the code it ends with. */
export interface Outcome {
  readonly verdict: 'done' | 'proven' | 'not-proven' | 'failed';
  readonly sentences: readonly string[];
  readonly exitCode: 0 | 1;
  /** Figures for programs. */
  readonly results?: readonly Readonly<Record<string, unknown>>[];
}

export function outcomeOf(
  verdict: Outcome['verdict'],
  sentences: readonly string[],
  results?: Outcome['results'],
): Outcome {
  const exitCode = verdict === 'done' || verdict === 'proven' ? 0 : 1;
  return { verdict, sentences, exitCode, ...(results === undefined ? {} : { results }) };
}

export function isWellEnded(state: ExecutionState): boolean {
  return state === 'completed' || state === 'completed-with-exceptions';
}

/** Waits for all of them, whatever becomes of one: nothing goes on behind a command that has ended. Then throws as the first that did. */
export async function allEnded<T>(works: readonly Promise<T>[]): Promise<readonly T[]> {
  await Promise.allSettled(works);
  return Promise.all(works);
}
