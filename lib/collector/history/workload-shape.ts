import type { EndpointEntity, LinkEntity } from '@/lib/domain/entities';
import type { AccountId, RegionCode, Scenario, StoreDeclaration, Workload } from '@/lib/domain/fleet';
import { countedLinks } from '@/lib/domain/history/counted-links';
import type { HistoryLayout } from '@/lib/domain/history/record';
import { isBackupTarget } from '@/lib/domain/judge-backup';
import { linkAdapters, storeAdapters } from '@/lib/stores/registry';
import type { DiscoveredLink } from '@/lib/stores/store-adapter';
import type { SourcePlan } from '../source';
import { vaultIn } from '../sources/backups';
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

/** A backup vault at a place of restore. */
export interface ShapedVault {
  /** As the backup entity: `${workloadId}/${storeId}/${region}` */
  readonly id: string;
  readonly storeId: string;
  readonly accountId: AccountId;
  readonly region: RegionCode;
  /** The vault's name in this region. */
  readonly resource: string;
}

/** What a workload consists of now, in the order of its layout: its vaults follow its links. */
export interface WorkloadShape {
  readonly workload: Workload;
  readonly links: readonly ShapedLink[];
  readonly vaults: readonly ShapedVault[];
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
  const vaults = vaultsOf(workload);
  return {
    workload,
    links,
    vaults,
    endpoints,
    layout: toLayout(workload, links, vaults, endpoints),
    isComplete:
      links.every((link) => link.discovered !== 'unknown') &&
      workload.stores.every((store) => !replicates(store) || topology.findLinks(workload, store) !== 'unknown') &&
      endpoints.every(({ entity, queries }) => queries !== 'unknown' || !hasCapacityIn(workload, entity.region)),
  };
}

/** Where backups decide is declared, so that no vault needs to be found before its first minute. */
function vaultsOf(workload: Workload): readonly ShapedVault[] {
  const { id, accountId, stores, regions } = workload;
  return stores
    .filter(({ kind }) => kind === storeAdapters.backup.kind)
    .flatMap((store) =>
      regions
        .filter(({ region }) => isBackupTarget(workload, region))
        .map(({ region }) => ({
          id: `${id}/${store.id}/${region}`,
          storeId: store.id,
          accountId,
          region,
          resource: vaultIn(workload, store, region),
        })),
    )
    .sort(byId);
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
  vaults: readonly ShapedVault[],
  endpoints: readonly ShapedEndpoint[],
): HistoryLayout {
  const rpoOf = (scenario: Scenario) =>
    workload.objectives.find((objective) => objective.scenario === scenario)?.rpoSeconds ?? 'none';
  const regionLoss = rpoOf('region-loss');
  const dataLoss = rpoOf('data-loss');
  const countable = links.map(({ entity }) => ({ ...entity, linkId: entity.id }));
  const { linkIds } = countedLinks(workload, countable, new Set());
  const linkRows = links.map(({ entity }): HistoryLayout['links'][number] => ({
    linkId: entity.id,
    storeId: entity.storeId,
    source: entity.source,
    target: entity.target,
    objectiveSeconds: regionLoss,
    ...(entity.consistency === 'strong' ? { lagByDesign: true } : {}),
    decides: regionLoss !== 'none' && linkIds.includes(entity.id) ? ['region-loss'] : [],
  }));
  const vaultRows = vaults.map(({ id, storeId, region }): HistoryLayout['links'][number] => ({
    linkId: id,
    storeId,
    source: region,
    target: region,
    objectiveSeconds: dataLoss,
    vault: true,
    decides: dataLoss === 'none' ? [] : ['data-loss'],
  }));
  return {
    links: [...linkRows, ...vaultRows],
    objectives: workload.objectives.map(({ scenario, rpoSeconds }) => ({ scenario, rpoSeconds })),
    signals: endpoints.map(({ entity }) => ({ endpointId: entity.id, region: entity.region })),
  };
}

/** Code-unit order: the same on every machine. */
function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  if (a.id === b.id) return 0;
  return a.id < b.id ? -1 : 1;
}
