import type { Actor } from '@/lib/access/actor';
import { hasPermission } from '@/lib/access/permissions';
import { type CommandRefusal, refuse } from '@/lib/domain/recovery/command-result';
import type { Execution } from '@/lib/domain/recovery/execution';
import type { PlanMode, PlanRoute } from '@/lib/domain/recovery/plan';
import { asksApproval } from '../rules/step-graph';

/**
 * Gates are gone on in spite of by an approver only: the one who asks for it where the way asks nobody else, otherwise
 * the one who agrees.
 */
export function refuseOverride(
  overridden: Execution['overridden'],
  route: PlanRoute,
  mode: PlanMode,
  { role }: Actor,
): CommandRefusal | 'none' {
  const [first] = overridden;
  if (first === undefined || asksApproval(route, mode) || hasPermission(role, 'override-gate')) return 'none';
  const message = `Nobody else is asked here, so that only an approver may go on in spite of this: ${first.sentence}.`;
  return refuse('not-allowed', message, overridden);
}
