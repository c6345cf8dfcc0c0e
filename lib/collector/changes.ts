import { isDeepStrictEqual } from 'node:util';
import type { Entity } from '@/lib/domain/entities';
import type { EntityChange } from '@/lib/persistence';
import { toLabels } from './labels';
import { type Snapshot, toEntityKey } from './snapshot';

/** What the store holds as far as this collector knows, by entity key. */
export type WrittenEntities = Map<string, Entity>;

/** A change of an entity, without what history keeps beside it. */
export type EntityOnlyChange = Exclude<EntityChange, { op: 'finding' | 'alarm' }>;

/** A finding that merely goes on holding is written this often, so that its age stays small. */
const findingRefreshMs = 5000;

/**
 * The difference between what is known and what is written, among the given keys: only what changed is written, and a
 * new measured-at or received-at is a change. What is written and no longer known is removed.
 */
export function diffEntities(
  known: Snapshot,
  written: ReadonlyMap<string, Entity>,
  keys: Iterable<string>,
): EntityOnlyChange[] {
  const changes: EntityOnlyChange[] = [];
  for (const key of keys) {
    const entity = known.findByKey(key);
    const before = written.get(key);
    if (entity !== undefined) {
      if (!isSame(entity, before)) changes.push({ op: 'put', entity, labels: toLabels(entity) });
    } else if (before !== undefined) {
      changes.push({ op: 'remove', kind: before.kind, id: before.id });
    }
  }
  return changes;
}

function isSame(entity: Entity, before: Entity | undefined): boolean {
  if (before === undefined) return false;
  if (entity.kind === 'pending-finding' && before.kind === 'pending-finding') {
    // Its evidence is written when it is raised; until then only that it waits must outlive the engine.
    return entity.heldSince === before.heldSince;
  }
  if (entity.kind === 'finding' && before.kind === 'finding' && entity.seenAt - before.seenAt < findingRefreshMs) {
    return isDeepStrictEqual({ ...entity, seenAt: before.seenAt }, before);
  }
  return entity === before || isDeepStrictEqual(entity, before);
}

/** Notes that the changes are written. */
export function noteWritten(written: WrittenEntities, changes: readonly EntityChange[]): void {
  for (const change of changes) {
    if (change.op === 'put') written.set(toEntityKey(change.entity.kind, change.entity.id), change.entity);
    else if (change.op === 'remove') written.delete(toEntityKey(change.kind, change.id));
  }
}
