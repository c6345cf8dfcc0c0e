import type { RecordsChange, RoutingRecord } from './entities';
import type { EpochMs } from './time';

/**
 * What differs between the records of an entry point as they were known and as they were read at `at`. Their order says
 * nothing; records that were never read before are no change.
 */
export function findRecordsChange(
  known: readonly RoutingRecord[] | undefined,
  read: readonly RoutingRecord[],
  at: EpochMs,
): RecordsChange | 'none' {
  if (known === undefined) return 'none';
  const before = new Set(known.map(nameRecord));
  const after = new Set(read.map(nameRecord));
  const added = [...after].filter((name) => !before.has(name)).sort();
  const removed = [...before].filter((name) => !after.has(name)).sort();
  return added.length + removed.length === 0 ? 'none' : { at, added, removed };
}

/** Everything that decides whom it sends where, in one line. */
function nameRecord(record: RoutingRecord): string {
  const { name, type, setIdentifier, policy, targets, ttlSeconds, healthCheck, evaluatesTargetHealth } = record;
  const parts = [
    `${name} ${type}`,
    setIdentifier === 'none' ? '' : `(${setIdentifier})`,
    policy,
    `→ ${[...targets].sort().join(', ')}`,
    ttlSeconds === 'from-target' ? '' : `TTL ${ttlSeconds} s`,
    healthCheck === 'none' ? 'no health check' : `health check ${healthCheck.id}`,
    evaluatesTargetHealth ? 'evaluates its target' : '',
  ];
  return parts.filter((part) => part !== '').join(' ');
}
