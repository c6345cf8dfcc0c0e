import type { SourceView } from '@/lib/domain/region-page/types';
import { type Shape, StatusIcon } from './status-icon';
import type { Tone } from './tones';

const words: Readonly<Record<SourceView['state'], string>> = {
  answered: 'Answered',
  unreachable: 'Unreachable',
  'timed-out': 'Timed out',
  denied: 'Denied',
  throttled: 'Throttled',
  failed: 'Failed',
  'credentials-expired': 'Credentials expired',
  'clock-skewed': 'Clock skewed',
  'region-not-enabled': 'Region not enabled',
  'no-support-plan': 'No support plan',
  'not-asked-yet': 'Not asked yet',
};

/** How the last attempt ended. A refusal is an answer about us, not about the region. */
export function SourceState({ source }: { readonly source: SourceView }) {
  const look = lookOf(source);
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
      <StatusIcon shape={look.shape} tone={look.tone} />
      <span className={look.tone === 'normal' ? 'text-ink-muted' : 'text-ink'}>{look.word}</span>
    </span>
  );
}

function lookOf({ state, freshness }: SourceView): { shape: Shape; tone: Tone; word: string } {
  const word = words[state];
  if (state === 'answered') {
    if (freshness === 'live' || freshness === 'late') return { shape: 'ring-check', tone: 'normal', word };
    return { shape: 'clock', tone: 'unknown', word: 'Not asked lately' };
  }
  if (state === 'no-support-plan') return { shape: 'dashed-minus', tone: 'inactive', word };
  if (state === 'unreachable' || state === 'timed-out' || state === 'not-asked-yet') {
    return { shape: 'dashed-question', tone: 'unknown', word };
  }
  return { shape: 'triangle-mark', tone: 'warning', word };
}
