import { streamKey } from '../seeded-random';
import type { BilledAmount, BillLine, EpochHour } from './bill-line';
import { followHour, isAtRest } from './follow-hour';
import { demandAt, fillDemandOfDay, quantityOf } from './quantity';
import type { UnusualHours } from './unusual-hour';

const hourMs = 3_600_000;
const lateHours = 24;

/** The bills of a simulated organisation. */
export interface BillReader {
  /** Every line there is, of an account; the payer sees those of all. */
  lines(accountId: string): readonly BillLine[];
  /** First hour whose bill has not arrived yet: an hour is billed a day after its end. */
  arrivedUntil(): EpochHour;
  /** What a line was billed from hour `from` (inclusive) to hour `to` (exclusive), arrived or not. */
  billed(line: BillLine, from: EpochHour, to: EpochHour): BilledAmount;
  /** Whether anything out of the ordinary happened in these hours that bills follow. */
  isUnusual(from: EpochHour, to: EpochHour): boolean;
}

/** What a bill follows beside the seed and the hour. */
export interface BillCourse {
  readonly payer?: string;
  /** As the world lives through them; an hour that is over does not change. */
  readonly unusual?: () => UnusualHours;
  /** By account: days since 1970 that its bill never has. */
  readonly missingDays?: ReadonlyMap<string, ReadonlySet<number>>;
}

/**
 * Opens the bills of a seeded world. They are computed when asked for and follow from the seed, the hour and what
 * happened in it alone; whole days are remembered once they are over, because they never change then.
 */
export function openBills(
  seed: number,
  lines: readonly BillLine[],
  now: () => number,
  { payer, unusual = () => ({}), missingDays }: BillCourse = {},
): BillReader {
  const byAccount = new Map<string, BillLine[]>();
  for (const line of lines) {
    const own = byAccount.get(line.account);
    if (own === undefined) byAccount.set(line.account, [line]);
    else own.push(line);
  }
  const known = new Set(lines);
  const books = new Map<BillLine, LineBook>();
  const isUnusual = (from: EpochHour, to: EpochHour) => {
    const hours = unusual();
    for (let hour = from; hour < to; hour += 1) if (hours[hour] !== undefined) return true;
    return false;
  };
  const course = { seed, now, unusual, isUnusualDay: rememberDays(now, isUnusual) };
  return {
    lines: (accountId) => (accountId === payer ? lines : (byAccount.get(accountId) ?? [])),
    arrivedUntil: () => Math.floor(now() / hourMs) - lateHours,
    isUnusual,
    billed(line, from, to) {
      if (!known.has(line)) throw new Error(`A line ${line.usageType} is asked for that is not on the bill.`);
      const book = books.get(line) ?? openLine(course, line, missingDays?.get(line.account) ?? new Set());
      books.set(line, book);
      return book(from, to);
    },
  };
}

type LineBook = (from: EpochHour, to: EpochHour) => BilledAmount;

interface LineCourse {
  readonly seed: number;
  readonly now: () => number;
  readonly unusual: () => UnusualHours;
  readonly isUnusualDay: (day: number) => boolean;
}

/** Whether a day had an unusual hour, remembered for days that are over. */
function rememberDays(now: () => number, isUnusual: BillReader['isUnusual']): (day: number) => boolean {
  const known = new Map<number, boolean>();
  return (day) => {
    const found = known.get(day);
    if (found !== undefined) return found;
    const is = isUnusual(day * 24, day * 24 + 24);
    if (isOver(day, now())) known.set(day, is);
    return is;
  };
}

function isOver(day: number, now: number): boolean {
  return (day + 1) * 24 * hourMs <= now;
}

/** Days whose amounts are remembered together. */
const daysPerBlock = 64;
const figures = ['nanoUsd', 'amortizedNanoUsd', 'netNanoUsd', 'netAmortizedNanoUsd', 'microUnits'] as const;
/** Of a line that costs the same on every basis; there are very many of those. */
const plainFigures = ['nanoUsd', 'microUnits'] as const;

function openLine(course: LineCourse, line: BillLine, missing: ReadonlySet<number>): LineBook {
  const { account, service, region, usageType, workload, recordType } = line;
  const own = `bill:${account}|${service}|${region}|${usageType}|${workload}|${recordType}`;
  const pricing = { ...course, line, missing, key: streamKey(course.seed, line.stream ?? own), atRest: isAtRest(line) };
  const isPlain = line.amortizedUsd === undefined && line.netShare === undefined;
  const kept: readonly (keyof BilledAmount)[] = isPlain ? plainFigures : figures;
  const width = kept.length;
  const blocks = new Map<number, Float64Array>();
  const blockOf = (number: number) => {
    const known = blocks.get(number);
    if (known !== undefined) return known;
    const block = new Float64Array(width * daysPerBlock).fill(Number.NaN);
    blocks.set(number, block);
    return block;
  };
  return (from, to) => {
    const firstDay = Math.ceil(from / 24);
    const lastDay = Math.floor(to / 24);
    if (firstDay >= lastDay) return priceHours(pricing, from, to);
    const sum = toSum(addAmounts([priceHours(pricing, from, firstDay * 24), priceHours(pricing, lastDay * 24, to)]));
    for (let day = firstDay; day < lastDay; day += 1) {
      if (!isOver(day, course.now())) {
        addTo(sum, priceDay(pricing, day));
        continue;
      }
      const number = Math.floor(day / daysPerBlock);
      const block = blockOf(number);
      const at = width * (day - number * daysPerBlock);
      if (Number.isNaN(block[at])) {
        const amount = priceDay(pricing, day);
        for (const [index, figure] of kept.entries()) block[at + index] = amount[figure];
      }
      for (let index = 0; index < width; index += 1) sum[kept[index] ?? 'nanoUsd'] += block[at + index] ?? 0;
    }
    return isPlain ? toPlain(sum) : sum;
  };
}

interface Pricing extends LineCourse {
  readonly line: BillLine;
  readonly key: number;
  readonly atRest: boolean;
  readonly missing: ReadonlySet<number>;
}

/** Hours are line items of their own, priced and rounded one by one. */
function priceHours(pricing: Pricing, from: EpochHour, to: EpochHour): BilledAmount {
  const sum = toSum(nothing);
  for (let hour = from; hour < to; hour += 1) {
    if (pricing.missing.has(Math.floor(hour / 24))) continue;
    addQuantity(sum, pricing.line, usedIn(pricing, hour));
  }
  return sum;
}

function usedIn({ line, key, atRest, unusual }: Pricing, hour: EpochHour): number {
  const happened = unusual()[hour];
  if (happened === undefined) return atRest ? 0 : quantityOf(line, key, hour);
  const { course } = line;
  const perUnit = () => (course.kind === 'demand' ? demandAt(course, key, hour) : 1);
  return followHour(line, happened, quantityOf(line, key, hour), perUnit);
}

const quantities = new Float64Array(24);

/** What the hours of a day add up to. */
function priceDay(pricing: Pricing, day: number): BilledAmount {
  const { line, key, atRest, missing, isUnusualDay } = pricing;
  if (missing.has(day)) return nothing;
  if (isUnusualDay(day)) return priceHours(pricing, day * 24, day * 24 + 24);
  if (atRest) return nothing;
  const { course } = line;
  const sum = toSum(nothing);
  switch (course.kind) {
    case 'demand':
      if (course.perHour === 0) return nothing;
      fillDemandOfDay(course, key, day, quantities);
      for (const quantity of quantities) addQuantity(sum, line, quantity);
      return sum;
    case 'monthStart':
    case 'monthAhead':
    case 'once':
      return priceHours(pricing, day * 24, day * 24 + 24);
    default: {
      // All hours of the day are alike.
      addQuantity(sum, line, quantityOf(line, key, day * 24));
      for (const figure of figures) sum[figure] *= 24;
      return sum;
    }
  }
}

type Sum = { -readonly [Figure in keyof BilledAmount]: number };

const nothing: BilledAmount = {
  nanoUsd: 0,
  amortizedNanoUsd: 0,
  netNanoUsd: 0,
  netAmortizedNanoUsd: 0,
  microUnits: 0,
};

function addQuantity(sum: Sum, { priceUsd, amortizedUsd = priceUsd, netShare = 1 }: BillLine, quantity: number): void {
  sum.nanoUsd += Math.round(quantity * priceUsd * 1e9);
  sum.amortizedNanoUsd += Math.round(quantity * amortizedUsd * 1e9);
  sum.netNanoUsd += Math.round(quantity * priceUsd * netShare * 1e9);
  sum.netAmortizedNanoUsd += Math.round(quantity * amortizedUsd * netShare * 1e9);
  sum.microUnits += Math.round(quantity * 1e6);
}

/** The same on every basis. */
function toPlain({ nanoUsd, microUnits }: BilledAmount): BilledAmount {
  return { nanoUsd, amortizedNanoUsd: nanoUsd, netNanoUsd: nanoUsd, netAmortizedNanoUsd: nanoUsd, microUnits };
}

function toSum(amount: BilledAmount): Sum {
  return { ...amount };
}

function addTo(sum: Sum, amount: BilledAmount): void {
  for (const figure of figures) sum[figure] += amount[figure];
}

/** The exact sum of amounts. */
export function addAmounts(amounts: readonly BilledAmount[]): BilledAmount {
  const sum = toSum(nothing);
  for (const amount of amounts) addTo(sum, amount);
  return sum;
}
