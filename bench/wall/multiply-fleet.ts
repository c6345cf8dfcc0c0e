import type { Entity } from '@/lib/domain/entities';

/** A fleet with every workload `times` times over, and all that belongs to it: the design size from one that was recorded. */
export function multiplyFleet(entities: readonly Entity[], times: number): readonly Entity[] {
  const copies = Array.from({ length: times - 1 }, (_, index) => index + 2);
  return [...entities, ...copies.flatMap((copy) => entities.flatMap((entity) => copyOf(entity, copy)))];
}

/** What belongs to a workload again, under another name; nothing for what belongs to none. */
function copyOf(entity: Entity, copy: number): readonly Entity[] {
  const workload = 'workloadId' in entity ? entity.workloadId : entity.kind === 'workload' ? entity.id : 'none';
  if (workload === 'none' || workload === undefined) return [];
  const written = JSON.stringify(entity).replaceAll(
    new RegExp(`(["/:])${workload}(?=["/])`, 'g'),
    `$1${workload}-${copy}`,
  );
  return [JSON.parse(written) as Entity];
}
