import type { Workload } from '@/lib/domain/fleet';
import type { StepTemplate } from '@/lib/domain/recovery/declaration';
import { withCluster } from './bind-detachment';
import { type BoundSpec, bound } from './bound-spec';
import type { RoutePair } from './route-pairs';

/** AWS takes identifiers of at most so many characters. */
const longestName = 63;
const suffix = '-antipode';

/** An instance for the copy at the target, of a name that is known beforehand: by it a second call finds the first. */
export function bindInstance(
  template: Extract<StepTemplate, { readonly kind: 'aurora-instance' }>,
  workload: Workload,
  pair: RoutePair,
): BoundSpec {
  const { kind, instanceClass } = template;
  return withCluster(template, workload, pair, (_store, cluster) => {
    const instance = nameOfAddedInstance(cluster);
    return bound({ kind, accountId: workload.accountId, region: pair.target, cluster, instance, instanceClass });
  });
}

/** What the instance is called that a step gives a cluster, and by which another one finds it again. */
export function nameOfAddedInstance(cluster: string): string {
  return `${cluster.slice(0, longestName - suffix.length).replace(/-$/, '')}${suffix}`;
}
