import type { BackupEntity } from '../entities';
import type { RegionCode } from '../fleet';
import { isCurrent } from '../freshness';
import type { EpochMs, Seconds } from '../time';
import { judgeObjectiveMinute, type ObjectiveMinute } from './judge-minute';
import { minuteMs } from './resolution';
import { type MinuteState, minuteStates } from './types';

/**
 * The moment a vault could bring its data back to. `nothing`: it was read and holds nothing complete, or is not there;
 * `unknown`: nobody read it.
 */
export type VaultPoint = EpochMs | 'nothing' | 'unknown';

/** What is known of a vault at `now`; a value that outlived its cadence, or of a dark region, tells nothing of now. */
export function vaultPointNow(
  { newest, cadence, region }: BackupEntity,
  darkRegions: readonly RegionCode[],
  now: EpochMs,
): VaultPoint {
  if (newest.state === 'missing' || darkRegions.includes(region) || !isCurrent(newest, cadence, now)) return 'unknown';
  const point = newest.value;
  return point === 'none' || point === 'absent' ? 'nothing' : point.createdAt;
}

/** The worse of two looks: a minute that was unknown for a part of it is not known. */
export function worseVaultPoint(a: VaultPoint, b: VaultPoint): VaultPoint {
  if (a === 'unknown' || b === 'unknown') return 'unknown';
  if (a === 'nothing' || b === 'nothing') return 'nothing';
  return Math.min(a, b);
}

/**
 * The verdict of a closed minute of a vault, with the age in seconds that its newest complete point had when the minute
 * ended. Breached when that is older than the objective or there is none. There is no "at risk" by share: a backup's age
 * runs through its whole interval by design.
 *
 * @param at start of the minute
 */
export function judgeVaultMinute(
  point: VaultPoint,
  at: EpochMs,
  objectiveSeconds: Seconds | 'none',
): { readonly state: MinuteState; readonly ageSeconds: Seconds | 'none' } {
  const ageSeconds = typeof point === 'number' ? Math.max(0, at + minuteMs - point) / 1000 : 'none';
  if (objectiveSeconds === 'none') return { state: 'no-objective', ageSeconds };
  if (point === 'unknown') return { state: 'not-measured', ageSeconds };
  return { state: ageSeconds === 'none' || ageSeconds > objectiveSeconds ? 'breached' : 'met', ageSeconds };
}

/** One vault to go back to is enough for a store, so its best one counts; of the stores the worst decides. */
export function judgeDataLossMinute(
  vaults: readonly { readonly storeId: string; readonly state: MinuteState }[],
): ObjectiveMinute {
  const best = new Map<string, MinuteState>();
  for (const { storeId, state } of vaults) {
    const before = best.get(storeId);
    if (before === undefined || minuteStates.indexOf(state) > minuteStates.indexOf(before)) best.set(storeId, state);
  }
  return judgeObjectiveMinute([...best.values()]);
}
