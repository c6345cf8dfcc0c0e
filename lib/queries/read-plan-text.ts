import 'server-only';
import { type Actor, isInScope } from '@/lib/access/actor';
import { requirePermission } from '@/lib/access/permissions';
import type { Workload } from '@/lib/domain/fleet';
import type { PlanDeclaration } from '@/lib/domain/recovery/declaration';
import type { RecoveryPlan } from '@/lib/domain/recovery/plan';
import { writePlan } from '@/lib/fleet/write-plan';
import { generateFailback } from '@/lib/recovery/rules/generate-failback';
import { generatePlan } from '@/lib/recovery/rules/generate-plans';
import { findWorkload } from './find-workload';

/**
 * A plan as the fleet file says it, or would say it where it is generated; `not-found` for a workload that is unknown or
 * out of scope, or a plan that is no longer in use. Throws AccessRefused; fails without the store.
 */
export async function readPlanText(
  actor: Actor | 'nobody',
  plan: Pick<RecoveryPlan, 'id' | 'workloadId' | 'origin' | 'action'>,
): Promise<string | 'not-found'> {
  const { scope } = requirePermission(actor, 'read-fleet');
  const found = await findWorkload(plan.workloadId);
  if (found === 'not-found' || !isInScope(scope, found.labels)) return 'not-found';
  const declaration = findDeclaration(found.workload, plan);
  return declaration === 'none' ? 'not-found' : writePlan(declaration);
}

function findDeclaration(
  workload: Workload,
  { id, origin, action }: Pick<RecoveryPlan, 'id' | 'origin' | 'action'>,
): PlanDeclaration | 'none' {
  if (origin === 'generated') return action === 'failback' ? generateFailback(workload) : generatePlan(workload);
  return workload.recovery?.plans?.find((plan) => `${workload.id}/${plan.id}` === id) ?? 'none';
}
