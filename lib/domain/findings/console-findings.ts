import { ageSeconds } from '../freshness';
import { formatMoment } from '../wording/moment';
import { type FindingContext, type FindingDraft, unlabelled } from './finding';

/** Trouble of the console itself: it is cut off, or its engine beats and asks nothing. */
export function consoleFindings(context: FindingContext): readonly FindingDraft[] {
  return [...cutOff(context), ...notCollecting(context)];
}

/** Every region unreachable has one thing in common, which is our own connection: it explains them all. */
function cutOff({ overview, now }: FindingContext): FindingDraft[] {
  const { console: own, regions } = overview;
  if (own.state !== 'cut-off') return [];
  const since = regions.flatMap(({ api }) => (api.since === 'unknown' ? [] : [api.since]));
  return [
    {
      ...unlabelled,
      subject: 'console',
      code: 'console-cut-off',
      severity: 'critical',
      sentence: own.sentence,
      evidence: regions.map(({ code, api }) => `${code}: ${api.sentence}`),
      clear: 'Check the network and the DNS resolver of the machine the console runs on',
      since: since.length === 0 ? now : Math.max(...since),
    },
  ];
}

/** A source is overdue when its next attempt is late by this, or by two of its periods. */
const overdueSeconds = 60;

/** Half of all sources overdue is no source's own trouble. An engine that stopped cannot say so: the pages do. */
function notCollecting({ evidence, now }: FindingContext): FindingDraft[] {
  const asked = evidence.sources.filter(({ state }) => state !== 'not-asked-yet');
  const overdue = asked.filter(
    ({ nextAttemptAt, cadence }) =>
      ageSeconds(nextAttemptAt, now) > Math.max(overdueSeconds, 2 * cadence.cadenceSeconds),
  );
  if (overdue.length === 0 || overdue.length * 2 < asked.length) return [];
  const newest = Math.max(...asked.map(({ lastAttemptAt }) => (lastAttemptAt === 'never' ? 0 : lastAttemptAt)));
  return [
    {
      ...unlabelled,
      subject: 'engine',
      code: 'engine-not-collecting',
      severity: 'critical',
      sentence: `The engine runs and asks hardly anything: ${overdue.length} of ${asked.length} sources are overdue since ${formatMoment(newest, now)}`,
      evidence: overdue
        .slice(0, 20)
        .map(({ id, nextAttemptAt }) => `${id} was due at ${formatMoment(nextAttemptAt, now, 'second')}`),
      clear: 'Look at the log of the engine and at the load of its machine; restart it if nothing moves',
      since: newest,
    },
  ];
}
