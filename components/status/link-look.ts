import type { LinkView } from '@/lib/domain/overview/types';
import { complianceLooks } from './compliance-status';
import type { Shape } from './status-icon';
import { type Tone, tones } from './tones';

/** How a link looks on the map: the worse of its verdict and of what its flow says. */
export function linkLook(link: LinkView): { readonly shape: Shape; readonly tone: Tone } {
  const verdict = complianceLooks[link.verdict.state];
  if (link.flow === 'stalled') return worse(verdict, { shape: 'triangle-clock', tone: 'warning' });
  if (link.flow === 'rebuilding' || link.copyState === 'not-replicating') {
    return worse(verdict, { shape: 'triangle-clock', tone: 'warning' });
  }
  if (link.flow === 'unknown') return worse(verdict, { shape: 'dashed-minus', tone: 'unknown' });
  return verdict;
}

type Look = ReturnType<typeof linkLook>;

function worse(a: Look, b: Look): Look {
  return rankOfTone(b.tone) < rankOfTone(a.tone) ? b : a;
}

/** 0 is the worst. */
export function rankOfTone(tone: Tone): number {
  return tones.indexOf(tone);
}
