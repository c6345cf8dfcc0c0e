import type { RoutingEntity, RoutingRecord } from '../entities';
import type { EpochMs, Seconds } from '../time';
import { formatDuration } from '../wording/duration';
import { formatList } from '../wording/list';
import type { FindingContext, FindingDraft } from './finding';

/** From this lifetime on an answer holds users longer than a move should take, in seconds. */
export const longestTtlSeconds: Seconds = 60;

/** What would go wrong with an entry point if its region failed, though all is well now. */
export function routingWeaknessFindings({ evidence, now }: FindingContext): readonly FindingDraft[] {
  return evidence.routings.flatMap((routing) => [...alwaysAnswered(routing, now), ...ttlTooLong(routing, now)]);
}

/** Of several records one that no check takes out: users are sent there while it is down. */
function alwaysAnswered(routing: RoutingEntity, now: EpochMs): FindingDraft[] {
  const unchecked = (routing.records ?? []).filter((record) => isAlwaysAnswered(record));
  if (unchecked.length === 0) return [];
  return [
    {
      ...aboutRouting(routing, now),
      code: 'record-always-answered',
      severity: 'notice',
      sentence: `${routing.hostname} sends users to ${formatList(unchecked.map(({ region }) => region))} whatever happens there`,
      evidence: unchecked.map(
        ({ name, type, policy }) =>
          `${name} ${type}, ${policy}: no health check, and its target's health is not evaluated`,
      ),
      clear: 'Give the record a health check, or let its alias evaluate the health of its target',
    },
  ];
}

/** A record that is one of several and leads to a region, and that nothing takes out. */
export function isAlwaysAnswered({
  region,
  setIdentifier,
  healthCheck,
  evaluatesTargetHealth,
}: RoutingRecord): boolean {
  return region !== 'none' && setIdentifier !== 'none' && healthCheck === 'none' && !evaluatesTargetHealth;
}

function ttlTooLong(routing: RoutingEntity, now: EpochMs): FindingDraft[] {
  const ttls = (routing.records ?? []).flatMap(({ ttlSeconds }) => (ttlSeconds === 'from-target' ? [] : [ttlSeconds]));
  const longest = ttls.reduce((most, ttl) => Math.max(most, ttl), 0);
  if (longest <= longestTtlSeconds) return [];
  return [
    {
      ...aboutRouting(routing, now),
      code: 'ttl-too-long',
      severity: 'notice',
      sentence: `${routing.hostname} holds users for up to ${formatDuration(longest)} after a move: that is the TTL of its records`,
      evidence: [`Longest that is advised for a name that may move: ${formatDuration(longestTtlSeconds)}`],
      clear: `Set the TTL to ${formatDuration(longestTtlSeconds)} or less well before it is needed`,
    },
  ];
}

function aboutRouting({ id, accountId, workloadId }: RoutingEntity, now: EpochMs) {
  return { accountId, region: 'none', workloadId, subject: id, since: now } as const;
}
