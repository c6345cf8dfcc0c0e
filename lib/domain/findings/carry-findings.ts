import type { FindingEntity } from '../entities';
import { ageSeconds } from '../freshness';
import type { EpochMs, Seconds } from '../time';

/** A rule must not hold for at least this long, and in at least two evaluations, before its finding is cleared. */
export const clearingSeconds: Seconds = 10;

export interface CarriedFindings {
  readonly findings: readonly FindingEntity[];
  /** Those that are cleared now. */
  readonly removed: readonly FindingEntity[];
}

/**
 * Gives derived findings their history. A finding that still holds keeps its `since`, whatever the newer evidence
 * dates it at. One that no longer holds stays as it was last seen until that is proven twice and for ten seconds, so
 * that a lone good answer does not make it flicker.
 */
export function carryFindings(
  previous: readonly FindingEntity[],
  derived: readonly FindingEntity[],
  now: EpochMs,
): CarriedFindings {
  const before = new Map(previous.map((finding) => [finding.id, finding]));
  const holding = new Map(derived.map((finding) => [finding.id, finding]));
  const held = [...holding.values()].map((finding): FindingEntity => {
    const earlier = before.get(finding.id);
    if (earlier === undefined) return { ...finding, raisedAt: now };
    const { since, raisedAt } = earlier;
    return { ...finding, since, ...(raisedAt === undefined ? {} : { raisedAt }) };
  });
  const notHeld = [...before.values()].filter(({ id }) => !holding.has(id));
  const removed = notHeld.filter((finding) => isCleared(finding, now));
  const clearing = notHeld
    .filter((finding) => !isCleared(finding, now))
    .map((finding) => ({ ...finding, clearingSince: finding.clearingSince ?? now }));
  return { findings: [...held, ...clearing], removed };
}

/** Not held once before, at an earlier moment, and not seen for long enough. */
function isCleared(finding: FindingEntity, now: EpochMs): boolean {
  const { clearingSince, seenAt } = finding;
  return clearingSince !== undefined && now > clearingSince && ageSeconds(seenAt, now) >= clearingSeconds;
}
