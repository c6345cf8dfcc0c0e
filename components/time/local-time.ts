import type { EpochMs } from '@/lib/domain/time';

/** A moment where the reader is, zone included: `20 Nov 2026, 04:12:09 CET`. In the browser only: a server is elsewhere. */
export function formatLocal(at: EpochMs, zone?: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short',
    timeZone: zone,
  }).format(at);
}

/** The clock time alone: `04:12 CET`. */
export function formatLocalClock(at: EpochMs, zone?: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
    timeZone: zone,
  }).format(at);
}
