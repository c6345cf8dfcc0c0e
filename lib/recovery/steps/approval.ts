import type { StepFacts, StepOf } from '@/lib/domain/recovery/step';
import { formatDuration } from '@/lib/domain/wording/duration';
import { undecided } from './expected-time';
import { waitingFacts } from './looking-facts';

function describe({ validSeconds }: StepOf<'approval'>): StepFacts {
  return waitingFacts(undecided(`a second person decides; an approval holds for ${formatDuration(validSeconds)}`));
}

export const approval = { kind: 'approval', describe } as const;
