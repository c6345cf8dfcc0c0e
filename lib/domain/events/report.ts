import type { EpochMs } from '../time';
import type { TimeRange } from '../time-range';
import type { EventDensity } from './density';
import type { TimelineEvent } from './event';
import type { EventFilter } from './filter';
import type { EventPage } from './page';

/** A page of the timeline, as the console answers it. */
export interface EventReport extends EventPage {
  readonly range: TimeRange;
  readonly filter: EventFilter;
  /** Both ends the range had when it was read; the end is not inside. */
  readonly startAt: EpochMs;
  readonly endAt: EpochMs;
  readonly now: EpochMs;
  readonly summary: EventSummary | 'first-page-only';
}

/** What is said of the range as a whole. */
export interface EventSummary {
  /** Events that stood in the range and match. */
  readonly count: number;
  readonly density: EventDensity;
  /** Since when changes of alarms and Health events are recorded; `never` before an engine has begun. */
  readonly recordedSince: EpochMs | 'never';
  /** Times in which nothing was collected: what came and went then is not known. */
  readonly blindSpots: readonly { readonly startAt: EpochMs; readonly endAt: EpochMs | 'open' }[];
}

/** Events as marks of charts, the newest first. */
export interface MarkReport {
  readonly marks: readonly TimelineEvent[];
  /** Whether there are older ones that are left out. */
  readonly isCutOff: boolean;
}
