import type { EndpointEntity, Entity, HealthCheckEntity, RoutingEntity } from '../entities';
import type { FindingCode } from '../findings/finding-order';
import { unexpected } from '../findings/routing-findings';
import type { EntryPoint, Workload } from '../fleet';
import { type FleetEvidence, toFleetEvidence } from '../fleet-evidence';
import { freshnessAt, isCurrent } from '../freshness';
import { buildFleetOverview } from '../overview/build-fleet-overview';
import type { FindingView, FleetOverview, WorkloadView } from '../overview/types';
import { coverageOf, groupTroubles } from '../source-trouble';
import type { EpochMs } from '../time';
import { darkRegions } from '../workload-page/dark-regions';
import { signalView } from '../workload-page/signal-view';
import { controlCadence, viewEntryPoint } from '../workload-page/view-entry-point';
import { viewShares } from '../workload-page/view-shares';
import { viewSignals } from '../workload-page/view-signals';
import { groupRecords } from './share-records';
import { type ControlView, type EntryPointRow, type RoutingPage, type RoutingState, routingStates } from './types';
import { route53Region, viewCheck } from './view-checks';
import { viewMove } from './view-move';

/** What tells of routing: records, checks, controls, and what is answered. */
const routingApis: ReadonlySet<string> = new Set(['route53', 'route53-checkers', 'dns']);

/** How often records are read, in seconds: the basis of their freshness. */
const recordsCadence = { cadenceSeconds: 300, publishDelaySeconds: 4 };

const routingCodes: readonly FindingCode[] = [
  'entry-point-down',
  'routing-unexpected',
  'no-healthy-record',
  'records-changed',
  'record-always-answered',
  'ttl-too-long',
];

/** Builds the page of every entry point at `now` (fleet time) from the entities alone. Pure. */
export function buildRoutingPage(entities: readonly Entity[], now: EpochMs): RoutingPage {
  const overview = buildFleetOverview(entities, now);
  const evidence = toFleetEvidence(entities, now);
  const sources = evidence.sources.filter(({ api }) => routingApis.has(api));
  const entryPoints = viewEntryPoints(evidence, overview, now);
  return {
    overview,
    summary: summarise(entryPoints),
    entryPoints,
    troubles: groupTroubles(sources),
    coverage: coverageOf(sources, now),
  };
}

function viewEntryPoints(evidence: FleetEvidence, overview: FleetOverview, now: EpochMs): readonly EntryPointRow[] {
  const dark = darkRegions(overview);
  const views = new Map(overview.workloads.map((view) => [view.id, view]));
  const routings = new Map(evidence.routings.map((routing) => [routing.id, routing]));
  const endpoints = groupBy(evidence.endpoints, ({ workloadId }) => workloadId);
  const checks = groupBy(evidence.healthChecks, ({ workloadId }) => workloadId);
  return evidence.workloads.flatMap(({ id, workload }) => {
    const view = views.get(id);
    const own = endpoints.get(id) ?? [];
    if (view === undefined) return [];
    const signals = own.map((endpoint) => viewSignals(endpoint, endpoint.role, dark.has(endpoint.region), now));
    const served = viewShares(view, signals, dark);
    return workload.entryPoints.map((entryPoint): EntryPointRow => {
      const routing = routings.get(`${id}/${entryPoint.id}`);
      const behind = own.filter((endpoint) => endpoint.id.startsWith(`${id}/${entryPoint.id}/`));
      const facts = { workload, view, entryPoint, routing, endpoints: behind, checks: checks.get(id) ?? [] };
      return { ...viewRow(facts, overview, now), served };
    });
  });
}

interface EntryPointFacts {
  readonly workload: Workload;
  readonly view: WorkloadView;
  readonly entryPoint: EntryPoint;
  readonly routing: RoutingEntity | undefined;
  readonly endpoints: readonly EndpointEntity[];
  readonly checks: readonly HealthCheckEntity[];
}

function viewRow(facts: EntryPointFacts, overview: FleetOverview, now: EpochMs): Omit<EntryPointRow, 'served'> {
  const { workload, view, entryPoint, routing, endpoints } = facts;
  const shown = viewEntryPoint(entryPoint, routing, endpoints, now);
  const answeredRegion = answeredBy(routing, now);
  const checks = checksOf(facts);
  const move: EntryPointRow['move'] =
    routing === undefined
      ? unknownMove
      : viewMove({ routing, endpoints, checks: decidingChecks(routing, checks), answeredRegion }, now);
  return {
    id: `${workload.id}/${entryPoint.id}`,
    workloadId: workload.id,
    workloadName: workload.name,
    tier: workload.tier,
    accountId: workload.accountId,
    view: shown,
    verdict: verdictOf(routing, view, answeredRegion, shown.answerSentence),
    answeredRegion,
    groups: shown.records === 'not-read-yet' ? [] : groupRecords(shown.records),
    checks: checks.map((check) => viewCheck(check, endpoints, now)),
    controls: (routing?.controls ?? []).map((control) => viewControl(control, now)),
    move,
    zone: zoneOf(routing, now),
    findings: findingsOf(overview.findings, workload.id, `${workload.id}/${entryPoint.id}`),
  };
}

const unknownMove: EntryPointRow['move'] = {
  how: 'unknown',
  ttlSeconds: 'unknown',
  atMostSeconds: 'unknown',
  sentence: 'Not known: nothing has been read of it yet',
  wayOut: { state: 'unknown', sentence: 'Where it goes now is not known' },
};

function answeredBy(routing: RoutingEntity | undefined, now: EpochMs): EntryPointRow['answeredRegion'] {
  if (routing === undefined) return 'unknown';
  const { answer, answerCadence } = routing;
  return answer.state === 'observed' && isCurrent(answer, answerCadence, now) ? answer.value.region : 'unknown';
}

function verdictOf(
  routing: RoutingEntity | undefined,
  view: WorkloadView,
  region: EntryPointRow['answeredRegion'],
  answerSentence: string,
): EntryPointRow['verdict'] {
  if (routing === undefined || region === 'unknown') return { state: 'unknown', sentence: answerSentence };
  const words = unexpected(routing, view, region);
  if (words === 'none') return { state: 'expected', sentence: answerSentence };
  const sentence = words.sentence.charAt(0).toUpperCase() + words.sentence.slice(1);
  return { state: words.severity === 'critical' ? 'wrong' : 'unexpected', sentence };
}

/** Checks that decide its records, and those of its regional endpoints. */
function checksOf({ routing, endpoints, checks }: EntryPointFacts): readonly HealthCheckEntity[] {
  const ids = new Set(checkIds(routing));
  const hostnames = new Set(endpoints.map(({ hostname }) => hostname));
  return checks.filter(({ checkId, hostname }) => ids.has(checkId) || hostnames.has(hostname));
}

function decidingChecks(routing: RoutingEntity, checks: readonly HealthCheckEntity[]): readonly HealthCheckEntity[] {
  const ids = new Set(checkIds(routing));
  return checks.filter(({ checkId }) => ids.has(checkId));
}

function checkIds(routing: RoutingEntity | undefined): readonly string[] {
  return (routing?.records ?? []).flatMap(({ healthCheck }) => (healthCheck === 'none' ? [] : [healthCheck.id]));
}

function viewControl({ region, healthCheckId, state }: RoutingEntity['controls'][number], now: EpochMs): ControlView {
  return {
    region,
    healthCheckId,
    state: signalView(state, controlCadence, false, now),
    source: {
      kind: 'cloudwatch-metric',
      region: route53Region,
      namespace: 'AWS/Route53',
      metric: 'HealthCheckStatus',
      dimensions: { HealthCheckId: healthCheckId },
      statistic: 'Minimum',
      periodSeconds: 60,
    },
  };
}

function zoneOf(routing: RoutingEntity | undefined, now: EpochMs): EntryPointRow['zone'] {
  const zone = routing?.zone;
  if (zone === undefined) return 'not-read-yet';
  const { accountId, id, readAt } = zone;
  return {
    accountId,
    readAt,
    freshness: freshnessAt(readAt, recordsCadence, now),
    source: { kind: 'hosted-zone', region: route53Region, id },
  };
}

/** Findings about an entry point have it in their id; that its workload is down concerns each of its entry points. */
function findingsOf(findings: readonly FindingView[], workloadId: string, routingId: string): readonly FindingView[] {
  return findings.filter(
    ({ id, code, workloadId: owner }) =>
      owner === workloadId &&
      routingCodes.includes(code) &&
      (code === 'entry-point-down' || id === `${code}:${routingId}`),
  );
}

/** Of one, and of another number. */
const stateWords: Readonly<Record<RoutingState, readonly [one: string, more: string]>> = {
  wrong: ['leads where nobody serves', 'lead where nobody serves'],
  unexpected: ['leads elsewhere than declared', 'lead elsewhere than declared'],
  unknown: ['not known', 'not known'],
  expected: ['as declared', 'as declared'],
};

function summarise(rows: readonly EntryPointRow[]): RoutingPage['summary'] {
  if (rows.length === 0) return { worst: 'none', sentence: 'No entry point is declared' };
  const count = (state: RoutingState) => rows.filter(({ verdict }) => verdict.state === state).length;
  const parts = routingStates
    .filter((state) => count(state) > 0 || state === 'unknown')
    .map((state) => `${count(state)} ${stateWords[state][count(state) === 1 ? 0 : 1]}`);
  const worst = routingStates.find((state) => count(state) > 0) ?? 'none';
  return {
    worst,
    sentence: `${rows.length === 1 ? '1 entry point' : `${rows.length} entry points`}: ${parts.join(', ')}`,
  };
}

/** Order is kept within a group. */
function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const known = groups.get(keyOf(item));
    if (known === undefined) groups.set(keyOf(item), [item]);
    else known.push(item);
  }
  return groups;
}
