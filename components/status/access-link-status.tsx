import type { AccessLinkState } from '@/lib/domain/access-links/access-link';
import { type Shape, StatusIcon } from './status-icon';
import type { Tone } from './tones';

interface Look {
  readonly shape: Shape;
  readonly tone: Tone;
  readonly word: string;
}

export type ShownLinkState = AccessLinkState | 'ends-soon';

export const accessLinkLooks: Readonly<Record<ShownLinkState, Look>> = {
  open: { shape: 'ring-check', tone: 'normal', word: 'Open' },
  'ends-soon': { shape: 'triangle-clock', tone: 'warning', word: 'Open, ends soon' },
  revoked: { shape: 'square-cross', tone: 'inactive', word: 'Revoked' },
  expired: { shape: 'clock', tone: 'inactive', word: 'Expired' },
  orphaned: { shape: 'square-bars', tone: 'inactive', word: 'Ended: its maker may no longer make links' },
};

/** How a read-only link stands, as shape and words; `more` says by whom or since when. */
export function AccessLinkStatus({ state, more }: { readonly state: ShownLinkState; readonly more?: string }) {
  const { shape, tone, word } = accessLinkLooks[state];
  const quiet = tone === 'normal' || tone === 'inactive';
  return (
    <span className="inline-flex min-w-0 items-start gap-1.5" data-link-state={state}>
      <span className="flex h-[18px] shrink-0 items-center">
        <StatusIcon shape={shape} tone={tone} />
      </span>
      <span className={`min-w-0 [overflow-wrap:anywhere] ${quiet ? 'text-ink-muted' : 'text-ink'}`}>
        {word}
        {more !== undefined && ` ${more}`}
      </span>
    </span>
  );
}
