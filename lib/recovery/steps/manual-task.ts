import type { StepFacts, StepOf } from '@/lib/domain/recovery/step';
import { undecided } from './expected-time';
import { waitingFacts } from './looking-facts';
import { personKind } from './person-kind';

function describe(_spec: StepOf<'manual-task'>): StepFacts {
  return { ...waitingFacts(undecided('a person does it and says so')), idempotency: 'manual-after-doubt' };
}

export const manualTask = personKind(
  'manual-task',
  describe,
  'task-done',
  ({ instruction }) => `A person must say that this is done: ${instruction}`,
);
