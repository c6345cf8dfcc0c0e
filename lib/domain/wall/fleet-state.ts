import type { FreshnessSummary, HeadlineView } from '../overview/types';
import type { EpochMs } from '../time';
import { healthStates } from '../vocabulary';
import { formatCount } from '../wording/list';
import { formatAge } from '../wording/moment';
import { charactersThatFit } from './fit';

/**
 * The state of the fleet in one line that fits: the sentence that names what is wrong, or, where that is too long to be
 * read whole, how many are in which state.
 */
export function fleetStateWords({ sentence, counts }: HeadlineView, widthPx: number, fontPx: number): string {
  if (sentence.length <= charactersThatFit(widthPx, fontPx)) return sentence;
  const all = healthStates.reduce((sum, state) => sum + counts[state], 0);
  if (all === 0) return 'Nothing is known of the fleet yet';
  return healthStates
    .filter((state) => counts[state] > 0)
    .map((state) => formatCount(counts[state], state, state))
    .join(', ');
}

/** How old the picture is, in few words: sources that are late or failed, and the oldest answer. */
export function freshnessWords({ sources, late, failed, oldest }: FreshnessSummary, now: EpochMs): string {
  if (oldest === 'none') return 'No source has been asked yet';
  const age = oldest.answeredAt === 'never' ? 'oldest never answered' : `oldest ${formatAge(oldest.answeredAt, now)}`;
  if (late + failed === 0) return `${formatCount(sources, 'source')}, ${age}`;
  return `${formatCount(late, 'late', 'late')}, ${formatCount(failed, 'failed', 'failed')} of ${formatCount(sources, 'source')}, ${age}`;
}
