import { countedLinks } from '@/lib/domain/history/counted-links';
import {
  hasSay,
  judgeLinkMinute,
  judgeObjectiveMinute,
  type LinkMinuteEvidence,
} from '@/lib/domain/history/judge-minute';
import { judgeDataLossMinute, judgeVaultMinute, type VaultPoint } from '@/lib/domain/history/judge-vault-minute';
import type { MinuteRecord } from '@/lib/domain/history/record';
import { minuteMs } from '@/lib/domain/history/resolution';
import type { EpochMs } from '@/lib/domain/time';
import { readLinkMinutes } from './link-minutes';
import type { MetricBook } from './metric-book';
import type { SightingBook } from './sighting-book';
import { readSignalMinute } from './signal-minutes';
import type { ShapedVault, WorkloadShape } from './workload-shape';

export interface MinuteBooks {
  readonly metrics: MetricBook;
  /** `none` for minutes in which nobody was there to look. */
  readonly sightings: SightingBook | 'none';
  /** What a vault could bring back in the minute that starts at `at`. */
  readonly vaultPoint: (vault: ShapedVault, at: EpochMs) => VaultPoint;
}

/** Judges every minute of a range of a workload, oldest first. All of them must be closed. */
export function buildMinutes(
  shape: WorkloadShape,
  books: MinuteBooks,
  range: { readonly contextFrom: EpochMs; readonly startAt: EpochMs; readonly endAt: EpochMs },
): readonly MinuteRecord[] {
  const evidence = shape.links.map((link) => readLinkMinutes(link, books, range));
  const count = Math.max(0, Math.round((range.endAt - range.startAt) / minuteMs));
  return Array.from({ length: count }, (_, index) => {
    const at = range.startAt + index * minuteMs;
    return buildMinute(
      shape,
      at,
      evidence.map((minutes) => minutes[index]),
      books,
    );
  });
}

function buildMinute(
  { workload, layout, links, vaults, endpoints }: WorkloadShape,
  at: EpochMs,
  evidence: readonly (LinkMinuteEvidence | undefined)[],
  { metrics, sightings, vaultPoint }: MinuteBooks,
): MinuteRecord {
  const dark = sightings === 'none' ? new Set<string>() : sightings.darkRegions(at);
  const countable = links.map(({ entity }) => ({ ...entity, linkId: entity.id }));
  const judge = (index: number, objectiveSeconds: number | 'none') => {
    const one = evidence[index];
    return one === undefined ? 'not-measured' : judgeLinkMinute(one, objectiveSeconds);
  };
  return {
    workloadId: workload.id,
    at,
    layout,
    links: layout.links.map(({ objectiveSeconds }, index) => {
      const vault = vaults[index - links.length];
      if (vault === undefined) {
        return { state: judge(index, objectiveSeconds), lagSeconds: toShownLag(evidence[index]) };
      }
      const { state, ageSeconds } = judgeVaultMinute(vaultPoint(vault, at), at, objectiveSeconds);
      return { state, lagSeconds: ageSeconds };
    }),
    objectives: layout.objectives.map(({ scenario, rpoSeconds }) => {
      if (scenario === 'data-loss') {
        return judgeDataLossMinute(
          vaults.map((vault) => ({
            storeId: vault.storeId,
            state: judgeVaultMinute(vaultPoint(vault, at), at, rpoSeconds).state,
          })),
        );
      }
      const { linkIds, withoutLink } = countedLinks(workload, countable, dark);
      const states = links.flatMap(({ entity }, index) => {
        const one = evidence[index];
        return linkIds.includes(entity.id) && (one === undefined || hasSay(one)) ? [judge(index, rpoSeconds)] : [];
      });
      return judgeObjectiveMinute(states, withoutLink);
    }),
    signals: endpoints.map((endpoint) => readSignalMinute(endpoint, metrics, at)),
  };
}

/** A strongly consistent link has no lag while its copy is active, and says nothing otherwise. */
function toShownLag(evidence: LinkMinuteEvidence | undefined): number | 'none' {
  if (evidence === undefined) return 'none';
  if (evidence.consistency === 'strong') return evidence.copyState === 'replicating' ? 0 : 'none';
  return evidence.lagSeconds;
}
