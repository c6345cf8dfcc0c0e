import type { RegionCode, Workload } from '@/lib/domain/fleet';
import type { StepTemplate } from '@/lib/domain/recovery/declaration';
import { quote } from '@/lib/domain/wording/quote';
import { type BoundSpec, bound, regionOf } from './bound-spec';
import type { RoutePair } from './route-pairs';

type LeverTemplate = Extract<StepTemplate, { readonly turn: 'on' | 'off' }>;

/** Every event-source mapping that is declared in a region of the workload. */
export function bindConsumers({ region: word, turn }: LeverTemplate, workload: Workload, pair: RoutePair): BoundSpec {
  const { accountId } = workload;
  const region = regionOf(word, pair);
  const mappings = (workload.recovery?.consumers ?? []).find((each) => each.region === region)?.mappings ?? [];
  if (mappings.length === 0) return nothingIn(workload, region, 'consumers', 'the UUIDs of its event-source mappings');
  return bound({ kind: 'consumers', accountId, region, mappings, to: turn });
}

/** Every rule that is declared in a region of the workload. */
export function bindSchedules({ region: word, turn }: LeverTemplate, workload: Workload, pair: RoutePair): BoundSpec {
  const { accountId } = workload;
  const region = regionOf(word, pair);
  const rules = (workload.recovery?.schedules ?? []).find((each) => each.region === region)?.rules ?? [];
  if (rules.length === 0) return nothingIn(workload, region, 'schedules', 'bus and name of its rules');
  return bound({ kind: 'schedules', accountId, region, rules, to: turn });
}

/** Every stage that is declared in a region of the workload. */
export function bindDeployments({ region: word, turn }: LeverTemplate, workload: Workload, pair: RoutePair): BoundSpec {
  const { accountId } = workload;
  const region = regionOf(word, pair);
  const stages = (workload.recovery?.deployments ?? []).find((each) => each.region === region)?.stages ?? [];
  if (stages.length === 0) return nothingIn(workload, region, 'deployments', 'pipeline and stage of each');
  return bound({ kind: 'freeze-deployments', accountId, region, stages, to: turn });
}

function nothingIn({ id }: Workload, region: RegionCode, field: string, what: string): BoundSpec {
  const sentence = `${id} declares no ${field} in ${quote(region)}: write ${what} under recovery.${field} in the fleet file`;
  return { state: 'unbound', rule: 'no-levers', sentence };
}
