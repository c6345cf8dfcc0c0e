import type { RegionCode } from '@/lib/domain/fleet';
import type { FleetEvidence } from '@/lib/domain/fleet-evidence';
import { judgeApi } from '@/lib/domain/judge-api';
import { newestValue } from '@/lib/domain/observe';
import type { Decision } from '@/lib/domain/recovery/decision';
import type { EpochMs } from '@/lib/domain/time';
import type { SourceVerdict } from './judge-source';
import { seenByPeers, seenByWrites } from './seen-beside';

/**
 * Whether evidence calls for a move. Two vantages on the user path decide. What Route 53 answers, whether the
 * console's own writes and the replication of other regions still arrive there, and whether AWS's APIs answer are told
 * beside it and decide nothing.
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
    ...failuresBeside(workloadId, source, evidence, now),
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

/** Only what speaks against the region: silence and well-being say nothing of users. */
function failuresBeside(
  workloadId: string,
  source: RegionCode,
  { links }: FleetEvidence,
  now: EpochMs,
): readonly string[] {
  const peers = seenByPeers(source, links, now);
  const seen = [...seenByWrites(workloadId, source, links, now), ...(peers === 'none' ? [] : [peers])];
  return seen.filter(({ verdict }) => verdict === 'fail').map(({ sentence }) => sentence);
}

function apisOf(source: RegionCode, { sources }: FleetEvidence, now: EpochMs): readonly string[] {
  const { state, sentence } = judgeApi(
    sources.filter(({ region }) => region === source),
    now,
  );
  return state === 'unreachable' ? [`${sentence}, which says nothing of users`] : [];
}
