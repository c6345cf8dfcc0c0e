import type { Answer, CallScope, CostsAbsent, CutReading } from '@/lib/aws';
import { chooseDays, findChangedDays } from '@/lib/domain/costs/find-changed-days';
import { type CutsRead, joinCuts } from '@/lib/domain/costs/join-cuts';
import type { CostPiece, PieceReading, PieceReadings, PieceValues } from '@/lib/domain/costs/pieces';
import {
  anomaliesSince,
  type DayRange,
  rangeOfCommitments,
  rangeOfDays,
  rangeOfForecast,
  rangeOfMonths,
} from '@/lib/domain/costs/reading-ranges';
import type { CostCut, Day } from '@/lib/domain/costs/types';
import type { AccountId } from '@/lib/domain/fleet';
import { loseValue, toMissing, toObserved } from '@/lib/domain/observe';
import type { EpochMs } from '@/lib/domain/time';
import type { CostRefresh } from '@/lib/persistence/costs';
import type { CostsStore } from '../costs-store';
import type { AwsReader } from '../ports';

export interface RefreshContext {
  readonly aws: AwsReader;
  readonly store: CostsStore;
  readonly scope: CallScope;
  readonly accountId: AccountId;
  readonly askedAt: EpochMs;
  /** How the pieces stood before. */
  readonly known: PieceReadings;
  /** Told of every call. */
  countCall(call: string): void;
}

/** What asking a piece brought: how its calls ended, and what is to be kept. */
export interface Refreshed {
  readonly answers: readonly Answer<unknown>[];
  readonly refresh: CostRefresh;
  /** For a person, where the answer was not all that was asked for; empty otherwise. */
  readonly remark: string;
}

/** Asks one piece of an account's costs. Nothing is kept of a piece of which a call failed, but why. */
export function refreshCosts(piece: CostPiece, context: RefreshContext): Promise<Refreshed> {
  const { aws, scope, askedAt } = context;
  switch (piece) {
    case 'days':
      return refreshDays(context);
    case 'months':
      return refreshMonths(context);
    case 'forecast':
      return refreshSimple(context, piece, 'ce:GetCostForecast', aws.costForecast(scope, rangeOfForecast(askedAt)));
    case 'anomalies':
      return refreshSimple(context, piece, 'ce:GetAnomalies', aws.costAnomalies(scope, anomaliesSince(askedAt)));
    case 'commitments':
      return refreshSimple(
        context,
        piece,
        'ce:GetReservationCoverage',
        aws.commitments(scope, rangeOfCommitments(askedAt)),
      );
    case 'rightsizing':
      return refreshSimple(context, piece, 'ce:GetRightsizingRecommendation', aws.rightsizing(scope));
  }
}

const absentWords: Readonly<Record<CostsAbsent, string>> = {
  'not-enabled':
    'The account has no Cost Explorer, or no access to it: enable it in the billing console of the account, or have the management account allow it.',
  'no-data': 'Cost Explorer has no data of the account yet; it is asked again on its next turn.',
};

async function refreshSimple<P extends Exclude<CostPiece, 'days' | 'months'>>(
  context: RefreshContext,
  piece: P,
  call: string,
  asked: Promise<Answer<PieceValues[P] | CostsAbsent>>,
): Promise<Refreshed> {
  context.countCall(call);
  return conclude(context, piece, await asked);
}

/** What is kept of a piece whose answer this is. */
function conclude<P extends CostPiece>(
  { accountId, askedAt, known }: RefreshContext,
  piece: P,
  answer: Answer<PieceValues[P] | CostsAbsent>,
): Refreshed {
  // A piece is kept under its own name.
  const before = known[piece] as PieceReading<P> | undefined;
  const told = before?.told ?? toMissing<PieceValues[P]>('not-asked-yet', askedAt);
  const keep = (after: PieceReading<P>['told'], remark: string): Refreshed => ({
    answers: [answer],
    refresh: { accountId, piece, reading: { askedAt, told: after } },
    remark,
  });
  if (answer.state !== 'answered') return keep(loseValue(told, answer.state, askedAt), '');
  const { value } = answer;
  if (isAbsent(value)) return keep(loseValue(told, value, askedAt), absentWords[value]);
  return keep(toObserved(value, askedAt, askedAt, 'aws-api'), '');
}

function isAbsent(value: unknown): value is CostsAbsent {
  return value === 'not-enabled' || value === 'no-data';
}

/** The answer of a cut, if it has lines to tell. */
function cutOf<C extends CostCut>(answer: Answer<CutReading<C> | CostsAbsent>): CutReading<C> | 'none' {
  return answer.state !== 'answered' || isAbsent(answer.value) ? 'none' : answer.value;
}

/**
 * The days of a bill: first one cut of them all, which tells what has changed, then the other cuts of the newest days that
 * have. Days that are as they were cost no page.
 */
async function refreshDays(context: RefreshContext): Promise<Refreshed> {
  const { accountId, askedAt, known, store } = context;
  const range = rangeOfDays(askedAt);
  const headAnswer = await askCut(context, 'region-record-type', range, 'DAILY');
  const head = cutOf(headAnswer);
  if (head === 'none') return conclude(context, 'days', headAnswer as Answer<CostsAbsent>);
  const before = known.days?.told.state === 'observed' ? known.days.told.value : 'none';
  const isSameCurrency = before === 'none' || before.currency === head.currency || head.currency === 'none';
  const changed = findChangedDays(head.periods, isSameCurrency ? await store.readDayHeads(accountId) : []);
  // Days that did not add up wait for the next turn, those that are still to be read do not.
  const waiting = before !== 'none' && before.left.length > 0 ? before.unequal : [];
  const chosen = chooseDays(changed.filter((day) => !waiting.includes(day)));
  const others = chosen === 'none' ? noCuts : await askOthers(context, chosen, 'DAILY');
  if (others.cuts === 'none') return { ...conclude(context, 'days', others.failed), answers: others.answers };
  const heads = head.periods.filter(
    ({ from }) => chosen !== 'none' && from >= chosen.fromDay && from < chosen.untilDay,
  );
  const joined = joinCuts({ 'region-record-type': heads, ...others.cuts }, askedAt);
  const unequal = [...new Set([...waiting.filter((day) => changed.includes(day)), ...joined.unequal])].sort();
  const value = { ...range, currency: head.currency, unequal, left: chosen === 'none' ? [] : chosen.left };
  const concluded = conclude(context, 'days', { state: 'answered', value, notices: [] });
  return {
    answers: [headAnswer, ...others.answers],
    remark: sayUnequal(unequal),
    refresh: {
      ...concluded.refresh,
      bill: {
        granularity: 'day',
        periods: joined.periods,
        unchanged: head.periods.map(({ from }) => from).filter((day) => !changed.includes(day)),
        checkedAt: askedAt,
        fromDay: range.fromDay,
      },
    },
  };
}

async function refreshMonths(context: RefreshContext): Promise<Refreshed> {
  const { askedAt } = context;
  const range = rangeOfMonths(askedAt);
  const headAnswer = await askCut(context, 'region-record-type', range, 'MONTHLY');
  const head = cutOf(headAnswer);
  if (head === 'none') return conclude(context, 'months', headAnswer as Answer<CostsAbsent>);
  const others = await askOthers(context, range, 'MONTHLY');
  if (others.cuts === 'none') return { ...conclude(context, 'months', others.failed), answers: others.answers };
  const { periods, unequal } = joinCuts({ 'region-record-type': head.periods, ...others.cuts }, askedAt);
  const value = { ...range, currency: head.currency, unequal };
  const concluded = conclude(context, 'months', { state: 'answered', value, notices: [] });
  return {
    answers: [headAnswer, ...others.answers],
    remark: sayUnequal(unequal),
    refresh: {
      ...concluded.refresh,
      bill: { granularity: 'month', periods, unchanged: [], checkedAt: askedAt, fromDay: range.fromDay },
    },
  };
}

function askCut<C extends CostCut>(
  { aws, scope, countCall }: RefreshContext,
  cut: C,
  range: DayRange,
  granularity: 'DAILY' | 'MONTHLY',
): Promise<Answer<CutReading<C> | CostsAbsent>> {
  countCall('ce:GetCostAndUsage');
  return aws.costCut(scope, { cut, granularity, ...range });
}

type OtherCuts = Omit<CutsRead, 'region-record-type'>;

type OthersAsked =
  | { readonly answers: readonly Answer<unknown>[]; readonly cuts: OtherCuts }
  | { readonly answers: readonly Answer<unknown>[]; readonly cuts: 'none'; readonly failed: Answer<CostsAbsent> };

const noCuts: OthersAsked = {
  answers: [],
  cuts: { 'region-service': [], 'workload-region': [], 'workload-usage-type': [] },
};

/** The other cuts, one after the other: after one that failed no other is paid for. */
async function askOthers(
  context: RefreshContext,
  range: DayRange,
  granularity: 'DAILY' | 'MONTHLY',
): Promise<OthersAsked> {
  const answers: Answer<unknown>[] = [];
  const read = async <C extends CostCut>(cut: C) => {
    const answer = await askCut(context, cut, range, granularity);
    answers.push(answer);
    return { reading: cutOf(answer), answer };
  };
  const services = await read('region-service');
  if (services.reading === 'none') return failedBy(answers, services.answer);
  const regions = await read('workload-region');
  if (regions.reading === 'none') return failedBy(answers, regions.answer);
  const usage = await read('workload-usage-type');
  if (usage.reading === 'none') return failedBy(answers, usage.answer);
  const cuts = {
    'region-service': services.reading.periods,
    'workload-region': regions.reading.periods,
    'workload-usage-type': usage.reading.periods,
  };
  return { answers, cuts };
}

function failedBy<C extends CostCut>(
  answers: readonly Answer<unknown>[],
  failed: Answer<CutReading<C> | CostsAbsent>,
): OthersAsked {
  // `cutOf` found no lines in it: it is a failure, or says why there are none.
  return { answers, cuts: 'none', failed: failed as Answer<CostsAbsent> };
}

function sayUnequal(periods: readonly Day[]): string {
  if (periods.length === 0) return '';
  return `AWS changed its bill while it was read: the lines of ${periods.join(', ')} do not add up to their total and are not used. What was known of them stays, and they are read again on the next turn.`;
}
