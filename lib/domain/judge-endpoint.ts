import type { Cadence, EndpointEntity } from './entities';
import { isCurrent } from './freshness';
import { judgeVantage, type VantageVerdict } from './judge-vantage';
import type { MissingReason, Observation } from './observation';
import { newestValue } from './observe';
import type { HealthVerdict } from './overview/types';
import type { EpochMs } from './time';
import { formatMoment } from './wording/moment';

/** Failed answers of a load balancer, in percent of all, from which its users are degraded. */
export const degradedErrorPercent = 5;

/** Equal outcomes of the console's probe in a row before they count; one lone failure is not yet a verdict. */
export const settledStreak = 2;

const probeName = 'Console probe';
const route53Name = 'Route 53 check';

export interface EndpointJudgement {
  readonly health: HealthVerdict;
  /** Both vantages on the user path: the console's probe and Route 53's checkers. */
  readonly vantages: { readonly probe: VantageVerdict; readonly route53: VantageVerdict };
  /** The console's probe fails, or failed when it was last made, and not only once: it cannot be reached from here. */
  readonly unreachableFromHere: boolean;
}

/**
 * Judges a regional endpoint by its two vantages on the user path. Down needs both to fail; healthy needs both to pass,
 * with evidence that is not stale. The probe alone failing is unknown (the trouble may be on our path), Route 53's
 * checkers alone failing is degraded (they stand all over the world). Golden signals can only make it worse.
 */
export function judgeEndpoint(endpoint: EndpointEntity, now: EpochMs): EndpointJudgement {
  const probe = judgeVantage(probeName, endpoint.probe, endpoint.probeCadence, now);
  const route53 = judgeVantage(route53Name, endpoint.route53, endpoint.route53Cadence, now);
  const settled = endpoint.probeStreak >= settledStreak;
  return {
    health: judge(endpoint, probe, route53, settled, now),
    vantages: { probe, route53 },
    unreachableFromHere: settled && (probe.verdict === 'fail' || probe.lastKnown === 'fail'),
  };
}

/** A declared endpoint of which there is no evidence at all: it counts, as unknown. */
export function judgeUnseenEndpoint(): EndpointJudgement {
  const health = verdict('unknown', 'no data yet', 'unknown');
  const silent = { verdict: 'unknown', lastKnown: 'none' } as const;
  return {
    health,
    vantages: {
      probe: { ...silent, name: probeName, sentence: `${probeName}: no data yet` },
      route53: { ...silent, name: route53Name, sentence: `${route53Name}: no data yet` },
    },
    unreachableFromHere: false,
  };
}

function judge(
  endpoint: EndpointEntity,
  probe: VantageVerdict,
  route53: VantageVerdict,
  settled: boolean,
  now: EpochMs,
): HealthVerdict {
  const since = failingSince(endpoint);
  if (probe.verdict === 'fail' && route53.verdict === 'fail') {
    if (!settled) return verdict('degraded', `${route53.sentence}; one console probe failed too`, since);
    const when = since === 'unknown' ? '' : ` since ${formatMoment(since, now, 'second')}`;
    return verdict('down', `2 of 2 vantages fail${when}`, since);
  }
  if (route53.verdict === 'fail')
    return verdict('degraded', `${route53.sentence}; ${lower(probe.sentence)}`, 'unknown');
  if (probe.verdict === 'fail') {
    const lead = settled ? 'unreachable from here' : 'one probe failed, not yet confirmed';
    return verdict('unknown', `${lead}; ${route53.sentence}`, since);
  }
  const silent = [probe, route53].filter((vantage) => vantage.verdict === 'unknown');
  if (silent.length > 0) {
    const since = silentSince(endpoint);
    const reason = silent.length === 2 ? silentWords(probe, route53, since, now) : `${silent[0]?.sentence}`;
    return { ...verdict('unknown', reason, since), lastKnown: lastKnownOf(probe, route53) };
  }
  return judgeSignals(endpoint, now);
}

/**
 * Both vantages pass: the load balancer's own figures may still say that users are badly served. Figures that were bad
 * when they were read last and cannot be read any more leave it open: silence mends nothing.
 */
function judgeSignals(endpoint: EndpointEntity, now: EpochMs): HealthVerdict {
  const { errorPercent: errors, healthyHosts: hosts, signalCadence: cadence } = endpoint;
  if (errors.state === 'observed' && isCurrent(errors, cadence, now) && errors.value >= degradedErrorPercent) {
    const percent = Math.ceil(errors.value * 10) / 10;
    return verdict('degraded', `${percent} % of requests failed at ${formatMoment(errors.measuredAt, now)}`, 'unknown');
  }
  if (hosts.state === 'observed' && isCurrent(hosts, cadence, now) && hosts.value <= 0) {
    return verdict('degraded', `no healthy host at ${formatMoment(hosts.measuredAt, now)}`, 'unknown');
  }
  const badAt =
    findLostBad(errors, cadence, now, (value) => value >= degradedErrorPercent) ??
    findLostBad(hosts, cadence, now, (value) => value <= 0);
  if (badAt !== undefined) {
    const reason = `2 of 2 vantages pass; its figures were bad at ${formatMoment(badAt, now)} and none came since`;
    return { ...verdict('unknown', reason, badAt), lastKnown: 'degraded' };
  }
  return verdict('healthy', '2 of 2 vantages pass', 'unknown');
}

/** When a figure that cannot be read now was bad last; a source that answers and has nothing to say is an answer. */
function findLostBad(
  figure: Observation<number>,
  cadence: Cadence,
  now: EpochMs,
  isBad: (value: number) => boolean,
): EpochMs | undefined {
  const newest = newestValue(figure);
  if (newest === 'none' || !isBad(newest.value) || isCurrent(figure, cadence, now)) return undefined;
  return figure.state === 'missing' && saidNothing.includes(figure.reason) ? undefined : newest.measuredAt;
}

const saidNothing: readonly MissingReason[] = ['no-data', 'not-published'];

function verdict(state: HealthVerdict['state'], reason: string, since: HealthVerdict['since']): HealthVerdict {
  return { state, reason, since, lastKnown: 'none' };
}

/** Neither vantage says anything: one sentence for both, dated at the older of the two. */
function silentWords(probe: VantageVerdict, route53: VantageVerdict, since: EpochMs, now: EpochMs): string {
  const when = formatMoment(since, now, 'second');
  const never = probe.lastKnown === 'none' && route53.lastKnown === 'none';
  return never ? `no data yet, waiting since ${when}` : `nothing measured since ${when}`;
}

/** What the two said last, taken together as if it were current; none while either never said anything. */
function lastKnownOf(...vantages: readonly VantageVerdict[]): HealthVerdict['lastKnown'] {
  const said = vantages.map((vantage) => (vantage.verdict === 'unknown' ? vantage.lastKnown : vantage.verdict));
  if (said.includes('none')) return 'none';
  if (said.every((one) => one === 'pass')) return 'healthy';
  return said.every((one) => one === 'fail') ? 'down' : 'degraded';
}

/** Start of the probe's run of failures: as recorded, else by its length and rhythm; never later than its newest. */
function failingSince(endpoint: EndpointEntity): EpochMs | 'unknown' {
  const { probe, probeStreak, probeCadence, probeStreakStartedAt } = endpoint;
  if (probe.state === 'missing' || probe.value.outcome === 'pass') return 'unknown';
  if (probeStreakStartedAt !== undefined) return Math.min(probeStreakStartedAt, probe.measuredAt);
  return probe.measuredAt - Math.max(0, probeStreak - 1) * probeCadence.cadenceSeconds * 1000;
}

/** Since when at least one of the two vantages says nothing. */
function silentSince(endpoint: EndpointEntity): EpochMs {
  const dates = [endpoint.probe, endpoint.route53].map((reading) => {
    if (reading.state === 'observed') return reading.measuredAt;
    return reading.lastKnown === 'none' ? reading.since : reading.lastKnown.measuredAt;
  });
  return Math.min(...dates);
}

/** The same sentence inside another one; names that are always written large stay so. */
function lower(sentence: string): string {
  return sentence.startsWith('Console') ? `c${sentence.slice(1)}` : sentence;
}
