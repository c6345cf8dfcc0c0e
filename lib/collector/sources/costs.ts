import type { CostReading } from '@/lib/aws';
import type { Cadence, CostEntity, MonthCosts } from '@/lib/domain/entities';
import type { AccountId } from '@/lib/domain/fleet';
import { toObserved } from '@/lib/domain/observe';
import type { EpochMs, Seconds } from '@/lib/domain/time';
import { carry, neverAsked, type Reading } from '../carry';
import { firstLook } from '../first-look';
import { background } from '../polling/standing';
import {
  awsDeadlineMs,
  type Failure,
  type Merge,
  type SourceKind,
  toAskedCadence,
  toOutcome,
  toSourceId,
} from '../source';
import { globalServicesRegion } from './places';

/** Every page of Cost Explorer costs money, and its figures change about once a day: four reads a day at most. */
const usualSeconds = 6 * 60 * 60;
const mostReadsADay = 4;
/** A read that failed may have been billed as well: it is made again after so long, the second time after so long, and then in its turn. */
const againAfterSeconds: readonly Seconds[] = [60, 3600];
/** Fleet seconds between two looks whether a read in vain may be made again. */
const lookSeconds: Seconds = 30;
const call = 'ce:GetCostAndUsage';

/** What each account's month has cost so far. The API lives in one region: without it the last figures stay, dated. */
export const costs: SourceKind = (fleet, settings) =>
  fleet.accounts.map((account) => {
    const id = toSourceId(account.id, globalServicesRegion, 'ce');
    const periodSeconds = settings.periodOf(id, usualSeconds);
    const cadence = toAskedCadence(periodSeconds, awsDeadlineMs, settings);
    return {
      id,
      accountId: account.id,
      region: globalServicesRegion,
      api: 'ce',
      call,
      rhythm: { periodSeconds, phaseSeconds: 0 },
      bills: () => [{ id, ...background, usualSeconds, requests: 1, units: { 'cost-explorer-pages': 1 } }],
      deadlineMs: awsDeadlineMs,
      ask: async ({ ports, scope, counters, askedAt, snapshot }) => {
        const known = snapshot.find('cost', account.id);
        if (!isToRead(known, askedAt, periodSeconds)) return 'nothing-to-ask';
        counters.countCall(call);
        const outcome = toOutcome(
          await ports.aws.costs(scope, toMonthRange(askedAt)),
          (value) =>
            mergeCosts(
              account.id,
              ({ askedAt: at, receivedAt }) => toObserved(toMonthCosts(value), at, receivedAt, 'aws-api'),
              cadence,
            ),
          (reason) => loseCosts(account.id, reason, cadence),
        );
        return outcome.state === 'answered'
          ? outcome
          : { ...outcome, restsUntil: nextReadAt(known, askedAt, periodSeconds) };
      },
      lose: (reason) => loseCosts(account.id, reason, cadence),
    };
  });

/** What decides whether the month is read. */
type KnownReads = Pick<CostEntity, 'readToday'> & { readonly monthToDate: Pick<CostEntity['monthToDate'], 'state'> };

/** When it is read again after a read in vain. */
function nextReadAt(known: CostEntity | undefined, failedAt: EpochMs, periodSeconds: Seconds): EpochMs {
  const after: KnownReads = {
    monthToDate: { state: 'missing' },
    readToday: [...readsOfDay(known, failedAt), failedAt],
  };
  const looks = { everySeconds: lookSeconds, longestSeconds: periodSeconds };
  return firstLook((at) => isToRead(after, at, periodSeconds), failedAt, looks);
}

/** A restart asks everything at once; this it leaves to its turn, and to the few reads that a day has. */
function isToRead(known: KnownReads | undefined, now: EpochMs, periodSeconds: Seconds): boolean {
  const today = readsOfDay(known, now);
  const inTurn = today.filter((at) => isSameTurn(at, now, periodSeconds));
  const last = inTurn.at(-1);
  if (last === undefined) return today.length < mostReadsADay;
  const waits = againAfterSeconds[inTurn.length - 1];
  // A figure that stands grows older until its next turn, and no read is spent on it.
  const isMissing = known?.monthToDate.state !== 'observed';
  return isMissing && waits !== undefined && today.length < mostReadsADay && now - last >= waits * 1000;
}

function readsOfDay(known: Pick<CostEntity, 'readToday'> | undefined, now: EpochMs): readonly EpochMs[] {
  const dayOf = (at: EpochMs) => Math.floor(at / 86_400_000);
  return (known?.readToday ?? []).filter((at) => dayOf(at) === dayOf(now));
}

/** Turns are the quarters of a day, or longer where a budget wants it. */
function isSameTurn(a: EpochMs, b: EpochMs, periodSeconds: Seconds): boolean {
  const turn = (at: EpochMs) => Math.floor(at / (periodSeconds * 1000));
  return turn(a) === turn(b);
}

/** The days of the month up to and with today, in UTC as bills count; the end is excluded. */
export function toMonthRange(now: EpochMs): { readonly fromDay: string; readonly untilDay: string } {
  const toDay = (at: EpochMs) => new Date(at).toISOString().slice(0, 10);
  return { fromDay: `${toDay(now).slice(0, 7)}-01`, untilDay: toDay(now + 86_400_000) };
}

/** Adds the lines up by region and by service, the dearest first. */
export function toMonthCosts({ fromDay, untilDay, lines, estimated }: CostReading): MonthCosts {
  const sum = (keyOf: (line: CostReading['lines'][number]) => string): readonly (readonly [string, number])[] => {
    const sums = new Map<string, number>();
    for (const line of lines) {
      const before = sums.get(keyOf(line));
      sums.set(keyOf(line), before === undefined ? line.costUsd : before + line.costUsd);
    }
    return [...sums].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  };
  return {
    fromDay,
    untilDay,
    totalUsd: lines.reduce((total, line) => total + line.costUsd, 0),
    byRegion: sum((line) => line.region).map(([region, costUsd]) => ({ region, costUsd })),
    byService: sum((line) => line.service).map(([service, costUsd]) => ({ service, costUsd })),
    estimated,
  };
}

function mergeCosts(
  accountId: AccountId,
  toReading: (context: Parameters<Merge>[0]) => Reading<MonthCosts>,
  cadence: Cadence,
): Merge {
  return (context) => {
    const { snapshot, askedAt, receivedAt } = context;
    const known = snapshot.find('cost', accountId);
    const before = known?.monthToDate ?? neverAsked<MonthCosts>(receivedAt);
    const monthToDate = carry(before, toReading(context), cadence, receivedAt);
    const readToday = [...readsOfDay(known, askedAt), askedAt];
    const { readingsAt } = known ?? {};
    const entity: CostEntity = {
      ...{ kind: 'cost', id: accountId, accountId, monthToDate, cadence, readToday },
      ...(readingsAt === undefined ? {} : { readingsAt }),
    };
    snapshot.put(entity);
  };
}

function loseCosts(accountId: AccountId, reason: Failure, cadence: Cadence): Merge {
  return mergeCosts(accountId, () => ({ state: 'missing', reason }), cadence);
}
