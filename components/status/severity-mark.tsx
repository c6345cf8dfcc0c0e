import type { Severity } from '@/lib/domain/vocabulary';
import { type Shape, StatusIcon } from './status-icon';
import type { Tone } from './tones';

/** Severity has shapes of its own: how much a finding matters is not the state of the thing it is about. */
export const severityLooks: Readonly<Record<Severity, { shape: Shape; tone: Tone; word: string }>> = {
  critical: { shape: 'diamond-mark', tone: 'critical', word: 'Critical' },
  warning: { shape: 'half-diamond', tone: 'warning', word: 'Warning' },
  notice: { shape: 'dot-info', tone: 'inactive', word: 'Notice' },
};

export function SeverityMark({ severity }: { readonly severity: Severity }) {
  const look = severityLooks[severity];
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
      <StatusIcon shape={look.shape} tone={look.tone} />
      <span className="text-note text-ink-muted">{look.word}</span>
    </span>
  );
}
