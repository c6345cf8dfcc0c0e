import type { EpochMs } from '../../time';

/**
 * How long ago in one unit, for reading in passing: `1 m`, `59 m`, `23 h`, `12 d`. Rounded up, so that nothing reads younger
 * than it is; less than a minute is `1 m`, since a view stands for some seconds.
 */
export function shortAge(at: EpochMs, now: EpochMs): string {
  const minutes = Math.max(1, Math.ceil((now - at) / 60_000));
  if (minutes < 120) return `${minutes} m`;
  const hours = Math.ceil(minutes / 60);
  return hours < 48 ? `${hours} h` : `${Math.ceil(hours / 24)} d`;
}
