import type { FindingEntity } from '../entities';
import type { EpochMs } from '../time';
import { type TimelineEvent, toEvent } from './event';

/** A person's word that they have seen a finding, as the audit trail keeps it. */
export interface AcknowledgementRecord {
  /** Its number in the audit trail. */
  readonly number: number;
  readonly at: EpochMs;
  readonly actor: string;
  readonly note: string;
  readonly finding: Pick<FindingEntity, 'id' | 'sentence' | 'accountId' | 'region' | 'workloadId'>;
}

export function acknowledgementEvent({ number, at, actor, note, finding }: AcknowledgementRecord): TimelineEvent {
  const { sentence, accountId, region, workloadId } = finding;
  return toEvent({
    source: 'acknowledgement',
    key: String(number),
    at,
    begins: 'known',
    until: 'moment',
    kind: 'acknowledgement',
    severity: 'notice',
    accountId,
    region,
    workloadId,
    sentence: `${actor} acknowledged: ${sentence}`,
    detail: note,
  });
}
