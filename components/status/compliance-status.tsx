import type { ComplianceState } from '@/lib/domain/vocabulary';
import { type Shape, StatusIcon } from './status-icon';
import type { Tone } from './tones';

interface Look {
  readonly shape: Shape;
  readonly tone: Tone;
}

export const complianceLooks: Readonly<Record<ComplianceState, Look>> = {
  breached: { shape: 'octagon-clock', tone: 'critical' },
  'at-risk': { shape: 'triangle-clock', tone: 'warning' },
  'not-measured': { shape: 'dashed-minus', tone: 'unknown' },
  met: { shape: 'ring-clock', tone: 'normal' },
  'no-objective': { shape: 'empty-square', tone: 'inactive' },
};

/** Met for its date, but its evidence arrives too late to say so now: no claim, so not the tone of what is well. */
const metOnceLook: Look = { shape: 'half-ring', tone: 'inactive' };

/** What stands for a verdict: one that holds for its date alone does not look like one that holds now. */
export function lookOfVerdict(state: ComplianceState, provableNow: boolean): Look {
  return state === 'met' && !provableNow ? metOnceLook : complianceLooks[state];
}

export interface ComplianceStatusProps {
  readonly state: ComplianceState;
  readonly sentence: string;
  readonly provableNow: boolean;
}

/** A verdict on an objective: its shape and its sentence, which carries the amount. */
export function ComplianceStatus({ state, sentence, provableNow }: ComplianceStatusProps) {
  const look = lookOfVerdict(state, provableNow);
  return (
    <span className="inline-flex items-start gap-1.5">
      <span className="flex h-[18px] items-center">
        <StatusIcon shape={look.shape} tone={look.tone} />
      </span>
      <span className={state === 'met' || state === 'no-objective' ? 'text-ink-muted' : 'text-ink'}>{sentence}</span>
    </span>
  );
}
