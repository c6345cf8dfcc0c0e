import type { StoreLoss } from '@/lib/domain/recovery/decision';
import type { StartRequest } from '@/lib/domain/recovery/execution';
import type { RecoveryPlan } from '@/lib/domain/recovery/plan';
import { canonicalJson, hashOf } from './plan-version';

/**
 * SHA-256, in hexadecimal, of what exactly a second person agrees to: the version of the plan, where from and where to,
 * the mode, the figures that were acknowledged and what was overridden with which reason. Anything else is another
 * request and needs another word.
 */
export function bindingOf(
  request: Pick<StartRequest, 'workloadId' | 'mode' | 'source' | 'target' | 'dryRun' | 'drill' | 'overrides'>,
  plan: Pick<RecoveryPlan, 'id' | 'version'>,
  losses: readonly StoreLoss[],
): string {
  const { workloadId, mode, source, target, dryRun, drill, overrides } = request;
  const figures = losses.map(({ storeId, fate, atMostSeconds, atMostWrites, estimate }) => ({
    storeId,
    fate,
    atMostSeconds,
    atMostWrites,
    estimate,
  }));
  return hashOf({
    workloadId,
    planId: plan.id,
    planVersion: plan.version,
    source,
    target,
    mode,
    dryRun,
    drill,
    figures: figures.sort((a, b) => (a.storeId < b.storeId ? -1 : 1)),
    overrides: [...overrides].sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1)),
  });
}

function nameOf({ code, about }: StartRequest['overrides'][number]): string {
  return canonicalJson([code, about ?? null]);
}
