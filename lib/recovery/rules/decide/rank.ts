import type { RegionEntity } from '@/lib/domain/entities';
import type { RegionCode } from '@/lib/domain/fleet';
import type { FleetEvidence } from '@/lib/domain/fleet-evidence';
import { newestValue } from '@/lib/domain/observe';
import type { RankedTarget, StoreLoss } from '@/lib/domain/recovery/decision';
import { formatDuration } from '@/lib/domain/wording/duration';
import type { RoutePair } from '../route-pairs';

/** Kilometres between two regions along the earth's surface; `unknown` where one of them is not watched. */
export function kilometresBetween({ source, target }: RoutePair, regions: readonly RegionEntity[]): number | 'unknown' {
  const [a, b] = [source, target].map((code) => regions.find((region) => region.code === code));
  if (a === undefined || b === undefined) return 'unknown';
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const [north, east] = [radians(b.latitude - a.latitude), radians(b.longitude - a.longitude)];
  const chord =
    Math.sin(north / 2) ** 2 + Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * Math.sin(east / 2) ** 2;
  return Math.round(2 * 6371 * Math.asin(Math.min(1, Math.sqrt(chord))));
}

/**
 * Best first: what nothing forbids before what somebody must answer for, before what nobody can allow; then the mode
 * that fits, then the fewest things in the way, then the smallest loss, then the nearest.
 */
export function rankTargets(
  targets: readonly RankedTarget[],
  source: RegionCode,
  regions: readonly RegionEntity[],
): readonly RankedTarget[] {
  const keyOf = (target: RankedTarget): readonly number[] => [
    target.blockers.filter(({ overridable }) => !overridable).length,
    target.blockers.length,
    largest(target.losses, 'lost'),
    largest(target.losses, 'stranded'),
    orLast(kilometresBetween({ source, target: target.target }, regions)),
  ];
  const keys = new Map(targets.map((target) => [target, keyOf(target)]));
  return [...targets].sort((a, b) => compare(keys.get(a) ?? [], keys.get(b) ?? []) || (name(a) < name(b) ? -1 : 1));
}

/** Why a target stands where it stands: lag, capacity, distance. Its health is told by its blockers. */
export function wordsOfRank(
  { target, losses, mode }: Pick<RankedTarget, 'target' | 'losses' | 'mode'>,
  workloadId: string,
  source: RegionCode,
  { regions, endpoints }: FleetEvidence,
): string {
  const worst = [...losses].filter(({ rebuildable }) => rebuildable !== true).sort(byLoss)[0];
  const endpoint = endpoints.find((each) => each.workloadId === workloadId && each.region === target);
  const capacity = endpoint === undefined ? 'none' : newestValue(endpoint.capacity);
  const distance = kilometresBetween({ source, target }, regions);
  return [
    ...(worst === undefined
      ? []
      : [lossWords(worst, mode === 'graceful' && losses.every(({ fate }) => fate === 'none'))]),
    capacity === 'none'
      ? 'capacity not known'
      : `${capacity.value.inService} of ${capacity.value.desired} instances in service`,
    distance === 'unknown' ? 'distance not known' : `${distance} km away`,
  ].join(', ');
}

function lossWords({ storeId, measuredSeconds }: StoreLoss, isGraceful: boolean): string {
  const behind =
    measuredSeconds === 'unknown'
      ? 'an unknown time behind'
      : `${formatDuration(measuredSeconds)} behind when last measured`;
  return isGraceful ? `nothing lost; ${storeId} ${behind}` : `${storeId} ${behind}`;
}

function byLoss(a: StoreLoss, b: StoreLoss): number {
  return orLast(b.measuredSeconds) - orLast(a.measuredSeconds) || (a.storeId < b.storeId ? -1 : 1);
}

function largest(losses: readonly StoreLoss[], fate: StoreLoss['fate']): number {
  const own = losses.filter((loss) => loss.fate === fate && loss.rebuildable !== true);
  return Math.max(0, ...own.map(({ atMostSeconds }) => orLast(atMostSeconds)));
}

/** What is not known ranks behind everything that is. */
function orLast(value: number | 'unknown'): number {
  return value === 'unknown' ? Number.MAX_SAFE_INTEGER : value;
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (const [index, value] of a.entries()) {
    const difference = value - (b[index] ?? value);
    if (difference !== 0) return difference;
  }
  return 0;
}

function name({ target, mode, planId }: RankedTarget): string {
  return `${target} ${mode} ${planId}`;
}
