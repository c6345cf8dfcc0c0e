import type { SourceEntity } from '../entities';
import type { FleetEvidence } from '../fleet-evidence';
import { freshnessAt } from '../freshness';
import type { EpochMs } from '../time';
import type { ConsoleView, FreshnessSummary } from './types';

/** The freshness bar: how many sources are late or failed, which is oldest, when the next poll comes. */
export function viewFreshness(evidence: FleetEvidence, console_: ConsoleView, now: EpochMs): FreshnessSummary {
  const { sources, engine } = evidence;
  const failed = sources.filter(({ state }) => !['answered', 'not-asked-yet', 'no-support-plan'].includes(state));
  const late = sources.filter((source) => source.state === 'answered' && ageState(source, now) !== 'live');
  // What is asked a few times a day by design, or answers nobody without a support plan, would always be the oldest.
  const frequent = sources.filter(
    ({ cadence, state }) => cadence.cadenceSeconds <= 3600 && state !== 'no-support-plan',
  );
  const oldest = [...frequent].sort(byOldestAnswer)[0];
  return {
    sources: sources.length,
    late: late.length,
    failed: failed.length,
    oldest: oldest ? { name: `${oldest.call} in ${oldest.region}`, answeredAt: oldest.lastAnswerAt } : 'none',
    nextPollAt: engine === 'none' || console_.state === 'not-polling' ? 'unknown' : engine.nextPollAt,
    failing: failed.map(({ id, message, stateSince }) => ({ id, sentence: message, since: stateSince })),
  };
}

function ageState({ lastAnswerAt, cadence }: SourceEntity, now: EpochMs) {
  return freshnessAt(lastAnswerAt, cadence, now);
}

function byOldestAnswer(a: SourceEntity, b: SourceEntity): number {
  const at = (source: SourceEntity) =>
    source.lastAnswerAt === 'never' ? Number.MIN_SAFE_INTEGER : source.lastAnswerAt;
  return at(a) - at(b) || (a.id < b.id ? -1 : 1);
}
