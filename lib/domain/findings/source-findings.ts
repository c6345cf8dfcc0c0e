import type { SourceEntity, SourceState } from '../entities';
import { ageSeconds } from '../freshness';
import type { EpochMs } from '../time';
import { darkRegions, type FindingContext, type FindingDraft } from './finding';

const clearWords: Readonly<Record<Exclude<SourceState, 'answered'>, string>> = {
  denied: 'Grant the reader role the action that was denied',
  throttled: 'Clears by itself when AWS answers again; raise the quota of the call if it comes back',
  'timed-out': 'Clears when the call answers in time again',
  unreachable: 'Clears when the endpoint can be reached from here again',
  failed: 'Clears when the call succeeds again',
  'credentials-expired': "Renew the engine's credentials for the account",
  'clock-skewed': "Set the clock of the engine's machine",
  'region-not-enabled': 'Enable the region for the account, or take it out of the fleet',
  'no-support-plan': 'Subscribe the account to a support plan, or acknowledge this',
};

const writerWords = 'Let the console write the marker, or take it off the store in the fleet file';

/** Sources that fail by themselves for longer than one period, or answer oddly, in regions that answer otherwise. */
export function sourceFindings(context: FindingContext): readonly FindingDraft[] {
  const { evidence, now } = context;
  const lost = darkRegions(context);
  return evidence.sources.flatMap((source): FindingDraft[] => {
    const { state } = source;
    // A probe that fails is said with its endpoint.
    if (state === 'not-asked-yet' || source.api === 'probe' || lost.has(source.region)) return [];
    if (state === 'answered') return source.message === '' ? [] : [toOdd(source, now)];
    if (ageSeconds(source.stateSince, now) <= source.cadence.cadenceSeconds) return [];
    return [toDraft(source, state)];
  });
}

function toDraft(source: SourceEntity, state: Exclude<SourceState, 'answered'>): FindingDraft {
  return {
    ...aboutSource(source),
    code: 'source-failing',
    // Neither lasts because something broke: the one ends by itself, the other is how the account was bought.
    severity: state === 'throttled' || state === 'no-support-plan' ? 'notice' : 'warning',
    evidence: [`Account ${source.accountId}`, `State: ${state}`],
    clear: source.api === 'marker-write' && state === 'denied' ? writerWords : clearWords[state],
    since: source.stateSince,
  };
}

/** It answers, and what it says is used as far as it goes. */
function toOdd(source: SourceEntity, now: EpochMs): FindingDraft {
  return {
    ...aboutSource(source),
    code: 'source-odd',
    severity: 'notice',
    evidence: [`Account ${source.accountId}`, 'State: answered'],
    clear: 'Clears with the first answer of the call that is whole again',
    since: now,
  };
}

function aboutSource({ id, accountId, region, call, message }: SourceEntity) {
  // Messages of AWS's APIs name the call and the region themselves.
  const sentence = message.startsWith(call.split(':')[0] ?? call) ? message : `${call} in ${region}: ${message}`;
  return { accountId, region, workloadId: 'none' as const, subject: id, sentence };
}
