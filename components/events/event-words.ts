import type { EventKind, TimelineEvent } from '@/lib/domain/events/event';
import type { EventSummary } from '@/lib/domain/events/report';
import type { SourceCoverage } from '@/lib/domain/source-trouble';
import type { EpochMs } from '@/lib/domain/time';
import type { TimeBounds } from '@/lib/domain/time-range';
import { formatCount, formatDuration, formatMoment, formatUtc } from '@/lib/format';

export const kindWords: Readonly<Record<EventKind, string>> = {
  finding: 'Finding',
  alarm: 'Alarm',
  health: 'AWS Health',
  'planned-work': 'Planned work',
  run: 'Run',
  acknowledgement: 'Acknowledgement',
};

/** When it ended and how long it lasted; empty for what has no length. */
export function endWords({ at, until, kind, begins }: TimelineEvent, now: EpochMs): string {
  if (until === 'moment') return '';
  if (until === 'unknown') return 'end not known';
  if (until === 'open') return `${kind === 'planned-work' ? 'no end given' : 'stands'}`;
  const length = formatDuration((until - at) / 1000);
  const lasted = begins === 'seen-first' ? `at least ${length}` : length;
  return `${until > now ? 'until' : 'to'} ${formatMoment(until, at, 'second')}, ${lasted}`;
}

/** Where the range has no line: a claim with its evidence, or why there can be none. */
export function emptyWords(
  { startAt, endAt }: TimeBounds,
  { recordedSince }: Pick<EventSummary, 'recordedSince'>,
  { asked, silent, checkedAt }: SourceCoverage,
  now: EpochMs,
): string {
  const range = `between ${formatUtc(startAt, 'date')} and ${formatUtc(endAt, 'date')}`;
  if (recordedSince === 'never') return `We can't say what happened ${range}: the engine has recorded nothing yet.`;
  if (recordedSince >= endAt) {
    return `We can't say what alarms and AWS Health told ${range}: they are on record since ${formatMoment(recordedSince, now)} only.`;
  }
  if (checkedAt === 'never') return `We can't say what happened ${range}: no source of alarms or AWS Health answers.`;
  if (silent > 0) {
    return `No event is on record ${range}, but ${silent} of ${asked} sources of alarms and AWS Health did not answer: there may be more.`;
  }
  return `No event ${range}. Checked ${formatCount(asked)} sources of alarms and AWS Health at ${formatMoment(checkedAt, now, 'second')}, and what is on record of findings, runs, planned work and acknowledgements.`;
}

/** What the range cannot show, each reason a sentence. */
export function limitWords({ startAt }: TimeBounds, summary: EventSummary, now: EpochMs): readonly string[] {
  const { recordedSince, blindSpots } = summary;
  const record =
    recordedSince === 'never'
      ? ['Changes of alarms and Health events are not recorded yet.']
      : recordedSince > startAt
        ? [`Changes of alarms and Health events are on record since ${formatMoment(recordedSince, now)}.`]
        : [];
  return [
    ...record,
    ...blindSpots.map(
      (spot) =>
        `Nothing was collected ${formatMoment(spot.startAt, now)} to ${spot.endAt === 'open' ? 'now' : formatMoment(spot.endAt, now)}: what came and went in that time is not known.`,
    ),
  ];
}
