import type { Entity } from '@/lib/domain/entities';
import type { RegionCode } from '@/lib/domain/fleet';
import { buildFleetOverview } from '@/lib/domain/overview/build-fleet-overview';
import type { FleetOverview } from '@/lib/domain/overview/types';
import type { Drill } from '@/lib/domain/recovery/drill';
import type { EpochMs } from '@/lib/domain/time';
import { movedByDrill, servedBy } from '../../rules/drill/moved-by-drill';
import { type SeenFleet, whyNotCalm } from '../../rules/drill/why-not-calm';
import { type DrillView, viewDrill } from './view-drill';

/** A region that a drill can be made of, and what it does there. */
export interface DrillOffer {
  readonly region: RegionCode;
  /** Names of what is moved out of it. */
  readonly moved: readonly string[];
  /** Their ids, in the same order. */
  readonly movedIds: readonly string[];
  /** Names of what is not moved, and is without the region all the same. */
  readonly others: readonly string[];
  /** Why a drill would be refused as the fleet is now; `none` where nothing speaks against it. */
  readonly notNow: string | 'none';
}

export interface DrillsPage {
  readonly overview: FleetOverview;
  /** Whose fleet this is; `unknown` while no engine was heard. */
  readonly fleet: 'simulated' | 'aws' | 'unknown';
  /** There is one at a time. */
  readonly live: readonly DrillView[];
  /** The newest first. */
  readonly ended: readonly DrillView[];
  /** Empty where nothing can be drilled. */
  readonly offers: readonly DrillOffer[];
}

/** What the page of drills shows at a moment. */
export function buildDrillsPage(entities: readonly Entity[], drills: readonly Drill[], now: EpochMs): DrillsPage {
  const overview = buildFleetOverview(entities, now);
  const engine = entities.find((entity) => entity.kind === 'engine');
  const fleet = engine?.kind !== 'engine' ? 'unknown' : engine.simulated ? 'simulated' : 'aws';
  const isSilent = overview.console.state !== 'polling' && overview.console.state !== 'cut-off';
  const views = [...drills]
    .sort((a, b) => b.begunAt - a.begunAt)
    .map((drill) => viewDrill(drill, entities, isSilent, now));
  return {
    overview,
    fleet,
    live: views.filter(({ endedAt }) => endedAt === 'not-yet'),
    ended: views.filter(({ endedAt }) => endedAt !== 'not-yet'),
    offers:
      fleet === 'simulated' ? overview.regions.flatMap(({ code }) => viewOffer({ entities, overview }, code)) : [],
  };
}

function viewOffer(seen: SeenFleet, region: RegionCode): readonly DrillOffer[] {
  const { entities } = seen;
  const moved = movedByDrill(entities, region);
  if (moved.length === 0) return [];
  const others = servedBy(entities, region).filter(({ id }) => !moved.some((each) => each.id === id));
  const names = (of: typeof moved) => of.map(({ workload }) => workload.name);
  const movedIds = moved.map(({ id }) => id);
  return [{ region, moved: names(moved), movedIds, others: names(others), notNow: whyNotCalm(seen, moved, region) }];
}
