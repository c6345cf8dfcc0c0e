import type { Approval, ExecutionState, FenceResult, StepState } from '@/lib/domain/recovery/execution';
import { type Shape, StatusIcon } from './status-icon';
import type { Tone } from './tones';

export interface ExecutionLook {
  readonly shape: Shape;
  readonly tone: Tone;
}

/** The state of a run. Its word carries the amount or the name, and is the domain's. */
export const executionLooks: Readonly<Record<ExecutionState, ExecutionLook>> = {
  pending: { shape: 'empty-ring', tone: 'inactive' },
  'awaiting-approval': { shape: 'hand', tone: 'warning' },
  running: { shape: 'arc', tone: 'active' },
  'paused-by-operator': { shape: 'square-bars', tone: 'inactive' },
  'paused-by-failed-step': { shape: 'octagon-bars', tone: 'critical' },
  'verifying-health': { shape: 'arc-check', tone: 'active' },
  completed: { shape: 'flag', tone: 'normal' },
  'completed-with-exceptions': { shape: 'flag-mark', tone: 'warning' },
  failed: { shape: 'octagon-cross', tone: 'critical' },
  cancelled: { shape: 'square-cross', tone: 'inactive' },
  'timed-out': { shape: 'octagon-clock', tone: 'critical' },
};

export interface ExecutionStatusProps {
  readonly state: ExecutionState;
  readonly words: string;
  /** Of the engine that drives it nothing is heard: what it was is no claim about now. */
  readonly silent?: boolean;
  /** It waits for a person while nothing else of it goes on. */
  readonly asks?: boolean;
  readonly size?: number;
}

const asking = { shape: 'hand', tone: 'warning' } as const;
const silentLook = { shape: 'dashed-question', tone: 'unknown' } as const;

/** How a run fares, as shape and words. */
export function ExecutionStatus({ state, words, silent = false, asks = false, size = 16 }: ExecutionStatusProps) {
  const look = silent ? silentLook : asks ? asking : executionLooks[state];
  const quiet = look.tone === 'normal' || look.tone === 'inactive';
  return (
    <span className="inline-flex min-w-0 items-start gap-1.5" data-execution-state={state}>
      <span className="flex h-[18px] shrink-0 items-center">
        <StatusIcon shape={look.shape} tone={look.tone} size={size} />
      </span>
      <span className={`min-w-0 [overflow-wrap:anywhere] ${quiet ? 'text-ink-muted' : 'font-medium text-ink'}`}>
        {silent ? `Unknown (was: ${words.toLowerCase()})` : words}
      </span>
    </span>
  );
}

export const stepLooks: Readonly<Record<StepState, ExecutionLook>> = {
  pending: { shape: 'empty-ring', tone: 'inactive' },
  running: { shape: 'arc', tone: 'active' },
  waiting: { shape: 'hand', tone: 'warning' },
  'in-doubt': { shape: 'dashed-question', tone: 'unknown' },
  failed: { shape: 'octagon-cross', tone: 'critical' },
  done: { shape: 'ring-check', tone: 'normal' },
  skipped: { shape: 'skip', tone: 'inactive' },
  cancelled: { shape: 'square-cross', tone: 'inactive' },
};

const unprovenLook: ExecutionLook = { shape: 'half-ring', tone: 'warning' };

/** What stands for a step. One that is done without having seen what it is for is not taken for the others. */
export function lookOfStep({ state, isUnproven }: { readonly state: StepState; readonly isUnproven: boolean }) {
  return isUnproven ? unprovenLook : stepLooks[state];
}

export interface StepStatusProps {
  readonly state: StepState;
  readonly isUnproven?: boolean;
  readonly word: string;
  /** Nothing is heard of the run. */
  readonly silent?: boolean;
}

/** How a step of a run fares. */
export function StepStatus({ state, word, isUnproven = false, silent = false }: StepStatusProps) {
  const isUnknown = silent && (state === 'running' || state === 'waiting');
  const look = isUnknown ? silentLook : lookOfStep({ state, isUnproven });
  const quiet = look.tone === 'normal' || look.tone === 'inactive';
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
      <StatusIcon shape={look.shape} tone={look.tone} />
      <span className={quiet ? 'text-ink-muted' : 'font-medium text-ink'}>
        {isUnknown ? `Unknown (was: ${word.toLowerCase()})` : word}
      </span>
    </span>
  );
}

const fenceLooks: Readonly<Record<FenceResult, ExecutionLook & { readonly word: string }>> = {
  proven: { shape: 'shield-check', tone: 'normal', word: 'Writers proven stopped' },
  'routing-only': { shape: 'shield-mark', tone: 'warning', word: 'Users led away, writers not proven stopped' },
  unproven: { shape: 'shield-question', tone: 'unknown', word: 'Writers not proven stopped' },
};

/** What is known of the writers of the region being left. */
export function FenceStatus({ fence }: { readonly fence: FenceResult }) {
  const look = fenceLooks[fence];
  return (
    <span className="inline-flex items-center gap-1.5">
      <StatusIcon shape={look.shape} tone={look.tone} />
      <span className={fence === 'proven' ? 'text-ink-muted' : 'font-medium text-ink'}>{look.word}</span>
    </span>
  );
}

const approvalLooks: Readonly<Record<Approval['state'], ExecutionLook & { readonly word: string }>> = {
  'not-needed': { shape: 'empty-square', tone: 'inactive', word: 'No second person is asked' },
  waiting: { shape: 'hand', tone: 'warning', word: 'Waits for a second person' },
  given: { shape: 'ring-check', tone: 'normal', word: 'Approved' },
  declined: { shape: 'square-cross', tone: 'inactive', word: 'Declined' },
  expired: { shape: 'octagon-clock', tone: 'critical', word: 'Expired' },
};

export function ApprovalStatus({ state }: { readonly state: Approval['state'] }) {
  const look = approvalLooks[state];
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
      <StatusIcon shape={look.shape} tone={look.tone} />
      <span className="text-ink">{look.word}</span>
    </span>
  );
}
