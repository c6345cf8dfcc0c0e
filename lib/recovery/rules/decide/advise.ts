import type { RegionCode } from '@/lib/domain/fleet';
import type { FleetEvidence } from '@/lib/domain/fleet-evidence';
import { judgeApi } from '@/lib/domain/judge-api';
import { flowOf } from '@/lib/domain/link-flow';
import { newestValue } from '@/lib/domain/observe';
import type { Decision } from '@/lib/domain/recovery/decision';
import type { EpochMs } from '@/lib/domain/time';
import { formatList } from '@/lib/domain/wording/list';
import type { SourceVerdict } from './judge-source';

/**
 * Whether evidence calls for a move. Two vantages on the user path decide. What Route 53 answers, whether replication
 * of other regions still arrives there, and whether AWS's APIs answer are told beside it and decide nothing.
 */
export function advise(
  workloadId: string,
  source: RegionCode,
  verdict: SourceVerdict,
  evidence: FleetEvidence,
  now: EpochMs,
): Pick<Decision, 'advice' | 'because'> {
  const beside = [
    ...answersOf(workloadId, evidence),
    ...peersOf(source, evidence, now),
    ...apisOf(source, evidence, now),
  ];
  const because = [verdict.sentence, ...beside].join('. ');
  if (verdict.state === 'down') return { advice: 'move', because };
  return { advice: verdict.state === 'serving' ? 'stay' : 'cannot-say', because };
}

function answersOf(workloadId: string, { routings }: FleetEvidence): readonly string[] {
  return routings
    .filter((routing) => routing.workloadId === workloadId)
    .flatMap(({ hostname, answer }) => {
      const newest = newestValue(answer);
      if (newest === 'none') return [];
      const { region } = newest.value;
      return [
        `Route 53 answers ${hostname} with ${region === 'unrecognised' ? 'an address that is none of ours' : region}`,
      ];
    });
}

/** Peers tell of a region they replicate to: what no longer arrives there is seen from where it is sent. */
function peersOf(source: RegionCode, { links }: FleetEvidence, now: EpochMs): readonly string[] {
  const stalled = links.filter((link) => link.target === source && flowOf(link, now) === 'stalled');
  const peers = [...new Set(stalled.map((link) => link.source))];
  return peers.length === 0 ? [] : [`Nothing sent from ${formatList(peers)} arrives in ${source}`];
}

function apisOf(source: RegionCode, { sources }: FleetEvidence, now: EpochMs): readonly string[] {
  const { state, sentence } = judgeApi(
    sources.filter(({ region }) => region === source),
    now,
  );
  return state === 'unreachable' ? [`${sentence}, which says nothing of users`] : [];
}
