import type { EndpointEntity, Entity, LinkEntity, RoutingEntity, SourceEntity } from '@/lib/domain/entities';
import type { RegionCode, StoreKind } from '@/lib/domain/fleet';
import type { Observation } from '@/lib/domain/observation';
import { toMissing } from '@/lib/domain/observe';
import type { EpochMs } from '@/lib/domain/time';

/** The console's own vantages: they look at a region from outside, through the internet and DNS. */
const seenFromOutside: readonly SourceEntity['api'][] = ['probe', 'dns'];

/** Kinds whose copy is described by the region that copies, not by the one that receives. */
const describedBySource: readonly StoreKind[] = ['dynamodb-global-table', 's3-replication'];

/**
 * The evidence that does not come from some regions: what their APIs told is taken away, as if they had never been
 * asked. Probes of their endpoints and what DNS answers stay: those look from outside. Gates are asked of what is left,
 * so that they cannot depend on a region that is being left, nor on the control planes of us-east-1.
 */
export function withoutEvidenceFrom(
  entities: readonly Entity[],
  regions: readonly RegionCode[],
  now: EpochMs,
): readonly Entity[] {
  const isLost = (region: RegionCode) => regions.includes(region);
  return entities.flatMap((entity): readonly Entity[] => {
    switch (entity.kind) {
      case 'source':
        return isLost(entity.region) && !seenFromOutside.includes(entity.api) ? [] : [entity];
      case 'endpoint':
        return [isLost(entity.region) ? endpointFromOutside(entity, now) : entity];
      case 'routing':
        return [routingFromOutside(entity, isLost, now)];
      case 'link':
        return [linkWithout(entity, isLost, now)];
      case 'queue':
      case 'backup':
      case 'secret':
      case 'key':
      case 'alarm':
        return isLost(entity.region) ? [] : [entity];
      case 'distribution':
        return isLost(entity.askedIn) ? [] : [entity];
      // Told by global control planes, or derived from everything at once.
      case 'health-event':
      case 'cost':
      case 'finding':
        return [];
      default:
        return [entity];
    }
  });
}

function endpointFromOutside(endpoint: EndpointEntity, now: EpochMs): EndpointEntity {
  return {
    ...endpoint,
    requestsPerSecond: gone(now),
    errorPercent: gone(now),
    latencyP95Ms: gone(now),
    healthyHosts: gone(now),
    capacity: gone(now),
  };
}

/** The state of controls is a metric of Route 53, which publishes in us-east-1 alone; its records are read there too. */
function routingFromOutside(
  routing: RoutingEntity,
  isLost: (region: RegionCode) => boolean,
  now: EpochMs,
): RoutingEntity {
  if (!isLost('us-east-1')) return routing;
  const { records: _records, ...rest } = routing;
  return { ...rest, controls: routing.controls.map((control) => ({ ...control, state: gone(now) })) };
}

/** That there is a link is topology, known beforehand; how it fares is evidence. */
function linkWithout(link: LinkEntity, isLost: (region: RegionCode) => boolean, now: EpochMs): LinkEntity {
  const { backlog: _backlog, ...rest } = link;
  const isTold = !isLost(link.target) && !(isLost(link.source) && describedBySource.includes(link.storeKind));
  const marker =
    link.marker === undefined
      ? {}
      : {
          marker: {
            ...link.marker,
            written: isLost(link.source) ? gone<EpochMs>(now) : link.marker.written,
            seen: isLost(link.target) ? gone<never>(now) : link.marker.seen,
          },
        };
  return {
    ...(isLost(link.source) ? rest : link),
    ...marker,
    lag: isLost(link.lagEvidence.publishedIn) ? gone(now) : link.lag,
    writesPerSecond: isLost(link.source) ? gone(now) : link.writesPerSecond,
    copyState: isTold ? link.copyState : gone(now),
  };
}

function gone<T>(now: EpochMs): Observation<T> {
  return toMissing<T>('unreachable', now);
}
