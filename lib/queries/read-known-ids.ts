import 'server-only';
import { type Actor, isInScope } from '@/lib/access/actor';
import { requirePermission } from '@/lib/access/permissions';
import { readEntities } from '@/lib/persistence/entities';
import { webStore } from './web-store';

/**
 * Ids of all regions or workloads within the actor's scope; none before the engine has read the fleet. Throws
 * AccessRefused when the actor may not; fails when the store cannot be reached.
 */
export async function readKnownIds(actor: Actor | 'nobody', kind: 'region' | 'workload'): Promise<readonly string[]> {
  const { scope } = requirePermission(actor, 'read-fleet');
  const { entities } = await readEntities(webStore(), { kinds: [kind] });
  return entities.filter(({ labels }) => isInScope(scope, labels)).map(({ entity }) => entity.id);
}
