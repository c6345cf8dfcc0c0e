import type { Workload } from '@/lib/domain/fleet';
import type { StepTemplate } from '@/lib/domain/recovery/declaration';
import { quote } from '@/lib/domain/wording/quote';
import { accountOf, type BoundSpec, bound, regionOf } from './bound-spec';
import type { RoutePair } from './route-pairs';

/** The endpoint group of a region behind one of the workload's accelerators. */
export function bindDial(
  { kind, acceleratorId, region: word, dialPercent }: Extract<StepTemplate, { readonly kind: 'accelerator-dial' }>,
  workload: Workload,
  pair: RoutePair,
): BoundSpec {
  const known = workload.recovery?.accelerators ?? [];
  const accelerator = known.find(({ id }) => id === acceleratorId);
  if (accelerator === undefined) {
    const ids = known.map(({ id }) => id).join(', ') || 'none';
    return unbound(
      `${quote(acceleratorId)} is no accelerator of ${workload.id}: write it under recovery.accelerators in the fleet file, or name one of those there (${ids})`,
    );
  }
  const region = regionOf(word, pair);
  const group = accelerator.endpointGroups.find((each) => each.region === region);
  if (group === undefined) {
    const regions = accelerator.endpointGroups.map((each) => each.region).join(', ');
    return unbound(
      `${quote(acceleratorId)} has no endpoint group in ${quote(region)}: name one of its regions (${regions})`,
    );
  }
  const accountId = accountOf(group.arn) ?? workload.accountId;
  return bound({ kind, accountId, region, endpointGroup: group.arn, dialPercent });
}

function unbound(sentence: string): BoundSpec {
  return { state: 'unbound', rule: 'unknown-accelerator', sentence };
}
