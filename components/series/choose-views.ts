import type { EndpointEntity } from '@/lib/domain/entities';
import type { RegionSubject } from '@/lib/domain/region-page/types';
import type { WorkloadSubject } from '@/lib/domain/workload-page/types';
import type { AskedView } from './use-series';

/** Views of one kind that a page looks at without being asked for more: each costs money while it is open. */
export const mostViews = 8;
/** Other regions whose endpoints are looked at for how far they are. */
const mostOtherRegions = 20;

/** What a page looks at, and how much there would be. */
export interface ChosenViews {
  readonly signals: readonly AskedView[];
  readonly checkers: readonly AskedView[];
  /** Workloads or regions with signals in all. */
  readonly all: number;
}

const urgency = ['down', 'degraded', 'unknown', 'healthy'] as const;

/** The workloads of a region that are looked at: those named, else those in trouble first. */
export function viewsOfRegion(
  { view: { code }, endpoints, resources }: Pick<RegionSubject, 'view' | 'endpoints' | 'resources'>,
  named: readonly string[],
): ChosenViews {
  const rank = (state: (typeof urgency)[number]) => urgency.indexOf(state);
  const serving = [...endpoints]
    .sort((a, b) => rank(a.health.state) - rank(b.health.state))
    .map(({ workloadId }) => workloadId);
  const others = resources.map(({ workloadId }) => workloadId).filter((id) => id !== 'none');
  const all = [...new Set([...serving, ...others])];
  const chosen = (named.length === 0 ? all : all.filter((id) => named.includes(id))).slice(0, mostViews);
  const view = (kind: AskedView['view']) => (workload: string) => ({ view: kind, workload, region: code });
  return {
    signals: chosen.map(view('signals')),
    checkers: chosen.filter((id) => serving.includes(id)).map(view('checkers')),
    all: all.length,
  };
}

/** One endpoint in each other region, so that the way there is measured; of workloads looked at anyway where there are some. */
export function viewsOfOtherRegions(
  endpoints: readonly EndpointEntity[],
  region: string,
  looked: readonly AskedView[],
): readonly AskedView[] {
  const known = new Set(looked.map(({ workload }) => workload));
  const byRegion = new Map<string, EndpointEntity>();
  for (const endpoint of endpoints) {
    const before = byRegion.get(endpoint.region);
    if (endpoint.region === region) continue;
    if (before === undefined || (known.has(endpoint.workloadId) && !known.has(before.workloadId))) {
      byRegion.set(endpoint.region, endpoint);
    }
  }
  return [...byRegion.values()]
    .slice(0, mostOtherRegions)
    .map((endpoint) => ({ view: 'checkers', workload: endpoint.workloadId, region: endpoint.region }));
}

/** The regions of a workload that are looked at: those in trouble first. */
export function viewsOfWorkload(
  { view, regions }: Pick<WorkloadSubject, 'view' | 'regions'>,
  declared: readonly string[],
): ChosenViews {
  const rank = (state: (typeof urgency)[number]) => urgency.indexOf(state);
  const serving = [...regions].sort((a, b) => rank(a.health.state) - rank(b.health.state)).map(({ region }) => region);
  const all = [...new Set([...serving, ...declared])];
  const chosen = all.slice(0, mostViews);
  const toView = (kind: AskedView['view']) => (region: string) => ({ view: kind, workload: view.id, region });
  return {
    signals: chosen.map(toView('signals')),
    checkers: chosen.filter((region) => serving.includes(region)).map(toView('checkers')),
    all: all.length,
  };
}

/** `8 of 23 workloads, those in trouble first`; nothing where all are looked at. */
export function cutWords({ signals, all }: ChosenViews, noun: string): string | undefined {
  return signals.length >= all ? undefined : `${signals.length} of ${all} ${noun}, those in trouble first`;
}
