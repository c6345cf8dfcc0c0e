import type { FindingEntity } from '@/lib/domain/entities';
import { carryFindings } from '@/lib/domain/findings/carry-findings';
import { judgeFindings } from '@/lib/domain/findings/derive-findings';
import type { FindingTransition } from '@/lib/domain/findings/finding-transition';
import type { EpochMs } from '@/lib/domain/time';
import { type KnownBeside, nothingBeside } from './beside';
import type { Snapshot } from './snapshot';

/**
 * Applies every rule to what is known now; findings keep their beginning, are raised and close in their code's own time.
 *
 * @param standing findings that hold now and follow from nothing in the snapshot.
 * @param beside what others write that findings follow from too; of what follows from the unread nothing becomes better.
 * @returns what history is to keep of it.
 */
export function evaluateFindings(
  snapshot: Snapshot,
  now: EpochMs,
  standing: readonly FindingEntity[] = [],
  { entities, holding, unread }: KnownBeside = nothingBeside,
): readonly FindingTransition[] {
  const previous = { findings: snapshot.all('finding'), pending: snapshot.all('pending-finding') };
  const derived = judgeFindings([...snapshot.entities(), ...entities], now, [...standing, ...holding]);
  const carried = carryFindings(previous, { ...derived, unread }, now);
  for (const kind of ['findings', 'pending'] as const) {
    const kept = new Set(carried[kind].map(({ id }) => id));
    for (const one of previous[kind]) if (!kept.has(one.id)) snapshot.remove(one.kind, one.id);
    for (const one of carried[kind]) snapshot.put(one);
  }
  return carried.transitions;
}
