import type { Entity, EntityKind, EntityOf } from '@/lib/domain/entities';

/** Everything known, by kind and id. What a round of answers does to it is decided by pure merges, one per source. */
export class Snapshot {
  readonly #entities = new Map<string, Entity>();
  readonly #byKind = new Map<EntityKind, Map<string, Entity>>();
  #touched = new Set<string>();

  constructor(entities: Iterable<Entity> = []) {
    for (const entity of entities) this.put(entity);
  }

  put(entity: Entity): void {
    const key = toEntityKey(entity.kind, entity.id);
    if (this.#entities.get(key) === entity) return;
    this.#entities.set(key, entity);
    const ofKind = this.#byKind.get(entity.kind) ?? new Map<string, Entity>();
    this.#byKind.set(entity.kind, ofKind.set(entity.id, entity));
    this.#touched.add(key);
  }

  remove(kind: EntityKind, id: string): void {
    const key = toEntityKey(kind, id);
    this.#byKind.get(kind)?.delete(id);
    if (this.#entities.delete(key)) this.#touched.add(key);
  }

  /** The keys put or removed since it was last asked. */
  takeTouched(): ReadonlySet<string> {
    const touched = this.#touched;
    this.#touched = new Set();
    return touched;
  }

  find<K extends EntityKind>(kind: K, id: string): EntityOf<K> | undefined {
    const entity = this.#entities.get(toEntityKey(kind, id));
    return entity !== undefined && isOfKind(entity, kind) ? entity : undefined;
  }

  all<K extends EntityKind>(kind: K): EntityOf<K>[] {
    return [...(this.#byKind.get(kind)?.values() ?? [])].filter((entity) => isOfKind(entity, kind));
  }

  entities(): Entity[] {
    return [...this.#entities.values()];
  }

  findByKey(key: string): Entity | undefined {
    return this.#entities.get(key);
  }
}

/** Identity of an entity across kinds. */
export function toEntityKey(kind: EntityKind, id: string): string {
  return `${kind} ${id}`;
}

function isOfKind<K extends EntityKind>(entity: Entity, kind: K): entity is EntityOf<K> {
  return entity.kind === kind;
}
