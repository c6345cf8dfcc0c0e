import type { SourceEntity, SourceState } from '../entities';
import { ageSeconds } from '../freshness';
import { darkRegions, type FindingContext, type FindingDraft } from './finding';

const clearWords: Readonly<Record<Exclude<SourceState, 'answered'>, string>> = {
  denied: 'Grant the reader role the action that was denied',
  throttled: 'Clears by itself when AWS answers again; raise the quota of the call if it comes back',
  'timed-out': 'Clears when the call answers in time again',
  unreachable: 'Clears when the endpoint can be reached from here again',
  failed: 'Clears when the call succeeds again',
};

const writerWords = 'Let the console write the marker, or take it off the store in the fleet file';

/** Sources that fail by themselves, for longer than one period, in regions that answer otherwise. */
export function sourceFindings(context: FindingContext): readonly FindingDraft[] {
  const { evidence, now } = context;
  const lost = darkRegions(context);
  return evidence.sources.flatMap((source): FindingDraft[] => {
    const { state } = source;
    // A probe that fails is said with its endpoint.
    if (state === 'answered' || state === 'not-asked-yet' || source.api === 'probe' || lost.has(source.region))
      return [];
    if (ageSeconds(source.stateSince, now) <= source.cadence.cadenceSeconds) return [];
    return [toDraft(source, state)];
  });
}

function toDraft(source: SourceEntity, state: Exclude<SourceState, 'answered'>): FindingDraft {
  return {
    accountId: source.accountId,
    region: source.region,
    workloadId: 'none',
    subject: source.id,
    code: 'source-failing',
    severity: state === 'throttled' ? 'notice' : 'warning',
    sentence: `${source.call} in ${source.region}: ${source.message}`,
    evidence: [`Account ${source.accountId}`, `State: ${state}`],
    clear: source.api === 'marker-write' && state === 'denied' ? writerWords : clearWords[state],
    since: source.stateSince,
  };
}
