import type { FindingEntity } from '../entities';
import { findingRegistry } from '../findings/finding-codes';
import type { FindingEnd } from '../findings/finding-transition';
import type { EpochMs } from '../time';
import type { Severity } from '../vocabulary';
import { type TimelineEvent, toEvent } from './event';

/** An occurrence of a finding as history keeps it. */
export interface FindingRecord {
  readonly finding: FindingEntity;
  readonly worstSeverity: Severity;
  readonly closed: { readonly at: EpochMs; readonly by: FindingEnd } | 'open';
}

const endWords: Readonly<Record<FindingEnd, string>> = {
  cleared: 'Cleared: its end was seen.',
  superseded: 'Closed: another finding says the same and more.',
  withdrawn: 'Closed: what it was about is no longer there.',
};

/** A finding from the beginning of its evidence until it was closed, with the worst it was. */
export function findingEvent({ finding, worstSeverity, closed }: FindingRecord): TimelineEvent {
  const { id, code, since, sentence, evidence, accountId, region, workloadId } = finding;
  const end = closed === 'open' ? [] : [endWords[closed.by]];
  return toEvent({
    source: 'finding',
    key: id,
    at: since,
    begins: isSeenFirst(code) ? 'seen-first' : 'known',
    until: closed === 'open' ? 'open' : closed.at,
    kind: 'finding',
    severity: worstSeverity,
    accountId,
    region,
    workloadId,
    sentence,
    detail: [...end, ...evidence.slice(0, 1)].join(' '),
    links: closed === 'open' ? [{ to: 'finding', id }] : [],
  });
}

/** Codes whose evidence has no date of its own: they were there when it was looked. */
function isSeenFirst(code: FindingEntity['code']): boolean {
  return /^it was (seen|read) first$/.test(findingRegistry[code].since);
}
