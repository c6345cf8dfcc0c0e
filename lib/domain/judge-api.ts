import type { SourceEntity } from './entities';
import { ageSeconds, freshnessAt } from './freshness';
import type { RegionView } from './overview/types';
import type { EpochMs } from './time';
import { formatCount, formatList } from './wording/list';
import { formatMoment } from './wording/moment';

/** The console's own vantages are sources too, but they say nothing about AWS's APIs. Nor do markers, which may go through applications. */
const notAwsApis: readonly string[] = ['probe', 'dns', 'marker-write', 'marker-read'];

export function isAwsApi(source: SourceEntity): boolean {
  return !notAwsApis.includes(source.api);
}

/** Asked a few times a day only, since each page costs money. */
const billingApis: readonly string[] = ['ce', 'ce-bill'];

/**
 * Whether a source tells if AWS's APIs of its region answer now. Those of the bill do not: what one of their few attempts
 * a day met with would stand for the region for hours after the others have seen better, or worse.
 */
export function isApiVantage(source: SourceEntity): boolean {
  return isAwsApi(source) && !billingApis.includes(source.api);
}

/**
 * Whether AWS's APIs of a region can be reached from here: a vantage of its own, never a verdict on users. A refusal
 * (denied, throttled, failed) was still an answer. An answer older than the beginning of the trouble proves nothing.
 */
export function judgeApi(sources: readonly SourceEntity[], now: EpochMs): RegionView['api'] {
  const all = sources.filter(isApiVantage);
  const asked = all.filter((source) => source.state !== 'not-asked-yet');
  // What there was nothing to ask of says nothing, as long as something was asked.
  const apis = asked.length > 0 ? asked : all;
  const current = apis.filter((source) => isAttemptCurrent(source, now));
  if (current.length === 0) return unknownApi(apis, now);

  const silent = current.filter(doesNotAnswer);
  if (silent.length === 0) {
    const unasked = apis.length - current.length;
    if (unasked > 0) {
      const sentence = `${formatCount(unasked, 'API')} of ${apis.length} not answered lately`;
      return { state: 'unknown', sentence, since: 'unknown' };
    }
    return { state: 'reachable', sentence: `${formatCount(apis.length, 'API')} answered`, since: 'unknown' };
  }
  // Whatever fell silent before the newest answer of any API is that API's own trouble.
  const newestAnswer = Math.max(...apis.map(answeredAt));
  const sinceThen = silent.filter((source) => source.stateSince > newestAnswer);
  if (sinceThen.length > 1 || silent.length === apis.length) {
    const began = Math.min(...(sinceThen.length > 0 ? sinceThen : silent).map((source) => source.stateSince));
    const sentence = `No API answers from here since ${formatMoment(began, now, 'second')}`;
    return { state: 'unreachable', sentence, since: began };
  }
  const since = Math.min(...silent.map((source) => source.stateSince));
  const when = `since ${formatMoment(since, now, 'second')}`;
  const names = formatList(silent.map((source) => source.call));
  return { state: 'partly', sentence: `${names} did not answer ${when}`, since };
}

function unknownApi(apis: readonly SourceEntity[], now: EpochMs): RegionView['api'] {
  const answers = apis.flatMap((source) => (source.lastAnswerAt === 'never' ? [] : [source.lastAnswerAt]));
  if (answers.length === 0) {
    const since = apis.length === 0 ? 'unknown' : Math.min(...apis.map((source) => source.stateSince));
    const waiting = since === 'unknown' ? '' : `, waiting since ${formatMoment(since, now, 'second')}`;
    return { state: 'unknown', sentence: `No API has answered yet${waiting}`, since };
  }
  const newest = Math.max(...answers);
  return { state: 'unknown', sentence: `Not asked since ${formatMoment(newest, now, 'second')}`, since: newest };
}

function doesNotAnswer(source: SourceEntity): boolean {
  return source.state === 'unreachable' || source.state === 'timed-out';
}

/** When the API last said anything at all, a refusal included. */
function answeredAt(source: SourceEntity): EpochMs {
  const at = doesNotAnswer(source) ? source.lastAnswerAt : source.lastAttemptAt;
  return at === 'never' ? Number.NEGATIVE_INFINITY : at;
}

/** Whether the last attempt still counts: not three periods old, or the next one, put off on purpose, is not overdue. */
function isAttemptCurrent(source: SourceEntity, now: EpochMs): boolean {
  if (source.state === 'not-asked-yet' || source.lastAttemptAt === 'never') return false;
  if (freshnessAt(source.lastAttemptAt, source.cadence, now) !== 'stale') return true;
  return doesNotAnswer(source) && ageSeconds(source.nextAttemptAt, now) <= 1.5 * source.cadence.cadenceSeconds;
}
