import type { PieceReading } from '@/lib/domain/costs/pieces';
import type { Month } from '@/lib/domain/costs/report/choose-month';
import { minuteMs } from '@/lib/domain/history/resolution';
import { closedAtLatestMs, spanOfMonth } from '@/lib/domain/reports/executive/month-span';
import type { EpochMs } from '@/lib/domain/time';
import { formatList } from '@/lib/domain/wording/list';
import { formatMonth } from '@/lib/domain/wording/month';
import { type BillPieces, readBillPieces } from '@/lib/persistence/costs';
import { readBackfill } from '@/lib/persistence/history-backfill';
import { readClosedThrough } from '@/lib/persistence/history-extent';
import type { Declared } from './declared';
import type { ReportingPorts } from './reporting-ports';

/**
 * Fleet milliseconds that an engine takes at most to read the first bills before a month is closed without them: a piece every
 * two minutes, of which there are six, and days that come in parts.
 */
const firstReadingsMs = 60 * 60_000;

/** Whether a month may be frozen, and what is said then not to be in it. */
export type MonthState =
  | { readonly state: 'closed'; readonly gaps: readonly string[] }
  /** What it waits for, without a full stop. */
  | { readonly state: 'so-far'; readonly because: string };

/**
 * A month is closed when it has ended, all of its minutes are closed and every account's bill was asked for after its end;
 * what has not arrived two days after the end is a gap. An engine that has just begun first reads what there is.
 */
export async function awaitMonth(
  { store, startedAt }: Pick<ReportingPorts, 'store' | 'startedAt'>,
  month: Month,
  { accounts, workloads }: Pick<Declared, 'accounts' | 'workloads'>,
  now: EpochMs,
): Promise<MonthState> {
  const { endAt } = spanOfMonth(month);
  const words = formatMonth(month);
  if (now < endAt) return { state: 'so-far', because: `${words} goes on` };
  const ids = workloads.map(({ id }) => id);
  const [closed, bills, backfill] = await Promise.all([
    readClosedThrough(store, ids, endAt - minuteMs),
    readBillPieces(
      store,
      accounts.map(({ id }) => id),
    ),
    readBackfill(store, ids),
  ]);
  const open = workloads.filter(({ id }) => !closed.has(id)).map(({ name }) => name);
  const unread = accounts.filter(({ id }) => !isAskedSince(bills.get(id), endAt)).map(({ id }) => id);
  const first = accounts.filter(({ id }) => !isAllRead(bills.get(id))).map(({ id }) => id);
  const isFilled = backfill.every(({ startAt, doneTo }) => doneTo <= startAt);

  const awaited = [
    ...(open.length === 0 ? [] : [`the last minutes of ${words} are not closed of ${formatList(open)}`]),
    ...(unread.length === 0 ? [] : [`no bill was asked for since its end of account ${formatList(unread)}`]),
  ];
  const isLate = now >= endAt + closedAtLatestMs;
  if (awaited.length > 0 && !isLate) return { state: 'so-far', because: awaited.join('; ') };
  if (now - startedAt < firstReadingsMs) {
    const beginning = [
      ...awaited,
      ...(first.length === 0 ? [] : [`the bills of account ${formatList(first)} are being read`]),
      ...(isFilled ? [] : ['the history from before the console was there is being filled in']),
    ];
    if (beginning.length > 0) return { state: 'so-far', because: beginning.join('; ') };
  }
  return {
    state: 'closed',
    gaps: [
      ...(open.length === 0
        ? []
        : [
            `The last minutes of ${words} are not on record of ${formatList(open)}: nothing was recorded of them since`,
          ]),
      ...(unread.length === 0
        ? []
        : [
            `No bill was asked for after the end of ${words} of account ${formatList(unread)}: more may have been billed than is told`,
          ]),
    ],
  };
}

/** A refusal is an answer too: what an account does not tell is said where its bill would stand. */
function isAskedSince({ days }: BillPieces = {}, at: EpochMs): boolean {
  return days !== undefined && days.askedAt >= at && hasNoneLeft(days);
}

function isAllRead({ days, months }: BillPieces = {}): boolean {
  return days !== undefined && hasNoneLeft(days) && months !== undefined;
}

function hasNoneLeft({ told }: PieceReading<'days'>): boolean {
  return told.state === 'missing' || told.value.left.length === 0;
}
