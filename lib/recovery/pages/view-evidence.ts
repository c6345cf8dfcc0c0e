import type { EndpointEntity, Entity, RoutingEntity, SourceEntity } from '@/lib/domain/entities';
import type { RegionCode, Workload } from '@/lib/domain/fleet';
import { judgeApi } from '@/lib/domain/judge-api';
import { judgeEndpoint } from '@/lib/domain/judge-endpoint';
import { newestValue } from '@/lib/domain/observe';
import type { EpochMs } from '@/lib/domain/time';
import { type SeenBeside, seenByPeers, seenByWrites } from '../rules/decide/seen-beside';

/** What one vantage says of the region to be left. */
export interface EvidenceLine {
  readonly id: string;
  /** Decides: a vantage on the users' path. Everything else is told beside it. */
  readonly decides: boolean;
  readonly vantage: string;
  readonly verdict: 'pass' | 'fail' | 'unknown' | 'told';
  readonly sentence: string;
  readonly measuredAt: EpochMs | 'never';
}

/** Everything that is known of whether users of a workload are served from a region, each vantage by itself. */
export function viewEvidence(
  workload: Workload,
  source: RegionCode,
  entities: readonly Entity[],
  now: EpochMs,
): readonly EvidenceLine[] {
  const own = entities.filter((entity) => 'workloadId' in entity && entity.workloadId === workload.id);
  const endpoints = own.filter(
    (entity): entity is EndpointEntity => entity.kind === 'endpoint' && entity.region === source,
  );
  const routings = own.filter((entity): entity is RoutingEntity => entity.kind === 'routing');
  const sources = entities.filter(
    (entity): entity is SourceEntity =>
      entity.kind === 'source' && entity.region === source && entity.accountId === workload.accountId,
  );
  const links = entities.filter((entity) => entity.kind === 'link');
  const peers = seenByPeers(source, links, now);
  return [
    ...endpoints.flatMap((endpoint) => ofEndpoint(endpoint, now)),
    ...routings.map((routing) => ofRouting(routing)),
    ...seenByWrites(workload.id, source, links, now).map(beside),
    ...(peers === 'none' ? [] : [beside(peers)]),
    ofApis(source, sources, now),
  ];
}

function beside(seen: SeenBeside): EvidenceLine {
  return { ...seen, decides: false };
}

function ofEndpoint(endpoint: EndpointEntity, now: EpochMs): readonly EvidenceLine[] {
  const { probe, route53 } = judgeEndpoint(endpoint, now).vantages;
  const dated = (reading: EndpointEntity['probe']): EpochMs | 'never' => {
    const newest = newestValue(reading);
    return newest === 'none' ? 'never' : newest.measuredAt;
  };
  return [
    { ...probe, at: dated(endpoint.probe) },
    { ...route53, at: dated(endpoint.route53) },
  ].map(({ name, verdict, sentence, at }) => ({
    id: `${endpoint.id} ${name}`,
    decides: true,
    vantage: `${name}, ${endpoint.hostname}`,
    verdict,
    sentence,
    measuredAt: at,
  }));
}

function ofRouting({ id, hostname, answer }: RoutingEntity): EvidenceLine {
  const newest = newestValue(answer);
  const common = { id, decides: false, vantage: `Route 53's answer, ${hostname}` } as const;
  if (newest === 'none') return { ...common, verdict: 'unknown', sentence: 'No answer yet', measuredAt: 'never' };
  const { region } = newest.value;
  const where = region === 'unrecognised' ? 'an address that is none of ours' : region;
  return { ...common, verdict: 'told', sentence: `Answers with ${where}`, measuredAt: newest.measuredAt };
}

/** That APIs answer or not says nothing of users, and never offers a failover by itself. */
function ofApis(source: RegionCode, sources: readonly SourceEntity[], now: EpochMs): EvidenceLine {
  const { state, sentence } = judgeApi(sources, now);
  const answers = sources.flatMap(({ lastAnswerAt }) => (lastAnswerAt === 'never' ? [] : [lastAnswerAt]));
  return {
    id: `apis ${source}`,
    decides: false,
    vantage: `AWS APIs in ${source}, from here`,
    verdict: state === 'unknown' ? 'unknown' : 'told',
    sentence: `${sentence}. Says nothing of users`,
    measuredAt: answers.length === 0 ? 'never' : Math.max(...answers),
  };
}
