import type { Execution } from '@/lib/domain/recovery/execution';

/** What a run that has not ended waits for, in a sentence; a drill gives it no word of its own. */
export function waitOfRun({ state, approval, steps }: Execution): string {
  if (state === 'awaiting-approval' && approval.state === 'waiting') return 'A second person has to agree to the run.';
  const stuck = steps.find((step) => step.state === 'failed' || step.state === 'in-doubt');
  if (state === 'paused-by-failed-step') {
    return `The run stands still and a person has to look at it.${stuck === undefined ? '' : ` ${stuck.sentence}`}`;
  }
  if (state === 'paused-by-operator') return 'The run was paused by a person, who has to resume it.';
  const asks = steps.find((step) => step.state === 'waiting' && step.waitsFor !== undefined);
  if (asks !== undefined) return `A person has to say a word to this: ${asks.sentence}`;
  return state === 'verifying-health' ? 'The run looks whether users are served.' : 'The run is under way.';
}
