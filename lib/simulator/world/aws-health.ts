import { findRegion } from './default-fleet';
import { hexOf, streamKey, unitAt } from './seeded-random';
import type { EpochMs, SimulatedHealthEvent } from './types';
import type { FaultRecord } from './world-state';

const minuteMs = 60_000;
/** AWS says so late: 10 to 20 minutes after the start, and closes 8 to 15 minutes after the end. */
const openDelay = { least: 10, spread: 10 };
const closeDelay = { least: 8, spread: 7 };
const updateEveryMinutes = 25;

/** AWS Health's view of the faults so far: late, in AWS's words, and silent about what ended before it noticed. */
export function healthEventsOf(
  seed: number,
  accountId: string,
  faults: readonly FaultRecord[],
  now: EpochMs,
): SimulatedHealthEvent[] {
  return faults.flatMap((record) => eventOf(seed, accountId, record, now) ?? []).reverse();
}

function eventOf(seed: number, accountId: string, record: FaultRecord, now: EpochMs): SimulatedHealthEvent | undefined {
  // AWS does not speak of one customer's replication.
  if (record.fault.kind !== 'region-outage' && record.fault.kind !== 'region-cut-off') return undefined;
  const key = streamKey(seed, `aws-health:${record.id}`);
  const opensAt = record.startedAt + Math.round((openDelay.least + openDelay.spread * unitAt(key, 1)) * minuteMs);
  if (opensAt > now || (record.endedAt !== null && record.endedAt < opensAt)) return undefined;
  const closesAt =
    record.endedAt === null
      ? undefined
      : record.endedAt + Math.round((closeDelay.least + closeDelay.spread * unitAt(key, 2)) * minuteMs);
  const closed = closesAt !== undefined && closesAt <= now;
  const lastLook = closed ? closesAt : now;
  const updates = Math.floor((lastLook - opensAt) / (updateEveryMinutes * minuteMs));
  const region = record.fault.region;
  return {
    arn: `arn:aws:health:${region}::event/MULTIPLE_SERVICES/AWS_MULTIPLE_SERVICES_OPERATIONAL_ISSUE/AWS_MULTIPLE_SERVICES_OPERATIONAL_ISSUE_${hexOf(`${seed}:${record.id}`, 10).toUpperCase()}`,
    service: 'MULTIPLE_SERVICES',
    typeCode: 'AWS_MULTIPLE_SERVICES_OPERATIONAL_ISSUE',
    category: 'issue',
    region,
    startedAt: Math.floor(record.startedAt / minuteMs) * minuteMs,
    endedAt: closed ? (record.endedAt ?? closesAt) : null,
    updatedAt: closed ? closesAt : opensAt + updates * updateEveryMinutes * minuteMs,
    status: closed ? 'closed' : 'open',
    description: describe(region, opensAt, updates, closed ? closesAt : undefined),
    affected: [accountId],
  };
}

const places: Readonly<Record<string, string>> = {
  'us-east-1': 'N. Virginia',
  'us-west-2': 'Oregon',
  'eu-central-1': 'Frankfurt',
  'ap-southeast-1': 'Singapore',
  'eu-west-1': 'Ireland',
};

function describe(region: string, opensAt: EpochMs, updates: number, closedAt: EpochMs | undefined): string {
  const code = findRegion(region).code.toUpperCase();
  const place = places[region] ?? region;
  const lines = [
    `[${clock(opensAt)}] We are investigating increased error rates and latencies for multiple AWS services in the ${code} (${place}) Region.`,
  ];
  if (updates > 0) {
    const at = opensAt + updates * updateEveryMinutes * minuteMs;
    lines.push(
      `[${clock(at)}] We continue to see elevated error rates for most API operations in the ${code} Region. Customers who can serve from another Region may want to do so. We will provide a further update as we have more to share.`,
    );
  }
  if (closedAt !== undefined) {
    lines.push(
      `[${clock(closedAt)}] The issue in the ${code} Region has been resolved and the services are operating normally. Some services may take longer to work through backlogs.`,
    );
  }
  return lines.join('\n\n');
}

function clock(at: EpochMs): string {
  return `${new Date(at).toISOString().slice(11, 16)} UTC`;
}
