import 'server-only';
import type { EntityLabels } from '@/lib/domain/entities';
import type { Workload, WorkloadId } from '@/lib/domain/fleet';
import { readEntities } from '@/lib/persistence/entities';
import { webStore } from './web-store';

/** A workload of the fleet in use, whoever may see it: its labels say that. Fails without the store. */
export async function findWorkload(
  workloadId: WorkloadId,
): Promise<{ readonly workload: Workload; readonly labels: EntityLabels } | 'not-found'> {
  const { entities } = await readEntities(webStore(), { kinds: ['workload'], workloadId });
  for (const { entity, labels } of entities) {
    if (entity.kind === 'workload' && entity.id === workloadId) return { workload: entity.workload, labels };
  }
  return 'not-found';
}
