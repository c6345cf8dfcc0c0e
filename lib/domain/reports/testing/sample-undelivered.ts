import type { EpochMs } from '../../time';
import type { UndeliveredReport } from '../undelivered';

const minuteMs = 60_000;

/** A report that was due three minutes before and is refused since, because there is no such bucket. */
export function sampleUndelivered(now: EpochMs): UndeliveredReport {
  return {
    deliveryId: 'board',
    destination: { kind: 'bucket', region: 'us-west-2', bucket: 'acme-none', accountId: '111122223333' },
    declaredAt: now - 100 * minuteMs,
    wantsPdf: true,
    month: '2026-10',
    part: { kind: 'edition', edition: 1 },
    state: 'failed',
    dueAt: now - 3 * minuteMs,
    failingSince: now - 3 * minuteMs,
    needsPerson: true,
    triedAt: now - 2 * minuteMs,
    attempts: 2,
    nextAttemptAt: now,
    sentence:
      's3:PutObject in us-west-2 (account 111122223333) was refused by AWS (NoSuchBucket). Nothing was changed. Make the bucket acme-none there, or write its right name into the fleet file.',
    handed: [],
  };
}
