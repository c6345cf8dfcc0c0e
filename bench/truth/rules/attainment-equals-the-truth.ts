import type { Workload } from '@/lib/domain/fleet';
import type { HistoryLayout, MinuteRecord } from '@/lib/domain/history/record';
import { minuteMs } from '@/lib/domain/history/resolution';
import type { EpochMs, Seconds } from '@/lib/domain/time';
import { frameSeconds } from '../harness/frame';
import type { TruthKind } from '../harness/truth-book';
import { evidenceOf } from './evidence-of-link';
import { broken, excused, held, inSeconds, type Remark, type RunEnd, type RunRule } from './rule';

const estimated = 'the link that was outside is known by an estimate only, and labelled so';
const idle = 'its lag grows on an idle source too, and the console says so';

type Place = HistoryLayout['links'][number];

/** A minute counts as inside or outside an objective only where it truly was; attainment is their share. */
export function attainmentEqualsTheTruth(): RunRule {
  return {
    says: 'attainment over the run equals the truth of the minutes measured',
    watch: () => undefined,
    conclude: (end) => end.last.fleet.workloads.flatMap((workload) => checkWorkload(workload, end)),
  };
}

/** Where every measured minute is what it truly was, so is the share of them. */
function checkWorkload(workload: Workload, end: RunEnd): readonly Remark[] {
  return end
    .minutes(workload.id)
    .filter(({ at }) => wasNoted(at, workload, end))
    .flatMap((minute) => checkMinute(workload, minute, end));
}

function consoleSays({ layout, objectives }: MinuteRecord): 'inside' | 'breached' | 'unmeasured' {
  const judged = objectives[layout.objectives.findIndex(({ scenario }) => scenario === 'region-loss')];
  if (judged?.state === 'breached') return 'breached';
  const isInside = (judged?.state === 'met' || judged?.state === 'at-risk') && judged.unmeasured === 0;
  return isInside ? 'inside' : 'unmeasured';
}

function checkMinute(workload: Workload, minute: MinuteRecord, end: RunEnd): readonly Remark[] {
  const { at, layout } = minute;
  const rpo = rpoOf(workload);
  const said = consoleSays(minute);
  const links = deciding(layout, at, end);
  const entity = `${workload.id} at ${new Date(at).toISOString().slice(11, 16)}`;
  if (said === 'inside') {
    const outside = links.filter(({ link }) => worstOf('loss', workload, link, at, end) > rpo);
    if (outside.length === 0) return [held];
    if (outside.every(({ isEstimate }) => isEstimate)) return [excused(entity, estimated)];
    const [worst] = outside.filter(({ isEstimate }) => !isEstimate);
    const loss = worst === undefined ? 0 : worstOf('loss', workload, worst.link, at, end);
    return [
      broken(entity, `inside, and ${worst?.link.linkId} would have lost ${inSeconds(loss)} of ${inSeconds(rpo)}`),
    ];
  }
  if (said !== 'breached') return [];
  const all = layout.links.flatMap((link) => (link.decides?.includes('region-loss') ? [link] : []));
  const isTrue = all.some((link) => {
    const evidence = evidenceOf(link.linkId, end.last);
    const slack = (evidence?.addedSeconds ?? 0) + frameSeconds;
    // What was missing when a minute began was missing in it, though all of it arrives in its first second.
    return worstOf('lag', workload, link, at - 1, end) + slack > rpo;
  });
  if (isTrue) return [held];
  const mayIdle = all.some((link) => evidenceOf(link.linkId, end.last)?.link.lagEvidence.growsWhenIdle === true);
  if (mayIdle) return [excused(entity, idle)];
  const figures = all.map((link) => `${link.linkId} ${inSeconds(worstOf('lag', workload, link, at, end))}`).join(', ');
  return [broken(entity, `breached, and truly ${figures} of ${inSeconds(rpo)}`)];
}

/** Links that decide, but for those into a region that was lost all the minute while its source had another that was not. */
function deciding(layout: HistoryLayout, at: EpochMs, { last }: RunEnd) {
  const isLost = ({ target }: Place) => last.truth.wasUnreachableThroughout(target, at, at + minuteMs);
  const links = layout.links.filter(({ decides }) => decides?.includes('region-loss'));
  return links
    .filter(
      (link) =>
        !isLost(link) ||
        !links.some((other) => other.storeId === link.storeId && other.source === link.source && !isLost(other)),
    )
    .map((link) => ({
      link,
      isEstimate: last.overview.links.some((view) => view.id === link.linkId && view.loss.estimate),
    }));
}

/** Whether the truth of all of the minute was noted: the first minutes of a run began before it. */
function wasNoted(at: EpochMs, { id }: Workload, { last }: RunEnd): boolean {
  const link = last.truth.now.links.find(({ workload }) => workload === id);
  if (link === undefined) return false;
  return last.truth.worst('loss', { ...link, workloadId: id, storeId: link.store }, at, at + minuteMs) !== 'unknown';
}

/** The largest true loss, or lag, of a minute. A link that carries nothing has none. */
function worstOf(
  kind: TruthKind,
  { id }: Workload,
  { storeId, source, target }: Place,
  at: EpochMs,
  { last }: RunEnd,
): Seconds {
  const worst = last.truth.worst(kind, { workloadId: id, storeId, source, target }, at + 1, at + minuteMs);
  return worst === 'unknown' ? 0 : worst;
}

function rpoOf({ objectives }: Workload): Seconds {
  return objectives.find(({ scenario }) => scenario === 'region-loss')?.rpoSeconds ?? Number.POSITIVE_INFINITY;
}
