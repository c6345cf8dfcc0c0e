import { and, asc, eq } from 'drizzle-orm';
import { stepAttempt } from './recovery-schema';
import type { Store } from './store';
import type { StoreTransaction } from './transaction';

/** One attempt of a step, as it is stored. */
export type StepAttempt = typeof stepAttempt.$inferSelect;

type Key = Pick<StepAttempt, 'executionId' | 'stepId' | 'attempt'>;

/** Writes down what is about to be done; an attempt is begun once. */
export async function intendAttempt(
  tx: StoreTransaction,
  attempt: Key & Pick<StepAttempt, 'driver' | 'epoch' | 'begunMs'>,
): Promise<void> {
  await tx.insert(stepAttempt).values({ ...attempt, state: 'intended' });
}

/** Writes down what became of an attempt, or how far it is. Its calls are added to those there are. */
export async function recordAttempt(
  tx: StoreTransaction,
  { executionId, stepId, attempt }: Key,
  seen: Partial<Pick<StepAttempt, 'state' | 'endedMs' | 'lookAtMs' | 'remembered' | 'calls' | 'sentence'>>,
): Promise<void> {
  await tx
    .update(stepAttempt)
    .set(seen)
    .where(
      and(eq(stepAttempt.executionId, executionId), eq(stepAttempt.stepId, stepId), eq(stepAttempt.attempt, attempt)),
    );
}

/** Every attempt of a run, each step's in their order. */
export async function readAttempts(store: Store, executionId: string): Promise<readonly StepAttempt[]> {
  return store.db
    .select()
    .from(stepAttempt)
    .where(eq(stepAttempt.executionId, executionId))
    .orderBy(asc(stepAttempt.stepId), asc(stepAttempt.attempt));
}
