import type { ResyncPhase } from '@/lib/domain/entities';
import type { LinkView } from '@/lib/domain/overview/types';
import { type Shape, StatusIcon } from './status-icon';
import type { Tone } from './tones';

interface Look {
  readonly shape: Shape;
  readonly tone: Tone;
  readonly word: string;
}

export const flowLooks: Readonly<Record<LinkView['flow'], Look>> = {
  stalled: { shape: 'triangle-clock', tone: 'warning', word: 'Stalled' },
  rebuilding: { shape: 'triangle-clock', tone: 'warning', word: 'Rebuilding' },
  unknown: { shape: 'dashed-question', tone: 'unknown', word: 'Unknown' },
  replicating: { shape: 'ring-check', tone: 'normal', word: 'Replicating' },
  idle: { shape: 'dot-info', tone: 'inactive', word: 'Idle, no writes' },
};

export const resyncLooks: Readonly<Record<ResyncPhase, Look>> = {
  'waits-for-resync': { shape: 'triangle-clock', tone: 'warning', word: 'Waits for resync' },
  rebuilding: { shape: 'triangle-clock', tone: 'warning', word: 'Rebuilding' },
  stalled: { shape: 'triangle-clock', tone: 'warning', word: 'Stalled' },
  'falling-behind': { shape: 'triangle-clock', tone: 'warning', word: 'Falling behind' },
  draining: { shape: 'half-ring', tone: 'active', word: 'Catching up' },
  'caught-up': { shape: 'ring-check', tone: 'normal', word: 'Caught up' },
};

/** What a link is doing. Idle and unknown are not the same. */
export function FlowStatus({ flow }: { readonly flow: LinkView['flow'] }) {
  return <Words look={flowLooks[flow]} />;
}

/** How a link comes back; while that is not known, what was known last in brackets. */
export function ResyncStatus({ phase, isKnownNow }: { readonly phase: ResyncPhase; readonly isKnownNow: boolean }) {
  const look = resyncLooks[phase];
  if (isKnownNow) return <Words look={look} />;
  return <Words look={{ ...flowLooks.unknown, word: `Unknown (was ${look.word.toLowerCase()})` }} />;
}

function Words({ look }: { readonly look: Look }) {
  const quiet = look.tone === 'normal' || look.tone === 'inactive';
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
      <StatusIcon shape={look.shape} tone={look.tone} />
      <span className={quiet ? 'text-ink-muted' : 'text-ink'}>{look.word}</span>
    </span>
  );
}
