import type { ExecutionVerb } from '@/lib/domain/recovery/execution';
import type { StepKind } from '@/lib/domain/recovery/step';

export interface VerbWords {
  /** On the button; names the act. */
  readonly act: string;
  /** What it does, and what it does not. */
  readonly means: string;
  /** What the text field asks for; `none` where there is nothing to say. */
  readonly asks: string | 'none';
  /** Said once it was written down. */
  readonly written: string;
}

/** What people may do to a run, in words. Approving and changing the mode have panels of their own. */
export const verbWords: Readonly<Record<ExecutionVerb, VerbWords>> = {
  approve: { act: 'Approve', means: '', asks: 'none', written: 'Approved. The engine goes on.' },
  decline: {
    act: 'Decline',
    means: 'Ends the run before anything is changed.',
    asks: 'Reason',
    written: 'Declined.',
  },
  pause: {
    act: 'Pause',
    means: 'What is under way ends; nothing new begins. The clock of users goes on.',
    asks: 'Reason',
    written: 'Written down. It pauses after what is under way.',
  },
  resume: { act: 'Resume', means: 'Goes on with what comes next.', asks: 'none', written: 'Written down. It goes on.' },
  'retry-step': {
    act: 'Do it again',
    means: 'Reads back first what happened, and does it only if it did not.',
    asks: 'Reason',
    written: 'Written down. The engine does it again.',
  },
  'skip-step': {
    act: 'Leave it out',
    means: 'What it would have done is not done. The run can only end with exceptions.',
    asks: 'Reason',
    written: 'Written down. It is left out.',
  },
  cancel: {
    act: 'Cancel the run',
    means: 'Nothing new begins. What was done is not undone, and what is under way may still happen.',
    asks: 'Reason',
    written: 'Written down. The run is cancelled.',
  },
  escalate: {
    act: 'Give the region up',
    means: '',
    asks: 'none',
    written: 'Written down. The run goes on ungracefully.',
  },
  'make-graceful': {
    act: 'Go on gracefully',
    means: '',
    asks: 'none',
    written: 'Written down. The run goes on gracefully.',
  },
  'acknowledge-risk': {
    act: 'Accept the risk of two writers',
    means: 'Nobody has proven that the old writer stopped. Writes it still takes will not be in the new one.',
    asks: 'Why the risk is taken',
    written: 'Written down. The run goes on.',
  },
  'task-done': {
    act: 'It is done',
    means: 'Says that what the step asks for was done by hand.',
    asks: 'What was done',
    written: 'Written down. The run goes on.',
  },
};

/** A step that deletes something for good asks by the same verb, for another risk. */
const deletionWords: VerbWords = {
  act: 'Agree to delete it',
  means:
    'It is deleted for good, once it was read again that nothing needs it. What is kept of it stands in the words of the step.',
  asks: 'Why it is not needed',
  written: 'Written down. The engine looks again and deletes it.',
};

/** The words of a verb about a step of a kind; `none` where it is about the run. */
export function wordsOfVerb(verb: ExecutionVerb, kind: StepKind | 'none'): VerbWords {
  return verb === 'acknowledge-risk' && kind === 'clean-up' ? deletionWords : verbWords[verb];
}
