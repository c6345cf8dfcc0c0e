import type { RegionCode, Workload } from '../fleet';

/** Whether an alarm is a lever by which a region of the workload is given up: it tells of no trouble, and has no data until then. */
export function isLeverAlarm(
  { recovery }: Workload,
  alarm: { readonly region: RegionCode; readonly name: string },
): boolean {
  return (recovery?.flips ?? []).some((flip) => flip.alarm === alarm.name && flip.standby === alarm.region);
}
