import type { FindingEntity } from '../entities';
import { type HeldFlip, heldFlipId, longestGapSeconds, republishSeconds } from '../recovery/held-flip';
import type { EpochMs } from '../time';
import { formatMoment } from '../wording/moment';
import { toFinding } from './finding';

/**
 * Health checks that are held by a metric of which no value was taken for two periods: an alarm without data leaves them
 * as they were, and nothing but that keeps users where they are. The engine says it of what it has written down.
 */
export function flipFindings(held: readonly HeldFlip[], now: EpochMs): readonly FindingEntity[] {
  return held
    .filter(({ publishedAt }) => now - publishedAt > longestGapSeconds * 1000)
    .map((one) => toGapFinding(one, now));
}

function toGapFinding({ flip, workloadId, executionId, publishedAt, trouble }: HeldFlip, now: EpochMs): FindingEntity {
  const { accountId, healthCheck, region, standby, metric, to, alarm } = flip;
  const keeps = to === 'away' ? `keeps users away from ${region}` : `leads users back to ${region}`;
  const last = formatMoment(publishedAt, now, 'second');
  return toFinding(
    {
      accountId,
      region: standby,
      workloadId,
      subject: heldFlipId(flip),
      code: 'flip-not-held',
      severity: 'critical',
      sentence: `Nothing was published since ${last} of the metric that ${keeps}: only its last status holds the health check`,
      evidence: [
        `cloudwatch:PutMetricData of ${metric.namespace} ${metric.name} in ${standby}: last taken at ${last}, due every ${republishSeconds} s`,
        ...(trouble === '' ? [] : [trouble]),
        `Health check ${healthCheck} follows ${alarm} in ${standby}; begun by run ${executionId}`,
      ],
      clear: `Clears when AWS takes a value again: see that an engine runs and that its failover role may call cloudwatch:PutMetricData in ${standby}`,
      since: publishedAt,
    },
    now,
  );
}
