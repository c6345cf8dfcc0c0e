import type { HealthState } from '@/lib/domain/vocabulary';
import { type Shape, StatusIcon } from './status-icon';
import type { Tone } from './tones';

export const healthLooks: Readonly<Record<HealthState, { shape: Shape; tone: Tone; word: string }>> = {
  down: { shape: 'octagon-cross', tone: 'critical', word: 'Down' },
  degraded: { shape: 'triangle-mark', tone: 'warning', word: 'Degraded' },
  unknown: { shape: 'dashed-question', tone: 'unknown', word: 'Unknown' },
  healthy: { shape: 'ring-check', tone: 'normal', word: 'Healthy' },
};

export interface HealthVerdictWords {
  readonly state: HealthState;
  readonly reason: string;
  readonly lastKnown: HealthState | 'none';
}

/** Health as shape and word. The reason belongs below it: see HealthReason. */
export function HealthWord({ state }: { readonly state: HealthState }) {
  const look = healthLooks[state];
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
      <StatusIcon shape={look.shape} tone={look.tone} />
      <span className={state === 'healthy' ? 'text-ink-muted' : 'font-medium text-ink'}>{look.word}</span>
    </span>
  );
}

/** Why health is what it is; nothing while healthy. Unknown keeps what was last known, in brackets. */
export function HealthReason({ verdict }: { readonly verdict: HealthVerdictWords }) {
  const { state, reason, lastKnown } = verdict;
  if (state === 'healthy') return null;
  const formerly =
    state === 'unknown' && lastKnown !== 'none' ? ` (was ${healthLooks[lastKnown].word.toLowerCase()})` : '';
  return (
    <span className="block text-ink-muted text-note">
      {reason}
      {formerly}
    </span>
  );
}

/** Health as shape and word, with its reason below. */
export function HealthStatus({ verdict }: { readonly verdict: HealthVerdictWords }) {
  return (
    <span className="block">
      <HealthWord state={verdict.state} />
      <HealthReason verdict={verdict} />
    </span>
  );
}
