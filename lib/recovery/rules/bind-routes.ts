import type { Workload } from '@/lib/domain/fleet';
import type { RegionWord, StepTemplate } from '@/lib/domain/recovery/declaration';
import type { RouteSwitch } from '@/lib/domain/recovery/step';
import { quote } from '@/lib/domain/wording/quote';
import { accountOf, type BoundSpec, bound, regionOf } from './bound-spec';
import type { RoutePair } from './route-pairs';

/** Routes of one of the workload's access points, each of a region that has a bucket behind it. */
export function bindRoutes(
  { kind, accessPointId, on, off }: Extract<StepTemplate, { readonly kind: 's3-routes' }>,
  workload: Workload,
  pair: RoutePair,
): BoundSpec {
  const known = workload.recovery?.accessPoints ?? [];
  const accessPoint = known.find(({ id }) => id === accessPointId);
  if (accessPoint === undefined) {
    const ids = known.map(({ id }) => id).join(', ') || 'none';
    const sentence = `${quote(accessPointId)} is no access point of ${workload.id}: write it under recovery.accessPoints in the fleet file, or name one of those there (${ids})`;
    return { state: 'unbound', rule: 'unknown-access-point', sentence };
  }
  const turn = (to: 'active' | 'passive') => (word: RegionWord) => ({ region: regionOf(word, pair), to });
  const turns: RouteSwitch['turns'] = [...on.map(turn('active')), ...off.map(turn('passive'))];
  const stranger = turns.find(({ region }) => !accessPoint.regions.includes(region));
  if (stranger !== undefined) {
    const sentence = `${quote(accessPointId)} has no bucket in ${quote(stranger.region)}: name one of its regions (${accessPoint.regions.join(', ')})`;
    return { state: 'unbound', rule: 'unknown-access-point', sentence };
  }
  const accountId = accountOf(accessPoint.arn) ?? workload.accountId;
  return bound({ kind, accountId, accessPoint: accessPoint.arn, turns });
}
