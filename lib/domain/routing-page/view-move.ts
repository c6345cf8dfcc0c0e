import type { EndpointEntity, HealthCheckEntity, RoutingEntity, RoutingRecord } from '../entities';
import type { RegionCode } from '../fleet';
import { isCurrent } from '../freshness';
import { judgeEndpoint } from '../judge-endpoint';
import type { EpochMs, Seconds } from '../time';
import { formatDuration } from '../wording/duration';
import { formatList } from '../wording/list';
import type { MoveView } from './types';

export interface MoveEvidence {
  readonly routing: RoutingEntity;
  readonly endpoints: readonly EndpointEntity[];
  /** Those its records hang on. */
  readonly checks: readonly HealthCheckEntity[];
  readonly answeredRegion: RegionCode | 'unrecognised' | 'unknown';
}

/** How users of an entry point would be sent elsewhere, how long that takes and whether there is anywhere to go. */
export function viewMove(evidence: MoveEvidence, now: EpochMs): MoveView {
  const { routing, checks } = evidence;
  const { records } = routing;
  const ttlSeconds = ttlOf(routing, now);
  const wayOut = wayOutOf(evidence, now);
  if (records === undefined) {
    const sentence = 'Not known: its records have not been read yet';
    return { how: 'unknown', ttlSeconds, atMostSeconds: 'unknown', sentence, wayOut };
  }
  const how = howOf(records);
  const detection = how === 'by-itself' ? detectionOf(checks) : 0;
  const known = detection !== 'unknown' && ttlSeconds !== 'unknown';
  return {
    how,
    ttlSeconds,
    atMostSeconds: how !== 'by-records' && known ? detection + ttlSeconds : 'unknown',
    sentence: `${howWords(how, detection)} ${ttlWords(ttlSeconds)}`,
    wayOut,
  };
}

/** As answered last, which is what resolvers keep; else the longest its records say. */
function ttlOf({ answer, answerCadence, records = [] }: RoutingEntity, now: EpochMs): Seconds | 'unknown' {
  const ttls = records.flatMap(({ ttlSeconds }) => (ttlSeconds === 'from-target' ? [] : [ttlSeconds]));
  if (answer.state === 'observed' && isCurrent(answer, answerCadence, now)) ttls.push(answer.value.ttlSeconds);
  return ttls.length === 0 ? 'unknown' : Math.max(...ttls);
}

function howOf(records: readonly RoutingRecord[]): MoveView['how'] {
  const checks = records.flatMap(({ healthCheck }) => (healthCheck === 'none' ? [] : [healthCheck.by]));
  if (checks.includes('routing-control')) return 'by-hand';
  const follows = records.some(({ evaluatesTargetHealth, region }) => evaluatesTargetHealth && region !== 'none');
  return checks.length > 0 || follows ? 'by-itself' : 'by-records';
}

/** Until the slowest of the checks fails. */
function detectionOf(checks: readonly HealthCheckEntity[]): Seconds | 'unknown' {
  const seconds = checks.map(({ intervalSeconds, failureThreshold }) =>
    intervalSeconds === 'none' || failureThreshold === 'none' ? 'unknown' : intervalSeconds * failureThreshold,
  );
  const known = seconds.filter((one) => one !== 'unknown');
  return known.length === 0 || known.length < seconds.length ? 'unknown' : Math.max(...known);
}

function howWords(how: MoveView['how'], detection: Seconds | 'unknown'): string {
  if (how === 'by-hand') return 'By hand: a routing control moves it, through ARC’s own endpoints in five regions.';
  if (how === 'by-records') {
    return 'Only a change of its records moves it, and the API for that lives in us-east-1.';
  }
  const when =
    detection === 'unknown'
      ? 'when its check fails'
      : `when its check fails, about ${formatDuration(detection)} after the region does`;
  return `By itself: a region is taken out ${when}.`;
}

function ttlWords(ttlSeconds: Seconds | 'unknown'): string {
  if (ttlSeconds === 'unknown') return 'How long resolvers keep the old answer is not known.';
  return `Resolvers keep the old answer for up to ${formatDuration(ttlSeconds)}, some longer than they should.`;
}

function wayOutOf({ routing, endpoints, answeredRegion }: MoveEvidence, now: EpochMs): MoveView['wayOut'] {
  if (routing.records === undefined) return { state: 'unknown', sentence: 'Where else it could go is not known yet' };
  if (answeredRegion === 'unknown') return { state: 'unknown', sentence: 'Where it goes now is not known' };
  const regions = new Set(
    routing.records.map(({ region }) => region).filter((region) => region !== 'none' && region !== answeredRegion),
  );
  if (regions.size === 0) return { state: 'none', sentence: `No record leads anywhere but ${answeredRegion}` };
  const ways = [...regions].map((region) => {
    const endpoint = endpoints.find((one) => one.region === region);
    return { region, state: endpoint === undefined ? ('unknown' as const) : judgeEndpoint(endpoint, now).health.state };
  });
  const serving = ways.filter(({ state }) => state === 'healthy' || state === 'degraded');
  if (serving.length > 0) {
    return {
      state: 'there',
      sentence: `Could go to ${formatList(serving.map(({ region, state }) => `${region} (${state})`))}`,
    };
  }
  const words = formatList(ways.map(({ region, state }) => `${region} is ${state}`));
  return ways.every(({ state }) => state === 'down')
    ? { state: 'none', sentence: `Nowhere to go: ${words}` }
    : { state: 'unknown', sentence: `Whether there is anywhere to go is not known: ${words}` };
}
