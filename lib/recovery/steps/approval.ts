import type { StepFacts, StepOf } from '@/lib/domain/recovery/step';
import { formatDuration } from '@/lib/domain/wording/duration';
import { undecided } from './expected-time';
import { waitingFacts } from './looking-facts';
import { personKind } from './person-kind';

function describe({ validSeconds }: StepOf<'approval'>): StepFacts {
  return waitingFacts(undecided(`a second person decides; an approval holds for ${formatDuration(validSeconds)}`));
}

/** Who may approve, and what the approval is bound to, is the run's to say. */
export const approval = personKind(
  'approval',
  describe,
  'approve',
  ({ validSeconds }) => `A second person must approve; the approval holds for ${formatDuration(validSeconds)}.`,
);
