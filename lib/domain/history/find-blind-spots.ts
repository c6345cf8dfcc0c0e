import type { Scenario } from '../fleet';
import type { RecordedWindows } from './build-workload-history';
import type { BucketRecord, HistoryLayout } from './record';
import { minuteMs } from './resolution';
import { noMinutes } from './roll-up';
import type { AttainmentWindow, BlindSpot, MinuteCounts } from './types';

/** The links that decide an objective and of which minutes of a window are not known; the least known first. */
export function findBlindSpots(
  scenario: Scenario,
  layout: HistoryLayout | 'none',
  windows: RecordedWindows,
): readonly BlindSpot[] {
  if (layout === 'none') return [];
  return layout.links
    .filter(({ decides }) => decides?.includes(scenario) === true)
    .map(({ linkId, lagByDesign }): BlindSpot => {
      const knownIn = (name: AttainmentWindow) =>
        windows[name].records.reduce((sum, record) => sum + knownMinutes(record, linkId), 0);
      return {
        linkId,
        lagByDesign: lagByDesign === true,
        knownSince: knownSince(windows['30d'].records, linkId),
        minutesKnown: { '24h': knownIn('24h'), '7d': knownIn('7d'), '30d': knownIn('30d') },
      };
    })
    .filter(({ minutesKnown }) => isBlind(minutesKnown, windows))
    .sort((a, b) => a.minutesKnown['30d'] - b.minutesKnown['30d'] || (a.linkId < b.linkId ? -1 : 1));
}

const names = ['24h', '7d', '30d'] as const;

function isBlind(known: BlindSpot['minutesKnown'], windows: RecordedWindows): boolean {
  return names.some((name) => known[name] < Math.round((windows[name].endAt - windows[name].startAt) / minuteMs));
}

/** In the bucket in which knowing began, as late as its count of minutes allows. */
function knownSince(records: readonly BucketRecord[], linkId: string): BlindSpot['knownSince'] {
  const first = records
    .filter((record) => knownMinutes(record, linkId) > 0)
    .reduce<BucketRecord | undefined>(
      (oldest, one) => (oldest === undefined || one.at < oldest.at ? one : oldest),
      undefined,
    );
  if (first === undefined) return 'never';
  return first.at + (first.minutes - knownMinutes(first, linkId)) * minuteMs;
}

/** Minutes of a record of which it is known whether a link was inside. */
export function knownMinutes({ layout, links }: BucketRecord, linkId: string): number {
  const { breached, atRisk, met }: MinuteCounts =
    links[layout.links.findIndex((link) => link.linkId === linkId)]?.counts ?? noMinutes;
  return breached + atRisk + met;
}
