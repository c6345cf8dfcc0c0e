import type { StoreLoss } from '@/lib/domain/recovery/decision';
import type { Seconds } from '@/lib/domain/time';

/** Figures grow by a second each second while a person reads them: so much more than what was seen is still the same. */
const figureToleranceSeconds: Seconds = 60;

/** Losses that a person has to acknowledge: those there may be, of stores that cannot be filled anew. */
export function lossesToAcknowledge(losses: readonly StoreLoss[]): readonly StoreLoss[] {
  return losses.filter(({ fate, rebuildable, atMostSeconds, atMostWrites }) => {
    return fate !== 'none' && rebuildable !== true && !(atMostSeconds === 0 || atMostWrites === 0);
  });
}

/** Whether a figure that a person acknowledged still covers the one of now. Who accepted the unknown accepted any. */
export function isCoveredBy(seen: Seconds | 'unknown', { atMostSeconds }: Pick<StoreLoss, 'atMostSeconds'>): boolean {
  if (seen === 'unknown') return true;
  return atMostSeconds !== 'unknown' && atMostSeconds <= seen + figureToleranceSeconds;
}
