import type { LinkEntity, LinkMarker } from '@/lib/domain/entities';
import type { RegionCode, WorkloadId } from '@/lib/domain/fleet';
import { isCurrent } from '@/lib/domain/freshness';
import { flowOf } from '@/lib/domain/link-flow';
import type { MissingReason } from '@/lib/domain/observation';
import { formatMissingReason, newestValue } from '@/lib/domain/observe';
import type { EpochMs } from '@/lib/domain/time';
import { formatList } from '@/lib/domain/wording/list';
import { formatMoment } from '@/lib/domain/wording/moment';
import { quote } from '@/lib/domain/wording/quote';

/** What a vantage beside the users' path sees of a region from outside of it; told, and decides nothing. */
export interface SeenBeside {
  readonly id: string;
  readonly vantage: string;
  readonly verdict: 'pass' | 'fail' | 'unknown';
  /** Without a full stop. */
  readonly sentence: string;
  readonly measuredAt: EpochMs | 'never';
}

/** Reasons that mean that a write was sent and nothing took it. */
const notTaken: readonly MissingReason[] = ['unreachable', 'timed-out', 'failed'];

/** Whether stores of a workload take the writes that the console sends to a region itself: its recovery-point markers. */
export function seenByWrites(
  workloadId: WorkloadId,
  source: RegionCode,
  links: readonly LinkEntity[],
  now: EpochMs,
): readonly SeenBeside[] {
  const own = links.filter((link) => link.workloadId === workloadId && link.source === source);
  // Every link of a store tells of the same writes.
  const byStore = new Map(
    own.flatMap((link) => (link.marker === undefined ? [] : [[link.storeId, { link, marker: link.marker }] as const])),
  );
  return [...byStore.values()].map(({ link, marker }) => seenByWrite(link, marker, now));
}

function seenByWrite({ workloadId, storeId, source }: LinkEntity, marker: LinkMarker, now: EpochMs): SeenBeside {
  const { written, cadence } = marker;
  const newest = newestValue(written);
  const name = `${quote(storeId)} in ${source}`;
  const measuredAt = newest === 'none' ? 'never' : newest.measuredAt;
  const common = {
    id: `writes ${workloadId}/${storeId}/${source}`,
    vantage: `Write probe, ${storeId}`,
    measuredAt,
  } as const;
  if (isCurrent(written, cadence, now)) return { ...common, verdict: 'pass', sentence: `${name} takes writes` };
  if (written.state === 'missing' && notTaken.includes(written.reason)) {
    const since = `since ${formatMoment(written.since, now, 'second')} (${formatMissingReason(written.reason)})`;
    return { ...common, verdict: 'fail', sentence: `${name} takes no write ${since}` };
  }
  return { ...common, verdict: 'unknown', sentence: `Whether ${name} takes writes is not known` };
}

/** Whether what other regions replicate to a region arrives there, as those that send it tell; `none` where none does. */
export function seenByPeers(source: RegionCode, links: readonly LinkEntity[], now: EpochMs): SeenBeside | 'none' {
  const towards = links.filter((link) => link.target === source);
  if (towards.length === 0) return 'none';
  const peersWith = (flow: ReturnType<typeof flowOf>) =>
    [...new Set(towards.filter((link) => flowOf(link, now) === flow).map((link) => link.source))].sort();
  const dates = towards.flatMap(({ lag }) => {
    const newest = newestValue(lag);
    return newest === 'none' ? [] : [newest.measuredAt];
  });
  const common = {
    id: `peers ${source}`,
    vantage: `Replication towards ${source}`,
    measuredAt: dates.length === 0 ? ('never' as const) : Math.max(...dates),
  };
  const stalled = peersWith('stalled');
  const arriving = peersWith('replicating').filter((peer) => !stalled.includes(peer));
  const words = [
    ...(stalled.length === 0 ? [] : [`Nothing sent from ${formatList(stalled)} arrives in ${source}`]),
    ...(arriving.length === 0 ? [] : [`What ${formatList(arriving)} sends arrives in ${source}`]),
  ];
  if (words.length === 0) {
    const sentence = `Whether what is sent to ${source} arrives is not known`;
    return { ...common, verdict: 'unknown', sentence };
  }
  return { ...common, verdict: stalled.length > 0 ? 'fail' : 'pass', sentence: words.join('; ') };
}
