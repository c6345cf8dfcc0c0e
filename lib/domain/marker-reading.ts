import type { EpochMs } from './time';

/**
 * The newest recovery-point marker a copy holds. `none-yet`: it holds none. `unusable`: what it holds or answered is
 * not a marker.
 */
export type MarkerReading = { readonly writtenAt: EpochMs } | 'none-yet' | 'unusable';

/** The most bytes a marker's body may have; anything longer is none. */
export const longestMarkerBytes = 1024;

/** The body of a marker, as objects hold it and applications are sent it: `{"writtenAt":1234567890000}`. */
export function formatMarkerBody(writtenAt: EpochMs): string {
  return JSON.stringify({ writtenAt });
}

/** Reads a marker's body: epoch milliseconds after 1970, or null where no marker was there yet. Never throws. */
export function parseMarkerBody(text: string): MarkerReading {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return 'unusable';
  }
  if (typeof body !== 'object' || body === null || !('writtenAt' in body)) return 'unusable';
  return body.writtenAt === null ? 'none-yet' : toMarkerReading(body.writtenAt);
}

/** A marker's value as it came: whole epoch milliseconds after 1970, or unusable. */
export function toMarkerReading(value: unknown): MarkerReading {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value <= 0) return 'unusable';
  return { writtenAt: value };
}
