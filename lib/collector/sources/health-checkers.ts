import type { Answer, CheckerReading } from '@/lib/aws';
import type { CheckerReport, HealthCheckEntity } from '@/lib/domain/entities';
import { newestValue, toObserved } from '@/lib/domain/observe';
import { carry, type Reading } from '../carry';
import type { Snapshot } from '../snapshot';
import { type AskContext, awsDeadlineMs, type Failure, type Merge, type SourceKind, toSourceId } from '../source';
import { checkersDeadlineMs, checkersPeriodSeconds, checksPerTurn } from './health-checkers-pace';
import { joinOutcomes } from './join-outcomes';
import { globalServicesRegion } from './places';

const call = 'route53:GetHealthCheckStatus';

/**
 * What each of Route 53's checkers says of the fleet's endpoints, a few at a time: a diagnosis for people, never a
 * verdict. Its API lives in one region; while that is lost the last words keep their age.
 */
export const healthCheckers: SourceKind = (fleet) =>
  fleet.accounts.map((account) => ({
    id: toSourceId(account.id, globalServicesRegion, 'route53-checkers'),
    accountId: account.id,
    region: globalServicesRegion,
    api: 'route53-checkers',
    call,
    rhythm: { periodSeconds: checkersPeriodSeconds, phaseSeconds: 40 },
    deadlineMs: checkersDeadlineMs,
    // What is refused or silent is not asked for sooner: nothing is decided by it.
    retries: 'in-rhythm',
    ask: async (context) => {
      const due = chooseDue(context.snapshot, account.id);
      return due.length === 0 ? 'nothing-to-ask' : joinOutcomes(await askInTurn(due, context));
    },
    lose: (reason) => (context) => loseAll(checksOf(context.snapshot, account.id), reason)(context),
  }));

/**
 * One after the other. Where nobody answers, or the call is refused, the rest of the turn would fare the same and is not
 * asked; a check that alone fails, e.g. because it is gone, stops nobody.
 */
async function askInTurn(
  due: readonly HealthCheckEntity[],
  { ports, scope, counters }: AskContext,
): Promise<readonly { readonly answer: Answer<unknown>; readonly merge: Merge }[]> {
  const endsAt = performance.now() + scope.deadlineMs;
  const parts: { readonly answer: Answer<unknown>; readonly merge: Merge }[] = [];
  for (const [place, check] of due.entries()) {
    const leftMs = endsAt - performance.now();
    if (leftMs <= 0) break;
    counters.countCall(call);
    const answer = await ports.aws.checkers({ ...scope, deadlineMs: Math.min(awsDeadlineMs, leftMs) }, check.checkId);
    if (answer.state === 'answered') {
      parts.push({ answer, merge: mergeReports(check.id, answer.value) });
      continue;
    }
    const isLast = answer.state !== 'failed';
    const lost = isLast ? due.slice(place) : [check];
    parts.push({ answer, merge: loseAll(lost, answer.state) });
    if (isLast) break;
  }
  return parts;
}

function mergeReports(id: string, readings: readonly CheckerReading[]): Merge {
  return (context) => {
    const { askedAt, receivedAt } = context;
    mergeCheckers(id, toObserved(readings.map(toReport), askedAt, receivedAt, 'aws-api'))(context);
  };
}

function loseAll(checks: readonly HealthCheckEntity[], reason: Failure): Merge {
  return (context) => {
    for (const { id } of checks) mergeCheckers(id, { state: 'missing', reason })(context);
  };
}

function mergeCheckers(id: string, reading: Reading<readonly CheckerReport[]>): Merge {
  return ({ snapshot, receivedAt }) => {
    const check = snapshot.find('health-check', id);
    if (check === undefined) return;
    snapshot.put({ ...check, checkers: carry(check.checkers, reading, check.cadence, receivedAt) });
  };
}

/** AWS says `Success: …` or `Failure: …`; anything else is not guessed at. */
export function toReport({ region, checkedAt, status }: CheckerReading): CheckerReport {
  const outcome = status.startsWith('Success') ? 'pass' : status.startsWith('Failure') ? 'fail' : 'unrecognised';
  return { region, checkedAt, outcome, detail: status };
}

/**
 * Whose turn it is: up to half of a turn goes to checks whose endpoint does not pass, as its status record tells; the rest
 * to those not heard for longest.
 */
export function chooseDue(snapshot: Snapshot, accountId: string): readonly HealthCheckEntity[] {
  const all = [...checksOf(snapshot, accountId)].sort(byOldest);
  const failing = new Set(
    snapshot
      .all('endpoint')
      .filter(({ route53 }) => route53.state === 'observed' && route53.value.outcome === 'fail')
      .map(({ hostname }) => hostname),
  );
  const urgent = all.filter(({ hostname }) => failing.has(hostname)).slice(0, checksPerTurn / 2);
  return [...urgent, ...all.filter((check) => !urgent.includes(check))].slice(0, checksPerTurn);
}

function checksOf(snapshot: Snapshot, accountId: string): readonly HealthCheckEntity[] {
  return snapshot.all('health-check').filter((check) => check.accountId === accountId);
}

function byOldest(a: HealthCheckEntity, b: HealthCheckEntity): number {
  return heardAt(a) - heardAt(b) || (a.id < b.id ? -1 : 1);
}

function heardAt({ checkers }: HealthCheckEntity): number {
  const newest = newestValue(checkers);
  return newest === 'none' ? Number.NEGATIVE_INFINITY : newest.receivedAt;
}
