import type { MinuteRecord } from '@/lib/domain/history/record';
import type { EpochMs } from '@/lib/domain/time';
import { broken, held, type Remark, type RunRule } from './rule';

const leastPercent = 99;
/**
 * A minute is judged, by the links that are known then, once the slowest of its metrics has had its time (at most 240 s and
 * three minutes after its end) and the record is written, which is done each minute.
 */
const judgedAfterMs = 540_000;

/**
 * Where evidence was live from the beginning of a minute until it was judged, and in time for its objective, the minute
 * is not missing from the record.
 */
export function liveEvidenceCoversEveryMinute(): RunRule {
  const doubtful = new Map<string, EpochMs[]>();
  const noteDoubt = (id: string, at: EpochMs) => {
    const times = doubtful.get(id) ?? [];
    times.push(at);
    doubtful.set(id, times);
  };
  return {
    says: 'with live evidence and an objective of at least c + d coverage is at least 99 %',
    watch: ({ overview, now }) => {
      for (const { id, objectives } of overview.workloads) {
        const links = overview.links.filter(({ workloadId, standing }) => workloadId === id && standing === 'counted');
        const isLive =
          links.length > 0 && links.every(({ freshness, flow }) => freshness === 'live' && flow === 'replicating');
        const isProvable = objectives.some(({ scenario, rpo }) => scenario === 'region-loss' && rpo.provableNow);
        if (!isLive || !isProvable) noteDoubt(id, now);
      }
    },
    conclude: ({ last, minutes }) =>
      last.overview.workloads.flatMap(({ id }) => {
        const times = doubtful.get(id) ?? [];
        const isSure = (at: EpochMs) => !times.some((time) => time >= at && time <= at + judgedAfterMs);
        return checkCoverage(
          id,
          minutes(id).filter(({ at }) => isSure(at)),
        );
      }),
  };
}

function checkCoverage(id: string, minutes: readonly MinuteRecord[]): readonly Remark[] {
  const measured = minutes.filter(isMeasured);
  if ((100 * measured.length) / minutes.length < leastPercent) {
    return [broken(id, `${measured.length} of ${minutes.length} minutes are measured, with live evidence throughout`)];
  }
  return measured.map(() => held);
}

function isMeasured({ layout, objectives }: MinuteRecord): boolean {
  const judged = objectives[layout.objectives.findIndex(({ scenario }) => scenario === 'region-loss')];
  if (judged === undefined) return false;
  return judged.state === 'breached' || (judged.state !== 'not-measured' && judged.unmeasured === 0);
}
