import type { Entity } from '../../../entities';
import { buildFleetOverview } from '../../../overview/build-fleet-overview';
import { judgedAt } from '../../../testing/arbitraries';
import { oddFleetEntities } from '../../../testing/odd-entities';
import { calmFleetEntities, engineStoppedEntities, regionDownEntities } from '../../../testing/sample-entities';
import { deniedEntities, resyncingEntities, stalledLinkEntities } from '../../../testing/sample-links';
import { hundredWorkloadFleet, thirtyRegionFleet } from '../../../testing/sample-wide-fleets';
import type { EpochMs } from '../../../time';
import { findCriticals } from '../../criticals';
import { type WallSizes, wallSizes } from '../../text-sizes';
import { type SceneInput, wallScenes } from '../../types';

/** Rooms of a scene on a panel of 1920 × 1080, frame and bands taken off, by the distance of its reader. */
export const rooms: readonly WallSizes[] = [
  wallSizes(3, 1920, { widthPx: 1880, heightPx: 930 }),
  wallSizes(4, 1920, { widthPx: 1872, heightPx: 880 }),
  wallSizes(6, 1920, { widthPx: 1860, heightPx: 790 }),
];

export function inputOf(entities: readonly Entity[], now: EpochMs = judgedAt): SceneInput {
  const overview = buildFleetOverview(entities, now);
  return { entities, overview, criticals: findCriticals(overview.findings, entities, [], wallScenes) };
}

/** Fleets as different as a wall has to bear. */
export const situations: Readonly<Record<string, readonly Entity[]>> = {
  calm: calmFleetEntities(judgedAt),
  'region down': regionDownEntities(judgedAt, { failedFor: 700 }),
  'region unreachable': regionDownEntities(judgedAt, { failedFor: 14 }),
  denied: deniedEntities(judgedAt),
  stalled: stalledLinkEntities(judgedAt),
  resyncing: resyncingEntities(judgedAt),
  'engine stopped': engineStoppedEntities(judgedAt),
  'thirty regions': regionDownEntities(judgedAt, { failedFor: 700, fleet: thirtyRegionFleet() }),
  'hundred workloads': regionDownEntities(judgedAt, { failedFor: 700, fleet: hundredWorkloadFleet() }),
  'long names': oddFleetEntities(judgedAt, 'long'),
  'right to left': oddFleetEntities(judgedAt, 'rightToLeft'),
  empty: [],
};
