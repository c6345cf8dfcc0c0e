import type { Cadence } from '@/lib/domain/entities';
import type { Seconds } from '@/lib/domain/time';
import { type SourceSettings, toAskedCadence } from '../source';

/** Markers are written, and read, this often. */
export const markerPeriodSeconds: Seconds = 10;

/** Wall milliseconds for writing or reading one marker. */
export const markerDeadlineMs = 2000;

/** The rhythm by which markers grow old. */
export function toMarkerCadence(settings: SourceSettings): Cadence {
  return toAskedCadence(markerPeriodSeconds, markerDeadlineMs, settings);
}
