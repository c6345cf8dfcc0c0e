import type { RegionCode, Workload } from '@/lib/domain/fleet';
import type { StepTemplate } from '@/lib/domain/recovery/declaration';
import { bindWords } from './bind-words';
import { type BoundSpec, bound, withFunction } from './bound-spec';
import type { RoutePair } from './route-pairs';

/** A call of the function that has its name in a region. */
export function bindCall(
  template: Extract<StepTemplate, { readonly kind: 'invoke-function' }>,
  { accountId }: Workload,
  pair: RoutePair,
  region: RegionCode,
): BoundSpec {
  const { kind, functionName: named, payload, invocation, tellsRepetition, expects } = template;
  const asked = { payload: bindWords(payload, pair), invocation, tellsRepetition, expects };
  return withFunction(named, region, (functionName) => bound({ kind, accountId, region, functionName, ...asked }));
}
