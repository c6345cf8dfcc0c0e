import type { ComplianceState } from '@/lib/domain/vocabulary';
import { type Shape, StatusIcon } from './status-icon';
import type { Tone } from './tones';

export const complianceLooks: Readonly<Record<ComplianceState, { shape: Shape; tone: Tone }>> = {
  breached: { shape: 'octagon-clock', tone: 'critical' },
  'at-risk': { shape: 'triangle-clock', tone: 'warning' },
  'not-measured': { shape: 'dashed-minus', tone: 'unknown' },
  met: { shape: 'ring-clock', tone: 'normal' },
  'no-objective': { shape: 'empty-square', tone: 'inactive' },
};

/** A verdict on an objective: its shape and its sentence, which carries the amount. */
export function ComplianceStatus({ state, sentence }: { readonly state: ComplianceState; readonly sentence: string }) {
  const look = complianceLooks[state];
  return (
    <span className="inline-flex items-start gap-1.5">
      <span className="flex h-[18px] items-center">
        <StatusIcon shape={look.shape} tone={look.tone} />
      </span>
      <span className={state === 'met' || state === 'no-objective' ? 'text-ink-muted' : 'text-ink'}>{sentence}</span>
    </span>
  );
}
