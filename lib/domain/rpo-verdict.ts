import type { FailedOperations, LinkEntity } from './entities';
import { ageSeconds, isCurrent } from './freshness';
import { answeringEnds, findDarkEnd, type LinkEnds } from './link-ends';
import { flowOf, hasUnarrivedWrites } from './link-flow';
import { formatMissingReason } from './observe';
import type { RpoVerdict } from './overview/types';
import { lagFreshness, newestLag } from './potential-loss';
import type { EpochMs, Seconds } from './time';
import { formatDuration } from './wording/duration';
import { formatMoment } from './wording/moment';

/** From this share of an objective on it is at risk. */
export const atRiskShare = 0.8;

/** Seconds an objective must be longer than to be provable now: what its evidence takes to arrive. */
export function evidenceDelaySeconds(link: LinkEntity): Seconds {
  return link.lagCadence.cadenceSeconds + link.lagCadence.publishDelaySeconds;
}

/**
 * Judges a link against a recovery-point objective in seconds. The verdict is for a dated minute: breached when its
 * lag exceeds the objective or clients wrote for longer than it while nothing arrived; at risk above 80 %, when the
 * measurement is late, or when the link is stalled; not measured when it is stale or an end of the link is dark; met
 * otherwise. Changes that failed to be copied breach it whatever the lag. `provableNow` is false where the objective is shorter than its evidence takes to arrive.
 */
export function rpoVerdictOf(
  objectiveSeconds: Seconds | 'none',
  link: LinkEntity,
  now: EpochMs,
  ends: LinkEnds = answeringEnds,
): RpoVerdict {
  const lag = newestLag(link);
  const asOf = lag === 'none' ? 'never' : lag.measuredAt;
  if (objectiveSeconds === 'none') {
    return { state: 'no-objective', asOf, provableNow: false, sentence: 'No objective set' };
  }
  const say = (state: RpoVerdict['state'], sentence: string, at: RpoVerdict['asOf'] = asOf): RpoVerdict => ({
    state,
    asOf: at,
    provableNow: state !== 'not-measured' && objectiveSeconds >= evidenceDelaySeconds(link),
    sentence,
  });

  const freshness = lagFreshness(link, now);
  const recent = freshness === 'live' || freshness === 'late';

  if (recent && lag !== 'none' && lag.value > objectiveSeconds) {
    const idle = link.lagEvidence.growsWhenIdle ? ', unless its source is idle: this lag grows without writes too' : '';
    return say('breached', `Breached by ${formatDuration(lag.value - objectiveSeconds)}${idle}`);
  }
  const failed = link.backlog?.failed ?? 'none';
  if (failed !== 'none') return say('breached', `Breached: ${formatFailures(failed, now)}`, failed.newestAt);
  const dark = findDarkEnd(ends);
  if (dark !== 'none') return say('not-measured', `${notMeasuredSince(lag, dark.since, now)}: ${dark.words}`);

  const flow = flowOf(link, now);
  if (flow === 'stalled' || flow === 'rebuilding') return unprotectedVerdict(objectiveSeconds, link, now, flow, say);
  if (flow === 'idle') {
    const at = link.writesPerSecond.state === 'observed' ? link.writesPerSecond.measuredAt : asOf;
    return say('met', `Met at ${at === 'never' ? 'no time' : formatMoment(at, now)}: idle, no writes to lose`, at);
  }
  if (lag === 'none' && link.lag.state === 'missing' && link.lag.reason === 'not-enabled') {
    return say('not-measured', `Not measured: ${formatMissingReason(link.lag.reason)}`);
  }
  if (lag === 'none' || !recent) return say('not-measured', notMeasuredSince(lag, waitingSince(link), now));
  if (!isCurrent(link.copyState, link.copyStateCadence, now)) {
    return say('not-measured', `${notMeasuredSince(lag, lag.measuredAt, now)}: state of the copy is not known`);
  }
  if (freshness === 'late') {
    return say('at-risk', `At risk: newest measurement is ${formatDuration(ageSeconds(lag.measuredAt, now))} old`);
  }
  if (lag.value > objectiveSeconds * atRiskShare) {
    return say('at-risk', `At risk: ${Math.ceil((lag.value / objectiveSeconds) * 100)} % of RPO used`);
  }
  if (link.consistency === 'strong') {
    return { ...say('met', 'Met by design: a write waits for its second region'), byDesign: true };
  }
  const met = say('met', `Met, ${formatDuration(lag.value)} of ${formatDuration(objectiveSeconds)}`);
  return met.provableNow ? met : { ...met, sentence: `Met at ${formatMoment(lag.measuredAt, now)}, not provable now` };
}

type Say = (state: RpoVerdict['state'], sentence: string, at?: RpoVerdict['asOf']) => RpoVerdict;

/** Clients wrote while nothing could be recovered: breached once that lasted longer than the objective. */
function unprotectedVerdict(
  objectiveSeconds: Seconds,
  link: LinkEntity,
  now: EpochMs,
  flow: 'stalled' | 'rebuilding',
  say: Say,
): RpoVerdict {
  const lag = newestLag(link);
  const { writesPerSecond: writes } = link;
  const why =
    flow === 'rebuilding'
      ? `the copy in ${link.target} is being rebuilt`
      : `${link.source} takes writes and nothing arrives in ${link.target}`;
  const writing = writes.state === 'observed' && isCurrent(writes, link.writesCadence, now) && writes.value > 0;
  // What was written before clients stopped is still nowhere else.
  const until = writing ? writes.measuredAt : hasUnarrivedWrites(link) ? link.lastWriteAt : undefined;
  if (until !== undefined && lag !== 'none') {
    const recoveryPointAt = lag.measuredAt - lag.value * 1000;
    const from = Math.max(recoveryPointAt, link.writingSince ?? recoveryPointAt);
    const unprotectedSeconds = ageSeconds(from, until);
    if (unprotectedSeconds > objectiveSeconds) {
      const by = formatDuration(unprotectedSeconds - objectiveSeconds);
      return say('breached', `Breached by ${by}: ${why}`, until);
    }
  }
  const since = lag === 'none' ? '' : ` since ${formatMoment(lag.measuredAt, now)}`;
  if (flow === 'stalled') return say('at-risk', `At risk: stalled${since}, ${why}`);
  return say('not-measured', `Not measured${since}: ${why}`);
}

/** What failed to be copied is lost with its source, however small the lag of what arrives. */
export function formatFailures({ operations, firstAt }: FailedOperations, now: EpochMs): string {
  const what = operations === 1 ? '1 change' : `${operations} changes`;
  return `${what} failed to be copied since ${formatMoment(firstAt, now)}, lost with the source`;
}

function waitingSince(link: LinkEntity): EpochMs | 'unknown' {
  return link.lag.state === 'missing' ? link.lag.since : 'unknown';
}

function notMeasuredSince(lag: ReturnType<typeof newestLag>, waiting: EpochMs | 'unknown', now: EpochMs): string {
  if (lag !== 'none') return `Not measured since ${formatMoment(lag.measuredAt, now)}`;
  return waiting === 'unknown' ? 'Not measured yet' : `Not measured yet, waiting since ${formatMoment(waiting, now)}`;
}
