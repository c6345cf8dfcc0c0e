import type { RegionCode, Workload } from '@/lib/domain/fleet';
import type { StepTemplate } from '@/lib/domain/recovery/declaration';
import { bindWords } from './bind-words';
import { type BoundSpec, bound } from './bound-spec';
import type { RoutePair } from './route-pairs';

/** A call of the function that has its name in a region. */
export function bindCall(
  template: Extract<StepTemplate, { readonly kind: 'invoke-function' }>,
  { accountId }: Workload,
  pair: RoutePair,
  region: RegionCode,
): BoundSpec {
  const { kind, functionName: named, payload, invocation, tellsRepetition, expects } = template;
  const functionName = typeof named === 'string' ? named : named[region];
  if (functionName === undefined) {
    const sentence = `The function has no name in ${region}: write it under ${region}, or one name for every region`;
    return { state: 'unbound', rule: 'unknown-function', sentence };
  }
  const asked = { payload: bindWords(payload, pair), invocation, tellsRepetition, expects };
  return bound({ kind, accountId, region, functionName, ...asked });
}
