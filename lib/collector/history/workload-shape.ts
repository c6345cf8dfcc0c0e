import type { EndpointEntity, LinkEntity } from '@/lib/domain/entities';
import type { StoreDeclaration, Workload } from '@/lib/domain/fleet';
import { countedLinks } from '@/lib/domain/history/counted-links';
import type { HistoryLayout } from '@/lib/domain/history/record';
import { linkAdapters } from '@/lib/stores/registry';
import type { DiscoveredLink } from '@/lib/stores/store-adapter';
import type { SourcePlan } from '../source';
import { placedBalancers, queriesOf, type SignalQueries } from '../sources/metrics/golden-signals';

export interface ShapedLink {
  readonly entity: LinkEntity;
  /** What its metrics are; `unknown` until discovery has found it in this run. */
  readonly discovered: DiscoveredLink | 'unknown';
}

export interface ShapedEndpoint {
  readonly entity: EndpointEntity;
  /** `unknown` until its load balancer is found. */
  readonly queries: SignalQueries | 'unknown';
}

/** What a workload consists of now, in the order of its layout. */
export interface WorkloadShape {
  readonly workload: Workload;
  readonly links: readonly ShapedLink[];
  readonly endpoints: readonly ShapedEndpoint[];
  readonly layout: HistoryLayout;
  /** Whether discovery has found everything that is declared and that history is kept of. */
  readonly isComplete: boolean;
}

/** Reads the shape of a workload from what is known. */
export function shapeWorkload(workload: Workload, plan: SourcePlan): WorkloadShape {
  const { snapshot, topology } = plan;
  const discovered = new Map(topology.links(workload.accountId).map((known) => [known.id, known.link]));
  const links = snapshot
    .all('link')
    .filter((entity) => entity.workloadId === workload.id)
    .sort(byId)
    .map((entity): ShapedLink => ({ entity, discovered: discovered.get(entity.id) ?? 'unknown' }));
  const balancers = new Map(
    workload.regions.flatMap(({ region }) =>
      placedBalancers({ accountId: workload.accountId, region }, plan).map(
        ({ endpoint, balancer }) => [endpoint.id, balancer] as const,
      ),
    ),
  );
  const endpoints = snapshot
    .all('endpoint')
    .filter((entity) => entity.workloadId === workload.id)
    .sort(byId)
    .map((entity): ShapedEndpoint => {
      const balancer = balancers.get(entity.id);
      return { entity, queries: balancer === undefined ? 'unknown' : queriesOf(balancer) };
    });
  return {
    workload,
    links,
    endpoints,
    layout: toLayout(workload, links, endpoints),
    isComplete:
      links.every((link) => link.discovered !== 'unknown') &&
      workload.stores.every((store) => !replicates(store) || topology.findLinks(workload, store) !== 'unknown') &&
      endpoints.every(({ entity, queries }) => queries !== 'unknown' || !hasCapacityIn(workload, entity.region)),
  };
}

/** A queue or a vault has no links to be found: nobody waits for them. */
function replicates(store: StoreDeclaration): boolean {
  return linkAdapters.some((adapter) => adapter.kind === store.kind);
}

function hasCapacityIn(workload: Workload, region: string): boolean {
  return workload.capacity.some((capacity) => capacity.region === region);
}

function toLayout(
  workload: Workload,
  links: readonly ShapedLink[],
  endpoints: readonly ShapedEndpoint[],
): HistoryLayout {
  const regionLoss = workload.objectives.find(({ scenario }) => scenario === 'region-loss');
  const countable = links.map(({ entity }) => ({ ...entity, linkId: entity.id }));
  const deciding = workload.objectives.map(({ scenario }) => ({
    scenario,
    linkIds: countedLinks(workload, scenario, countable, new Set()).linkIds,
  }));
  return {
    links: links.map(({ entity }) => ({
      linkId: entity.id,
      storeId: entity.storeId,
      source: entity.source,
      target: entity.target,
      objectiveSeconds: regionLoss?.rpoSeconds ?? 'none',
      ...(entity.consistency === 'strong' ? { lagByDesign: true } : {}),
      decides: deciding.filter(({ linkIds }) => linkIds.includes(entity.id)).map(({ scenario }) => scenario),
    })),
    objectives: workload.objectives.map(({ scenario, rpoSeconds }) => ({ scenario, rpoSeconds })),
    signals: endpoints.map(({ entity }) => ({ endpointId: entity.id, region: entity.region })),
  };
}

/** Code-unit order: the same on every machine. */
function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  if (a.id === b.id) return 0;
  return a.id < b.id ? -1 : 1;
}
