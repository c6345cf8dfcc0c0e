import type { HealthCheckReading, LoadBalancerReading } from '@/lib/aws';
import type { RoutingEntity } from '@/lib/domain/entities';
import type { AccountId, RegionCode, StoreDeclaration, Workload } from '@/lib/domain/fleet';
import type { EpochMs } from '@/lib/domain/time';
import type { DiscoveredLink, StoreView } from '@/lib/stores/store-adapter';

/** A link as discovered, with the store it belongs to. */
export interface KnownLink {
  /** `${workloadId}/${storeId}/${source}>${target}` */
  readonly id: string;
  readonly workload: Workload;
  readonly store: StoreDeclaration;
  readonly link: DiscoveredLink;
}

interface View {
  readonly links: readonly DiscoveredLink[];
  readonly at: EpochMs;
}

interface StoreViews {
  readonly workload: Workload;
  readonly store: StoreDeclaration;
  readonly byRegion: Map<RegionCode, View>;
}

/**
 * What discovery found: load balancers by name, and how each store replicates as each of its regions sees it. Metric
 * queries are derived from it, so that they follow whatever AWS says now. It is kept in memory only: an engine that
 * starts asks anew.
 */
export class Topology {
  readonly #loadBalancers = new Map<string, LoadBalancerReading>();
  readonly #stores = new Map<string, StoreViews>();
  readonly #recordOwners = new Map<string, AccountId>();
  readonly #healthChecks = new Map<AccountId, readonly HealthCheckReading[]>();
  /** Places and stores that were read, whatever was found there. */
  readonly #heard = new Set<string>();

  /** Notes that the load balancers of a place were listed: those not among them are not there. */
  noteLoadBalancersRead(accountId: AccountId, region: RegionCode): void {
    this.#heard.add(`${accountId}/${region}`);
  }

  areLoadBalancersRead(accountId: AccountId, region: RegionCode): boolean {
    return this.#heard.has(`${accountId}/${region}`);
  }

  /** Whether every region of a workload has said what it knows of a store. */
  isStoreRead({ id, regions }: Workload, store: StoreDeclaration): boolean {
    return regions.every(({ region }) => this.#heard.has(`${id}/${store.id}/${region}`));
  }

  setLoadBalancer(accountId: AccountId, region: RegionCode, balancer: LoadBalancerReading): void {
    this.#loadBalancers.set(`${accountId}/${region}/${balancer.name}`, balancer);
  }

  findLoadBalancer(accountId: AccountId, region: RegionCode, name: string): LoadBalancerReading | undefined {
    return this.#loadBalancers.get(`${accountId}/${region}/${name}`);
  }

  /** Notes every health check of an account. */
  setHealthChecks(accountId: AccountId, checks: readonly HealthCheckReading[]): void {
    this.#healthChecks.set(accountId, checks);
  }

  /** The health check that asks an endpoint by its name, and whose it is; `unknown` before the first answer of any account. */
  findEndpointCheck(
    hostname: string,
  ): { readonly accountId: AccountId; readonly check: HealthCheckReading } | 'none' | 'unknown' {
    for (const [accountId, checks] of this.#healthChecks) {
      const check = checks.find((one) => one.hostname === hostname && !one.disabled);
      if (check !== undefined) return { accountId, check };
    }
    return this.#healthChecks.size === 0 ? 'unknown' : 'none';
  }

  /**
   * Notes in which account the records of an entry point were found: its workload's, or the one that keeps the hosted
   * zone for the others. Should several have some, the workload's own counts, else the first.
   *
   * @returns whether the records found in `accountId` are those that count
   */
  claimRecords(routing: Pick<RoutingEntity, 'id' | 'accountId'>, accountId: AccountId): boolean {
    const owner = this.#recordOwners.get(routing.id) ?? accountId;
    if (owner !== accountId && routing.accountId !== accountId) return false;
    this.#recordOwners.set(routing.id, accountId);
    return true;
  }

  /** Notes that an account has no hosted zone (any more). */
  disclaimRecords(accountId: AccountId): void {
    for (const [id, owner] of this.#recordOwners) if (owner === accountId) this.#recordOwners.delete(id);
  }

  /** The account whose Route 53 routes an entry point: where its records were found, its workload's until then. */
  recordOwnerOf(routing: Pick<RoutingEntity, 'id' | 'accountId'>): AccountId {
    return this.#recordOwners.get(routing.id) ?? routing.accountId;
  }

  /**
   * Notes how a store replicates as `region` saw it at `at`. A region that has nothing of the store has no say, unless
   * it had something before: then it is gone there.
   */
  setLinks(workload: Workload, store: StoreDeclaration, region: RegionCode, view: StoreView, at: EpochMs): void {
    const key = `${workload.id}/${store.id}`;
    this.#heard.add(`${key}/${region}`);
    const known = this.#stores.get(key) ?? { workload, store, byRegion: new Map<RegionCode, View>() };
    if (view === 'absent' && !known.byRegion.has(region)) return;
    known.byRegion.set(region, { links: view === 'absent' ? [] : view, at });
    this.#stores.set(key, known);
  }

  /** The links of a store on which its regions agree; `unknown` before the first answer. */
  findLinks(workload: Workload, store: StoreDeclaration): readonly KnownLink[] | 'unknown' {
    const known = this.#stores.get(`${workload.id}/${store.id}`);
    return known === undefined ? 'unknown' : toKnownLinks(known);
  }

  /** All links known in an account. */
  links(accountId: AccountId): readonly KnownLink[] {
    return [...this.#stores.values()]
      .filter((store) => store.workload.accountId === accountId)
      .flatMap((store) => toKnownLinks(store));
  }
}

/** A region's view counts as long as it is at most this much older than the newest one. */
const viewCountsForMs = 90_000;

/**
 * Regions can disagree for a while, during a change of roles or when one of them comes back with an old idea of
 * itself. The view held by most of the regions heard lately counts, and of equals the newest: never a mixture.
 */
function toKnownLinks({ workload, store, byRegion }: StoreViews): readonly KnownLink[] {
  const newestAt = Math.max(...[...byRegion.values()].map((view) => view.at));
  const groups = new Map<string, View[]>();
  for (const view of byRegion.values()) {
    if (newestAt - view.at > viewCountsForMs) continue;
    const shape = view.links
      .map((link) => `${link.source}>${link.target}`)
      .sort()
      .join(' ');
    groups.set(shape, [...(groups.get(shape) ?? []), view]);
  }
  const [agreed] = [...groups.values()].sort((a, b) => b.length - a.length || newestOf(b).at - newestOf(a).at);
  if (agreed === undefined) return [];
  return newestOf(agreed).links.map((link) => ({ id: toLinkId(workload, store, link), workload, store, link }));
}

function newestOf(views: readonly View[]): View {
  return views.reduce((newest, view) => (view.at > newest.at ? view : newest));
}

function toLinkId(workload: Workload, store: StoreDeclaration, link: DiscoveredLink): string {
  return `${workload.id}/${store.id}/${link.source}>${link.target}`;
}
