import type { StepFacts, StepOf } from '@/lib/domain/recovery/step';
import { asDeclared } from './expected-time';
import { waitingFacts } from './looking-facts';

/** The plan says how long, so that no measurement could say it better. */
function describe({ seconds }: StepOf<'wait'>): StepFacts {
  return waitingFacts(asDeclared(seconds, seconds, 'the plan says so'));
}

export const wait = { kind: 'wait', describe } as const;
