import type { AlarmEntity, Entity, SourceEntity } from '../entities';
import type { RegionCode } from '../fleet';
import { type FleetEvidence, toFleetEvidence } from '../fleet-evidence';
import { freshnessAt, freshnessOf } from '../freshness';
import { buildFleetOverview } from '../overview/build-fleet-overview';
import type { FleetOverview, RegionView } from '../overview/types';
import type { EpochMs } from '../time';
import { formatMoment } from '../wording/moment';
import { darkRegions } from '../workload-page/dark-regions';
import { viewSignals } from '../workload-page/view-signals';
import { describeDeclared } from './describe-declared';
import { listResources } from './list-resources';
import type { AlarmView, RegionEndpointView, RegionPage, RegionSubject, SourceView } from './types';

/** Builds what the page of a region shows at `now` (fleet time) from the entities alone. Pure. */
export function buildRegionPage(entities: readonly Entity[], region: RegionCode, now: EpochMs): RegionPage {
  const overview = buildFleetOverview(entities, now);
  const view = overview.regions.find(({ code }) => code === region);
  if (view === undefined) return { overview, subject: 'absent' };
  return { overview, subject: viewSubject(view, toFleetEvidence(entities, now), overview, now) };
}

function viewSubject(view: RegionView, evidence: FleetEvidence, overview: FleetOverview, now: EpochMs): RegionSubject {
  const { code } = view;
  const dark = view.reach === 'dark';
  return {
    view,
    declared: evidence.regions
      .filter((region) => region.code === code)
      .flatMap((region) =>
        describeDeclared(
          region,
          evidence.regions.some(({ gdpr }) => gdpr === true),
        ),
      ),
    endpoints: viewEndpoints(evidence, code, dark, now),
    alarms: evidence.alarms
      .filter((alarm) => alarm.region === code)
      .map((alarm) => viewAlarm(alarm, dark, now))
      .sort(byUrgency),
    healthEvents: evidence.healthEvents
      .filter((event) => event.region === code || event.region === 'global')
      .sort((a, b) => b.updatedAt - a.updatedAt),
    healthSource: viewHealthSource(evidence, now),
    sources: evidence.sources
      .filter((source) => source.region === code)
      .map((source) => viewSource(source, now))
      .sort(bySilence),
    resources: listResources(evidence, code, darkRegions(overview), now),
    findings: overview.findings.filter((finding) => finding.region === code),
  };
}

function viewEndpoints(
  { endpoints, workloads }: FleetEvidence,
  region: RegionCode,
  dark: boolean,
  now: EpochMs,
): readonly RegionEndpointView[] {
  return endpoints
    .filter((endpoint) => endpoint.region === region)
    .map((endpoint) => {
      const owner = workloads.find(({ id }) => id === endpoint.workloadId)?.workload;
      return {
        ...viewSignals(endpoint, endpoint.role, dark, now),
        workloadId: endpoint.workloadId,
        workloadName: owner?.name ?? endpoint.workloadId,
      };
    });
}

function viewAlarm(alarm: AlarmEntity, dark: boolean, now: EpochMs): AlarmView {
  const freshness = freshnessOf(alarm.state, alarm.cadence, now);
  const readable = !dark && alarm.state.state === 'observed' && freshness !== 'stale';
  return { ...alarm, freshness, current: readable && alarm.state.state === 'observed' ? alarm.state.value : 'unknown' };
}

const urgency = ['alarm', 'unknown', 'insufficient-data', 'ok'] as const;

function byUrgency(a: AlarmView, b: AlarmView): number {
  return urgency.indexOf(a.current) - urgency.indexOf(b.current) || (a.name < b.name ? -1 : 1);
}

function viewSource(source: SourceEntity, now: EpochMs): SourceView {
  return { ...source, freshness: freshnessAt(source.lastAnswerAt, source.cadence, now) };
}

/** What does not answer first. */
function bySilence(a: SourceView, b: SourceView): number {
  const rank = ({ state }: SourceView) => (state === 'answered' ? 1 : 0);
  return rank(a) - rank(b) || (a.id < b.id ? -1 : 1);
}

/** No event is only good news while AWS Health answers. */
function viewHealthSource({ sources }: FleetEvidence, now: EpochMs): RegionSubject['healthSource'] {
  const all = sources.filter(({ api }) => api === 'health');
  const answering = all.filter(
    (source) => source.state === 'answered' && freshnessAt(source.lastAnswerAt, source.cadence, now) !== 'stale',
  );
  const silent = all.find((source) => !answering.includes(source));
  if (all.length === 0) return { state: 'silent', sentence: 'AWS Health is not asked' };
  if (silent === undefined) {
    const oldest = Math.min(...answering.map(({ lastAnswerAt }) => (lastAnswerAt === 'never' ? now : lastAnswerAt)));
    return { state: 'answering', sentence: `AWS Health answered at ${formatMoment(oldest, now, 'second')}` };
  }
  if (silent.lastAnswerAt === 'never') return { state: 'silent', sentence: 'AWS Health has not answered yet' };
  const since = formatMoment(silent.lastAnswerAt, now, 'second');
  return { state: 'silent', sentence: `AWS Health has not answered since ${since}` };
}
