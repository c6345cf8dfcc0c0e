import type { RegionCode, Workload } from '../fleet';

/** Of a link, what decides whether it counts. */
export interface CountableLink {
  readonly linkId: string;
  readonly storeId: string;
  readonly source: RegionCode;
  readonly target: RegionCode;
}

export interface CountedLinks {
  readonly linkIds: readonly string[];
  /** Stores that replicate, but nowhere the law allows: their protection is never measured as good. */
  readonly withoutLink: number;
}

/**
 * The links that decide the objective for a region's loss: everything that replicates, rebuildable caches apart. Data
 * loss is judged on backups alone, never on these. A target must be lawful, and one that is lost itself protects nobody: it is left
 * out as long as the same source has another one that answers.
 */
export function countedLinks(
  workload: Workload,
  links: readonly CountableLink[],
  darkRegions: ReadonlySet<RegionCode>,
): CountedLinks {
  const rebuildable = new Set(workload.stores.filter(isRebuildable).map((store) => store.id));
  const lawful = lawfulRegionsOf(workload);
  const relevant = links.filter((link) => !rebuildable.has(link.storeId));
  const allowed = relevant.filter((link) => lawful === 'any' || lawful.includes(link.target));
  const stores = new Set(relevant.map((link) => link.storeId));
  const protectedStores = new Set(allowed.map((link) => link.storeId));
  const counted = allowed.filter(
    (link) =>
      !darkRegions.has(link.target) ||
      !allowed.some(
        (other) => other.storeId === link.storeId && other.source === link.source && !darkRegions.has(other.target),
      ),
  );
  return {
    linkIds: counted.map((link) => link.linkId),
    withoutLink: [...stores].filter((store) => !protectedStores.has(store)).length,
  };
}

function isRebuildable(store: Workload['stores'][number]): boolean {
  return 'rebuildable' in store && store.rebuildable === true;
}

/** The home of the data is lawful as well: a switch back leads there. */
function lawfulRegionsOf(workload: Workload): 'any' | readonly RegionCode[] {
  if (!('lawfulRegions' in workload) || !Array.isArray(workload.lawfulRegions)) return 'any';
  const named = workload.lawfulRegions.filter((region) => typeof region === 'string');
  return [...named, ...workload.regions.map(({ region }) => region)];
}
