import type { Entity, FindingEntity } from '@/lib/domain/entities';
import { carryFindings } from '@/lib/domain/findings/carry-findings';
import { deriveFindings } from '@/lib/domain/findings/derive-findings';
import type { EpochMs } from '@/lib/domain/time';
import type { Snapshot } from './snapshot';

/**
 * Applies every rule to what is known now; findings keep their beginning and clear only after their rule's pause.
 *
 * @param standing findings that hold now and follow from nothing in the snapshot.
 * @param beside what others know that findings follow from too.
 */
export function evaluateFindings(
  snapshot: Snapshot,
  now: EpochMs,
  standing: readonly FindingEntity[] = [],
  beside: readonly Entity[] = [],
): void {
  const holding = [...deriveFindings([...snapshot.entities(), ...beside], now), ...standing];
  const { findings, removed } = carryFindings(snapshot.all('finding'), holding, now);
  for (const finding of findings) snapshot.put(finding);
  for (const finding of removed) snapshot.remove('finding', finding.id);
}
