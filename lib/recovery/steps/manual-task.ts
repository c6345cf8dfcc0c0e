import type { StepFacts, StepOf } from '@/lib/domain/recovery/step';
import { undecided } from './expected-time';
import { waitingFacts } from './looking-facts';

function describe(_spec: StepOf<'manual-task'>): StepFacts {
  return {
    ...waitingFacts(undecided('a person does it and says so')),
    idempotency: 'manual-after-doubt',
  };
}

export const manualTask = { kind: 'manual-task', describe } as const;
