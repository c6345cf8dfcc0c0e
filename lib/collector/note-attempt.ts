import type { SourceEntity } from '@/lib/domain/entities';
import type { EpochMs } from '@/lib/domain/time';
import type { Outcome } from './source';

/**
 * What one attempt makes of its source's record: how it ended, since when it is so, and when it is asked again. A turn
 * in which nothing was asked is no attempt and keeps the date of the last one.
 */
export function noteAttempt(
  { refused: _before, ...source }: SourceEntity,
  outcome: Pick<Outcome, 'state' | 'message' | 'notAskedUntil' | 'refused'>,
  times: { readonly askedAt: EpochMs; readonly receivedAt: EpochMs; readonly nextAttemptAt: EpochMs },
): SourceEntity {
  return {
    ...source,
    state: outcome.state,
    message: outcome.message,
    lastAttemptAt: outcome.notAskedUntil === undefined ? times.askedAt : source.lastAttemptAt,
    lastAnswerAt: outcome.state === 'answered' ? times.receivedAt : source.lastAnswerAt,
    stateSince: outcome.state === source.state ? source.stateSince : times.askedAt,
    nextAttemptAt: times.nextAttemptAt,
    ...(outcome.refused === undefined ? {} : { refused: outcome.refused }),
  };
}
