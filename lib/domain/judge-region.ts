import type { EndpointEntity, SourceEntity } from './entities';
import { judgeApi } from './judge-api';
import { type EndpointJudgement, judgeEndpoint, judgeUnseenEndpoint } from './judge-endpoint';
import type { LinkEnd } from './link-ends';
import type { HealthVerdict, RegionView } from './overview/types';
import { formatHealthCounts, rollUpHealth } from './roll-up';
import type { EpochMs } from './time';

export interface RegionJudgement {
  readonly health: HealthVerdict;
  readonly api: RegionView['api'];
  readonly vantages: RegionView['vantages'];
  readonly endpoints: readonly EndpointJudgement[];
  /** Whether evidence from the region may still be read as current. */
  readonly end: LinkEnd;
}

/**
 * Judges a region. Down only when all of its endpoints are down, each by two vantages on the user path. APIs that do
 * not answer are `unknown — unreachable from here` and nothing more. A region that serves nobody is judged by its APIs
 * alone and is healthy only while they answer. `unseen` counts the endpoints that are declared but of which there is no
 * evidence at all.
 */
export function judgeRegion(
  code: string,
  endpoints: readonly EndpointEntity[],
  sources: readonly SourceEntity[],
  now: EpochMs,
  unseen = 0,
): RegionJudgement {
  const judgements = [
    ...endpoints.map((endpoint) => nameWorkload(judgeEndpoint(endpoint, now), endpoint, endpoints.length + unseen)),
    ...Array.from({ length: unseen }, judgeUnseenEndpoint),
  ];
  const api = judgeApi(sources, now);
  const health = judgements.length === 0 ? judgeByApi(api) : judgeByEndpoints(judgements, api);
  const unreachableFromHere =
    api.state === 'unreachable' || (judgements.length > 0 && judgements.every((one) => one.unreachableFromHere));
  return {
    health,
    api,
    vantages: judgements.length === 0 ? [] : vantagesOf(judgements),
    endpoints: judgements,
    end: endOf(code, health, unreachableFromHere, now),
  };
}

/** Of several endpoints, trouble of one names the workload whose it is. */
function nameWorkload(judgement: EndpointJudgement, endpoint: EndpointEntity, total: number): EndpointJudgement {
  const { health, unreachableFromHere } = judgement;
  if (total < 2 || health.state !== 'degraded' || unreachableFromHere) return judgement;
  return { ...judgement, health: { ...health, reason: `${endpoint.workloadId}: ${health.reason}` } };
}

function judgeByApi(api: RegionView['api']): HealthVerdict {
  const { sentence, since } = api;
  if (api.state === 'reachable') return verdict('healthy', sentence, 'unknown');
  if (api.state === 'partly') return verdict('degraded', sentence, since);
  if (api.state === 'unreachable') return verdict('unknown', `unreachable from here; ${sentence}`, since);
  return verdict('unknown', sentence, since);
}

function judgeByEndpoints(judgements: readonly EndpointJudgement[], api: RegionView['api']): HealthVerdict {
  const total = judgements.length;
  const { state, counts } = rollUpHealth(judgements.map((one) => one.health.state));
  const worst = judgements.find((one) => one.health.state === state)?.health;
  const since = earliest(judgements.filter((one) => one.health.state === state).map((one) => one.health.since));
  const reason = worst?.reason ?? 'nothing is known';
  if (counts.down === total) return verdict('down', `${reason}, on ${ofAll(total)}`, since);
  if (api.state === 'unreachable') {
    const fromHere = reason.startsWith('unreachable from here') ? reason : `unreachable from here; ${api.sentence}`;
    return verdict('unknown', fromHere, earliest([since, api.since]));
  }
  if (state === 'down') {
    return verdict('degraded', `endpoints: ${formatHealthCounts(counts)}; ${reason}`, since);
  }
  if (state !== 'healthy') {
    const share = total > 1 && counts[state] < total ? ` (endpoints: ${formatHealthCounts(counts)})` : '';
    return {
      ...verdict(state, `${reason}${share}`, since),
      lastKnown: state === 'unknown' ? lastKnownOf(judgements) : 'none',
    };
  }
  if (api.state === 'unknown') return { ...verdict('unknown', api.sentence, api.since), lastKnown: 'healthy' };
  return verdict('healthy', `2 of 2 vantages pass on ${ofAll(total)}`, 'unknown');
}

function lastKnownOf(judgements: readonly EndpointJudgement[]): HealthVerdict['lastKnown'] {
  const known = judgements.map(({ health }) => (health.state === 'unknown' ? health.lastKnown : health.state));
  const [first] = known;
  return first !== undefined && known.every((one) => one === first) ? first : 'none';
}

function ofAll(total: number): string {
  return total === 1 ? 'its only endpoint' : `${total} of ${total} endpoints`;
}

function verdict(state: HealthVerdict['state'], reason: string, since: HealthVerdict['since']): HealthVerdict {
  return { state, reason, since, lastKnown: 'none' };
}

function earliest(moments: readonly (EpochMs | 'unknown')[]): EpochMs | 'unknown' {
  const known = moments.filter((moment) => moment !== 'unknown');
  return known.length === 0 ? 'unknown' : Math.min(...known);
}

function endOf(code: string, health: HealthVerdict, unreachable: boolean, now: EpochMs): LinkEnd {
  if (health.state !== 'down' && !unreachable) return { state: 'answering' };
  const words = health.state === 'down' ? `${code} is down` : `${code} is unreachable from here`;
  return { state: 'dark', region: code, words, since: health.since === 'unknown' ? now : health.since };
}

function vantagesOf(judgements: readonly EndpointJudgement[]): RegionView['vantages'] {
  return (['probe', 'route53'] as const).map((key) => {
    const all = judgements.map((one) => one.vantages[key]);
    const name = all[0]?.name ?? key;
    const count = (verdictWanted: 'pass' | 'fail' | 'unknown') =>
      all.filter((vantage) => vantage.verdict === verdictWanted).length;
    const [pass, fail, unknown] = [count('pass'), count('fail'), count('unknown')];
    const total = all.length;
    if (unknown === total) return { name, verdict: 'unknown', sentence: all[0]?.sentence ?? 'nothing is known' };
    const parts = [
      fail > 0 ? `${fail} fail` : '',
      unknown > 0 ? `${unknown} unknown` : '',
      pass > 0 ? `${pass} pass` : '',
    ];
    const sentence = `${name}: ${parts.filter((part) => part !== '').join(', ')} of ${total}`;
    if (fail === total) return { name, verdict: 'fail', sentence };
    if (pass === total) return { name, verdict: 'pass', sentence };
    return { name, verdict: fail > 0 ? 'mixed' : 'unknown', sentence };
  });
}
