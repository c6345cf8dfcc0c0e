import { type EndpointJudgement, judgeEndpoint } from '../judge-endpoint';
import type { RegionView } from '../overview/types';
import { formatCount } from '../wording/list';
import { type FindingContext, type FindingDraft, sinceOr, unlabelled } from './finding';

/** Regions that are down, unreachable from here or serving badly as a whole. */
export function regionFindings(context: FindingContext): readonly FindingDraft[] {
  // What the console itself cannot see is no trouble of the regions.
  if (context.overview.console.state === 'cut-off') return [];
  return context.overview.regions.flatMap((region) => [
    ...down(region, context),
    ...unreachable(region, context),
    ...degraded(region, context),
  ]);
}

function down(region: RegionView, { overview, now }: FindingContext): FindingDraft[] {
  const { code, health, api } = region;
  if (health.state !== 'down') return [];
  const hit = overview.workloads.flatMap((workload) =>
    workload.cells.some((cell) => cell.region === code) ? [`${workload.name}: ${workload.userHealth.state}`] : [],
  );
  return [
    {
      ...about(region, now),
      code: 'region-down',
      severity: 'critical',
      sentence: `${code} is down: ${health.reason}`,
      evidence: [...region.vantages.map(({ sentence }) => sentence), `AWS APIs: ${api.sentence}`, ...hit],
      clear: 'Clears when an endpoint of the region passes again on a vantage of the user path',
    },
  ];
}

function unreachable(region: RegionView, { now }: FindingContext): FindingDraft[] {
  const { code, health, api } = region;
  if (health.state !== 'unknown' || region.reach !== 'dark') return [];
  return [
    {
      ...about(region, now),
      code: 'region-unreachable',
      severity: 'warning',
      sentence: `${code} is unreachable from here; what its users get is not known`,
      evidence: [...region.vantages.map(({ sentence }) => sentence), `AWS APIs: ${api.sentence}`],
      clear: 'Clears when the region answers from here. Ask a second place before acting on it',
    },
  ];
}

/** A grey fault: endpoints answer and serve badly. One workload alone may be its own fault, most of them are not. */
function degraded(region: RegionView, context: FindingContext): FindingDraft[] {
  const { now } = context;
  if (!isDegradedAsWhole(region, context)) return [];
  const endpoints = judged(region, context);
  const bad = endpoints.filter(({ health }) => isBad(health.state));
  return [
    {
      ...about(region, now),
      since: now,
      code: 'region-degraded',
      severity: 'warning',
      sentence: `${region.code} serves badly: ${bad.length} of ${formatCount(endpoints.length, 'endpoint')} degraded`,
      evidence: [
        ...bad.map(({ id, health }) => `${id}: ${health.state}, ${health.reason}`),
        `AWS APIs: ${region.api.sentence}`,
      ],
      clear: 'Clears when most of its endpoints serve well again. Consider whether its traffic could be shifted away',
    },
  ];
}

/** Whether most of a region's endpoints, and two at least, serve badly while the region is not down. */
export function isDegradedAsWhole(region: RegionView, context: FindingContext): boolean {
  if (region.health.state === 'down' || region.reach === 'dark') return false;
  const endpoints = judged(region, context);
  const bad = endpoints.filter(({ health }) => isBad(health.state)).length;
  return bad >= 2 && bad * 2 >= endpoints.length;
}

function judged(
  { code }: RegionView,
  { evidence, now }: FindingContext,
): readonly (EndpointJudgement & { readonly id: string })[] {
  return evidence.endpoints
    .filter(({ region }) => region === code)
    .map((endpoint) => ({ ...judgeEndpoint(endpoint, now), id: endpoint.id }));
}

function isBad(state: RegionView['health']['state']): boolean {
  return state === 'degraded' || state === 'down';
}

function about({ code, health }: RegionView, now: number) {
  return { ...unlabelled, subject: code, region: code, since: sinceOr(health.since, now) };
}
