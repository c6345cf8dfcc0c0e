import type { StoreDeclaration } from '@/lib/domain/fleet';

/** Whether a store is a cache of which something would be lost: it has a writer to fence and to move. */
export function isKeptDatastore({ kind, rebuildable }: StoreDeclaration): boolean {
  return kind === 'elasticache-global' && rebuildable !== true;
}
