import { followResync } from '@/lib/domain/follow-resync';
import { preferMarker } from '@/lib/domain/prefer-marker';
import type { EpochMs } from '@/lib/domain/time';
import type { Snapshot } from './snapshot';

/** Moves what is known of every link's falling behind and coming back to `now`. */
export function advanceResyncs(snapshot: Snapshot, now: EpochMs): void {
  for (const link of snapshot.all('link')) {
    const { resync, usualLag } = followResync(preferMarker(link, now), now);
    if (resync === link.resync && usualLag === link.usualLag) continue;
    if (JSON.stringify([resync, usualLag]) === JSON.stringify([link.resync, link.usualLag])) continue;
    const { resync: _resync, usualLag: _usualLag, ...rest } = link;
    snapshot.put({
      ...rest,
      ...(resync === undefined ? {} : { resync }),
      ...(usualLag === undefined ? {} : { usualLag }),
    });
  }
}
