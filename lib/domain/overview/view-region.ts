import type { EndpointEntity, SourceEntity } from '../entities';
import type { FleetEvidence } from '../fleet-evidence';
import { atBestLate, freshnessAt, worstFreshness } from '../freshness';
import { isApiVantage } from '../judge-api';
import type { RegionJudgement } from '../judge-region';
import { newestValue } from '../observe';
import type { EpochMs } from '../time';
import type { FreshnessState } from '../vocabulary';
import type { RegionView } from './types';

/** One region as the map and the matrix show it. */
export function viewRegion(
  region: FleetEvidence['regions'][number],
  judgement: RegionJudgement,
  evidence: FleetEvidence,
  now: EpochMs,
): RegionView {
  const { code, place, latitude, longitude } = region;
  const endpoints = evidence.endpoints.filter((endpoint) => endpoint.region === code);
  const sources = evidence.sources.filter((source) => source.region === code && isApiVantage(source));
  const freshness = freshnessOfSources(sources, now);
  return {
    code,
    place,
    latitude,
    longitude,
    health: judgement.health,
    api: judgement.api,
    reach: judgement.end.state,
    workloadCount: evidence.workloads.filter(({ workload }) => workload.regions.some((at) => at.region === code))
      .length,
    freshness: judgement.end.state === 'dark' ? atBestLate(freshness) : freshness,
    newestMeasuredAt: newestMeasurement(endpoints, sources),
    vantages: judgement.vantages,
  };
}

/** The worst of the sources that ever answered; one that never did is listed as failing and says nothing about age. */
function freshnessOfSources(sources: readonly SourceEntity[], now: EpochMs): FreshnessState {
  const answered = sources.filter((source) => source.lastAnswerAt !== 'never');
  return worstFreshness(answered.map(({ lastAnswerAt, cadence }) => freshnessAt(lastAnswerAt, cadence, now)));
}

/** A failed probe is not a measurement of the region: it says that there was none. */
function newestMeasurement(endpoints: readonly EndpointEntity[], sources: readonly SourceEntity[]): EpochMs | 'never' {
  const dates = [
    ...sources.flatMap(({ lastAnswerAt }) => (lastAnswerAt === 'never' ? [] : [lastAnswerAt])),
    ...endpoints.flatMap((endpoint) => {
      const probe = newestValue(endpoint.probe);
      const passed = probe !== 'none' && probe.value.outcome === 'pass' ? [probe.measuredAt] : [];
      const requests = newestValue(endpoint.requestsPerSecond);
      return requests === 'none' ? passed : [...passed, requests.measuredAt];
    }),
  ];
  return dates.length === 0 ? 'never' : Math.max(...dates);
}
