import 'server-only';
import { type Actor, isInScope } from '@/lib/access/actor';
import { requirePermission } from '@/lib/access/permissions';
import { type Acknowledgement, readAcknowledgements } from '@/lib/persistence/acknowledgements';
import { readEntities } from '@/lib/persistence/entities';
import { webStore } from './web-store';

/** Who has seen which of the findings that stand now, within the actor's scope. Throws AccessRefused. */
export async function readFindingAcknowledgements(actor: Actor | 'nobody'): Promise<readonly Acknowledgement[]> {
  const { scope } = requirePermission(actor, 'read-fleet');
  const store = webStore();
  const [acknowledgements, { entities }] = await Promise.all([
    readAcknowledgements(store),
    readEntities(store, { kinds: ['finding'] }),
  ]);
  const visible = new Set(entities.filter(({ labels }) => isInScope(scope, labels)).map(({ entity }) => entity.id));
  return acknowledgements.filter(({ findingId }) => visible.has(findingId));
}
