import type { EndpointEntity } from '@/lib/domain/entities';
import type { RegionCode, Workload } from '@/lib/domain/fleet';
import type { FleetEvidence } from '@/lib/domain/fleet-evidence';
import { judgeEndpoint, settledStreak } from '@/lib/domain/judge-endpoint';
import { areOurEyesShut } from '@/lib/domain/outage';
import type { EpochMs } from '@/lib/domain/time';
import { formatCount, formatList } from '@/lib/domain/wording/list';

/** What users of a workload get from a region, by the two vantages on their path: the console's probe and Route 53's checkers. */
export interface SourceVerdict {
  /**
   * `down`: both vantages fail, at every entry point; `one-vantage`: only one fails, which may be that vantage's own
   * trouble; `partly`: some entry points are down; `unknown`: a vantage says nothing.
   */
  readonly state: 'down' | 'partly' | 'one-vantage' | 'unknown' | 'serving';
  readonly sentence: string;
}

type EndpointVerdict = Exclude<SourceVerdict['state'], 'partly'>;

/**
 * Judges the region to be left from outside of it. Whether AWS's APIs answer plays no part: they may fail while users are
 * served, and be well while they are not.
 */
export function judgeSource(
  workload: Workload,
  source: RegionCode,
  evidence: FleetEvidence,
  now: EpochMs,
): SourceVerdict {
  const declared = workload.entryPoints.filter(({ endpoints }) => endpoints.some(({ region }) => region === source));
  if (declared.length === 0) {
    return { state: 'unknown', sentence: `No user of ${workload.name} is served from ${source} by a name of its own` };
  }
  const eyesShut = areOurEyesShut(evidence.routings, evidence.endpoints, now);
  const judged = declared.map(({ id, hostname }) => {
    const endpoint = evidence.endpoints.find((each) => each.id === `${workload.id}/${id}/${source}`);
    return { hostname, ...judge(endpoint, eyesShut, now) };
  });
  const of = (state: EndpointVerdict) => judged.filter((each) => each.state === state);
  const down = of('down');
  const words = judged
    .map(({ hostname, words: each }) => (judged.length > 1 ? `${hostname}: ${each}` : each))
    .join('; ');
  const sentence = `${source}: ${words}`;
  if (down.length === judged.length) return { state: 'down', sentence };
  if (down.length > 0) {
    const lost = formatList(down.map(({ hostname }) => hostname));
    return {
      state: 'partly',
      sentence: `${source} serves ${formatCount(judged.length - down.length, 'name')} of ${judged.length}; ${lost} is down there`,
    };
  }
  if (of('one-vantage').length > 0) return { state: 'one-vantage', sentence };
  return { state: of('unknown').length > 0 ? 'unknown' : 'serving', sentence };
}

function judge(
  endpoint: EndpointEntity | undefined,
  eyesShut: boolean,
  now: EpochMs,
): { readonly state: EndpointVerdict; readonly words: string } {
  if (endpoint === undefined) return { state: 'unknown', words: 'nothing is known of its endpoint yet' };
  const { probe, route53 } = judgeEndpoint(endpoint, now).vantages;
  const words = `${probe.sentence}; ${route53.sentence}`;
  if (eyesShut) {
    const cut = `everything fails from here, so that the console itself may be cut off; ${route53.sentence}`;
    return { state: route53.verdict === 'fail' ? 'one-vantage' : 'unknown', words: cut };
  }
  const isSettled = endpoint.probeStreak >= settledStreak;
  if (probe.verdict === 'fail' && route53.verdict === 'fail')
    return { state: isSettled ? 'down' : 'one-vantage', words };
  if (probe.verdict === 'fail' || route53.verdict === 'fail') return { state: 'one-vantage', words };
  return { state: probe.verdict === 'pass' && route53.verdict === 'pass' ? 'serving' : 'unknown', words };
}
