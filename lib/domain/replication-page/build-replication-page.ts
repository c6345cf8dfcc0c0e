import { type Entity, type LinkEntity, resyncPhases } from '../entities';
import { type FleetEvidence, toFleetEvidence } from '../fleet-evidence';
import { mapObservation } from '../observe';
import { buildFleetOverview } from '../overview/build-fleet-overview';
import type { FindingView, FleetOverview, LinkView } from '../overview/types';
import { evidenceDelaySeconds, formatFailures } from '../rpo-verdict';
import { coverageOf, groupTroubles } from '../source-trouble';
import type { EpochMs } from '../time';
import { complianceStates } from '../vocabulary';
import { formatCount } from '../wording/list';
import { darkRegions } from '../workload-page/dark-regions';
import { signalView } from '../workload-page/signal-view';
import { metricSourceOf, storeSourcesOf } from './link-sources';
import type { LinkEvidence, LinkRow, MarkerView, ReplicationPage, ReplicationSummary } from './types';
import { viewResync } from './view-resync';

/** APIs that tell of links: what they are, how far behind, and what their markers say. */
const linkApis: ReadonlySet<string> = new Set([
  'rds',
  'rds-instances',
  'dynamodb',
  's3',
  'elasticache',
  'cloudwatch',
  'marker-write',
  'marker-read',
]);

/** Builds the page of every link at `now` (fleet time) from the entities alone. Pure. */
export function buildReplicationPage(entities: readonly Entity[], now: EpochMs): ReplicationPage {
  const overview = buildFleetOverview(entities, now);
  const evidence = toFleetEvidence(entities, now);
  const links = viewLinks(evidence, overview, now);
  const sources = evidence.sources.filter(({ api }) => linkApis.has(api));
  return {
    overview,
    summary: summarise(overview.links),
    links,
    resyncs: links.filter(({ resync }) => resync !== 'none').sort(byPhase),
    troubles: groupTroubles(sources),
    coverage: coverageOf(sources, now),
  };
}

function viewLinks(evidence: FleetEvidence, overview: FleetOverview, now: EpochMs): readonly LinkRow[] {
  const workloads = new Map(evidence.workloads.map(({ id, workload }) => [id, workload]));
  const views = new Map(overview.links.map((link) => [link.id, link]));
  const findings = findingsByLink(overview.findings);
  const dark = darkRegions(overview);
  return evidence.links.flatMap((entity): LinkRow[] => {
    const link = views.get(entity.id);
    if (link === undefined) return [];
    const workload = workloads.get(entity.workloadId);
    const objective = workload?.objectives.find(({ scenario }) => scenario === 'region-loss');
    const { source, target } = entity;
    const isDark = dark.has(source) || dark.has(target);
    return [
      {
        link,
        workloadName: workload?.name ?? entity.workloadId,
        tier: workload?.tier ?? 3,
        accountId: entity.accountId,
        pair: `${source} → ${target}`,
        consistency: entity.consistency,
        objectiveSeconds: objective?.rpoSeconds ?? 'none',
        copyState: signalView(entity.copyState, entity.copyStateCadence, isDark, now),
        lag: signalView(entity.lag, entity.lagCadence, isDark, now),
        writesPerSecond: signalView(entity.writesPerSecond, entity.writesCadence, dark.has(source), now),
        backlog: viewBacklog(entity, isDark, now),
        evidence: viewEvidence(entity, isDark, now),
        resync: viewResync(entity, link, now),
        findings: findings.get(entity.id) ?? [],
      },
    ];
  });
}

function viewBacklog({ backlog }: LinkEntity, isDark: boolean, now: EpochMs): LinkRow['backlog'] {
  if (backlog === undefined) return 'not-told';
  return {
    pendingOperations: signalView(backlog.pendingOperations, backlog.pendingCadence, isDark, now),
    failed: backlog.failed === 'none' ? 'none' : formatFailures(backlog.failed, now),
  };
}

function viewEvidence(entity: LinkEntity, isDark: boolean, now: EpochMs): LinkEvidence {
  const { metric, publishedIn, quality } = entity.lagEvidence;
  return {
    metric,
    publishedIn,
    quality,
    sentence: qualityWords(entity),
    delaySeconds: evidenceDelaySeconds(entity),
    metricSource: metricSourceOf(entity, now),
    storeSources: storeSourcesOf(entity),
    marker: viewMarker(entity, isDark, now),
  };
}

function qualityWords({ consistency, lagEvidence, lag }: LinkEntity): string {
  if (consistency === 'strong') return 'By design: a write is acknowledged once a second region has it';
  if (lag.state === 'missing' && lag.reason === 'not-enabled') return 'Nothing measures it: metrics are not enabled';
  if (lagEvidence.growsWhenIdle) return 'A bound; it grows while its source has nothing to copy, which is no loss';
  return lagEvidence.quality === 'bound'
    ? 'A bound: true loss cannot exceed it'
    : 'An estimate: of what arrived only, true loss may be more';
}

function viewMarker({ marker }: LinkEntity, isDark: boolean, now: EpochMs): MarkerView | 'none' {
  if (marker === undefined) return 'none';
  const { by, written, seen, cadence } = marker;
  const seenAt = mapObservation(seen, ({ writtenAt }) => writtenAt);
  return {
    by,
    written: signalView(written, cadence, isDark, now),
    seen: signalView(seenAt, cadence, isDark, now),
  };
}

/** Findings about links have the link in their id. */
function findingsByLink(findings: readonly FindingView[]): ReadonlyMap<string, readonly FindingView[]> {
  const byLink = new Map<string, FindingView[]>();
  for (const finding of findings) {
    const subject = finding.id.slice(finding.code.length + 1);
    const known = byLink.get(subject);
    if (known === undefined) byLink.set(subject, [finding]);
    else known.push(finding);
  }
  return byLink;
}

const stateWords = {
  breached: 'breached',
  'at-risk': 'at risk',
  'not-measured': 'not measured',
  met: 'met',
  'no-objective': 'without an objective',
} as const;

function summarise(links: readonly LinkView[]): ReplicationSummary {
  if (links.length === 0) return { worst: 'none', sentence: 'No link is known' };
  const counted = links.filter(({ standing }) => standing === 'counted');
  const count = (state: LinkView['verdict']['state']) =>
    counted.filter(({ verdict }) => verdict.state === state).length;
  const parts = complianceStates
    .filter((state) => count(state) > 0 || state === 'not-measured')
    .map((state) => formatCount(count(state), stateWords[state], stateWords[state]));
  const rest = links.length - counted.length;
  const beside = rest === 0 ? '' : `; ${formatCount(rest, 'shown', 'shown')} and not counted`;
  const worst = complianceStates.find((state) => count(state) > 0) ?? 'none';
  return { worst, sentence: `${formatCount(counted.length, 'link')}: ${parts.join(', ')}${beside}` };
}

/** In the order of the phases, which begins with the gravest; of equal ones the oldest first. */
function byPhase(a: LinkRow, b: LinkRow): number {
  if (a.resync === 'none' || b.resync === 'none') return 0;
  const rank = ({ phase }: typeof a.resync & object) => resyncPhases.indexOf(phase);
  return rank(a.resync) - rank(b.resync) || a.resync.since - b.resync.since || (a.link.id < b.link.id ? -1 : 1);
}
