import type { RegionCode } from '../fleet';
import { prices as apiPrices } from '../polling/prices';
import { findTransferPair } from './find-transfer-pair';
import { listInternetPrice, listTransferPrice } from './list-prices';
import { kindOfUsage } from './resilience/usage-family';
import { readUsageType } from './resilience/usage-type';
import { dearest, findServerPrice, isUsedIn, type PriceBook, type UnitPrice } from './unit-prices';

/** Instances a region has and would have to have. */
export interface MoveCapacity {
  /** In service where the workload is now; `unknown` where nobody can read it. */
  readonly atSource: number | 'unknown';
  readonly atTarget: number | 'unknown';
}

export interface MoveQuestion {
  readonly source: RegionCode;
  readonly target: RegionCode;
  /** How long the workload stays away, in hours: an assumption. */
  readonly hours: number;
  readonly capacity: MoveCapacity;
  /** `none` where the bill told no price. */
  readonly book: PriceBook | 'none';
}

/** A part of the price of a move, as an estimate. */
export interface MovePriceLine {
  readonly what: string;
  readonly quantity: number;
  readonly unit: string;
  /** For one unit. */
  readonly price: number;
  /** Below zero where the move saves it. */
  readonly amount: number;
  /** `bill`: the workload's own; `list`: AWS's list, in US dollars. */
  readonly from: 'bill' | 'list';
  readonly source: string;
}

/** What a move or a drill would cost beyond what is paid anyway. Estimates, in the currency of the bill. */
export interface MovePrice {
  readonly currency: string;
  readonly lines: readonly MovePriceLine[];
  readonly total: number;
  /** What it costs as well and nobody can tell. */
  readonly unknown: readonly string[];
}

/** A reading every ten seconds while a run waits for what it has done. */
const readingsAnHour = 360;

/**
 * What moving a workload would cost before it is begun: the capacity the target has to grow by, what then goes between
 * regions the other way round, what users are sent from there, and the console's own readings. By the unit prices of the
 * workload's own bill where it has them, else by AWS's lists; what neither tells is named and is not in the sum. Capacity
 * of the region that is left goes on being paid for: nothing is taken off for it.
 */
export function priceMove(question: MoveQuestion): MovePrice {
  const parts = [priceCapacity(question), priceTransfer(question), priceUsers(question), priceReadings(question)];
  const lines = parts.flatMap((part) => (typeof part === 'string' ? [] : [part]));
  return {
    currency: currencyOf(question),
    lines,
    total: lines.reduce((sum, { amount }) => sum + amount, 0),
    unknown: [...parts.filter((part) => typeof part === 'string'), 'what a restore or a new copy of a store takes'],
  };
}

/** A line, or what is not known. */
type Part = MovePriceLine | string;

function priceCapacity({ source, target, hours, capacity, book }: MoveQuestion): Part {
  const { atSource, atTarget } = capacity;
  if (atSource === 'unknown' || atTarget === 'unknown') {
    return `extra servers in ${target}: how many run in ${atSource === 'unknown' ? source : target} cannot be read`;
  }
  const price = book === 'none' ? undefined : (findServerPrice(book, target) ?? findServerPrice(book, source));
  if (price === undefined) return `extra servers in ${target}: the bill has no price of a server of this workload`;
  const extra = Math.max(0, atSource - atTarget);
  const isOwn = readUsageType(price.usageType).region === target || target === 'us-east-1';
  return toLine(
    {
      what: `${extra} more servers in ${target}`,
      quantity: extra * hours,
      unit: 'server hours',
      from: 'bill',
      source: isOwn ? price.usageType : `${price.usageType}, of ${source}: ${target} has none on the bill`,
    },
    price.price,
  );
}

/** Replication runs the other way round while the workload is away: as much as it sends now. */
function priceTransfer({ source, target, hours, book }: MoveQuestion): Part {
  const what = `copies from ${target} back to ${source}`;
  if (book === 'none') return `${what}: no bill tells how much is copied`;
  const sent = book.prices.filter(({ usageType, unit }) => {
    const pair = findTransferPair(usageType);
    return pair !== 'none' && pair.direction === 'out' && pair.from === source && pair.to === target && unit === 'GB';
  });
  if (sent.length === 0) return `${what}: the bill has nothing sent from ${source} to ${target} to go by`;
  const quantity = (sent.reduce((sum, { perDay }) => sum + perDay, 0) / 24) * hours;
  const back = dearest(
    book.prices.filter(({ usageType }) => {
      const pair = findTransferPair(usageType);
      return pair !== 'none' && pair.direction === 'out' && pair.from === target;
    }),
  );
  if (back !== undefined) {
    return toLine({ what, quantity, unit: 'GB', from: 'bill', source: back.usageType }, back.price);
  }
  const list = listTransferPrice(target, source);
  if (list === 'unknown' || book.currency !== 'USD') return `${what}: no price is known of a GB sent from ${target}`;
  return toLine({ what, quantity, unit: 'GB', from: 'list', source: `${list.source}, ${list.asOf}` }, list.usd);
}

/** Users are sent the same from elsewhere: it costs what the regions differ by. */
function priceUsers({ source, target, hours, book }: MoveQuestion): Part {
  const what = `traffic to users from ${target} instead of ${source}`;
  if (book === 'none') return `${what}: no bill tells how much there is`;
  const here = findUserTraffic(book, source);
  if (here === undefined) return `${what}: the bill has none from ${source} to go by`;
  const quantity = (here.perDay / 24) * hours;
  const there = findUserTraffic(book, target);
  if (there !== undefined) {
    return toLine({ what, quantity, unit: 'GB', from: 'bill', source: there.usageType }, there.price - here.price);
  }
  const list = listInternetPrice(target);
  if (list === 'unknown' || book.currency !== 'USD') return `${what}: no price is known of a GB sent from ${target}`;
  const asOf = `${list.source}, ${list.asOf}`;
  return toLine({ what, quantity, unit: 'GB', from: 'list', source: asOf }, list.usd - here.price);
}

function findUserTraffic({ prices }: PriceBook, region: RegionCode): UnitPrice | undefined {
  return dearest(
    prices.filter(({ usageType, unit }) => {
      const { family } = readUsageType(usageType);
      return (
        unit === 'GB' &&
        isUsedIn(usageType, region) &&
        kindOfUsage(family) === 'users' &&
        /^DataTransfer-Out/.test(family)
      );
    }),
  );
}

function priceReadings(question: MoveQuestion): Part {
  const { usd, per, source } = apiPrices['cloudwatch-metrics'];
  const what = 'the console’s readings while the run waits, at most';
  if (currencyOf(question) !== 'USD') return `${what}: list prices are in US dollars`;
  const line = { what, quantity: question.hours * readingsAnHour, unit: 'metrics', from: 'list' as const, source };
  return toLine(line, usd / per);
}

function toLine(line: Omit<MovePriceLine, 'price' | 'amount'>, price: number): MovePriceLine {
  return { ...line, price, amount: line.quantity * price };
}

function currencyOf({ book }: MoveQuestion): string {
  return book === 'none' ? 'USD' : book.currency;
}
