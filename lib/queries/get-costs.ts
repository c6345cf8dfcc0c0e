import 'server-only';
import type { Actor } from '@/lib/access/actor';
import { requirePermission } from '@/lib/access/permissions';
import type { SeenCosts } from '@/lib/domain/costs/report/seen-costs';

/** What Cost Explorer told of each account an actor may see. Nothing reads it into the store yet. */
export async function getCosts(actor: Actor | 'nobody'): Promise<readonly SeenCosts[]> {
  requirePermission(actor, 'read-fleet');
  return [];
}
