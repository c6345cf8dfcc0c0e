import { streamKey } from '../seeded-random';
import type { BilledAmount, BillLine, EpochHour } from './bill-line';
import { isEvenThroughDay, quantityOf } from './quantity';

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
}

/**
 * Opens the bills of a seeded world. They are computed when asked for and follow from the seed and the hour alone;
 * whole days are remembered, because a day that is over never changes.
 */
export function openBills(seed: number, lines: readonly BillLine[], now: () => number, payer?: string): BillReader {
  const byAccount = new Map<string, BillLine[]>();
  for (const line of lines) {
    const own = byAccount.get(line.account);
    if (own === undefined) byAccount.set(line.account, [line]);
    else own.push(line);
  }
  const known = new Set(lines);
  const books = new Map<BillLine, ReturnType<typeof openLine>>();
  return {
    lines: (accountId) => (accountId === payer ? lines : (byAccount.get(accountId) ?? [])),
    arrivedUntil: () => Math.floor(now() / hourMs) - lateHours,
    billed(line, from, to) {
      if (!known.has(line)) throw new Error(`A line ${line.usageType} is asked for that is not on the bill.`);
      const book = books.get(line) ?? openLine(seed, line);
      books.set(line, book);
      return book(from, to);
    },
  };
}

function openLine(seed: number, line: BillLine): (from: EpochHour, to: EpochHour) => BilledAmount {
  const { account, service, region, usageType, workload, recordType } = line;
  const own = `bill:${account}|${service}|${region}|${usageType}|${workload}|${recordType}`;
  const key = streamKey(seed, line.stream ?? own);
  const days = new Map<number, BilledAmount>();
  const sumHours = (from: EpochHour, to: EpochHour) => {
    let nanoUsd = 0;
    let microUnits = 0;
    for (let hour = from; hour < to; hour += 1) {
      const quantity = quantityOf(line, key, hour);
      nanoUsd += Math.round(quantity * line.priceUsd * 1e9);
      microUnits += Math.round(quantity * 1e6);
    }
    return { nanoUsd, microUnits };
  };
  const wholeDay = (day: number) => {
    const known = days.get(day);
    if (known !== undefined) return known;
    const amount = isEvenThroughDay(line)
      ? timesHours(sumHours(day * 24, day * 24 + 1))
      : sumHours(day * 24, day * 24 + 24);
    days.set(day, amount);
    return amount;
  };
  return (from, to) => {
    const firstDay = Math.ceil(from / 24);
    const lastDay = Math.floor(to / 24);
    if (firstDay >= lastDay) return sumHours(from, to);
    const parts = [sumHours(from, firstDay * 24), sumHours(lastDay * 24, to)];
    for (let day = firstDay; day < lastDay; day += 1) parts.push(wholeDay(day));
    return addAmounts(parts);
  };
}

/** A day of hours that are all alike. */
function timesHours({ nanoUsd, microUnits }: BilledAmount): BilledAmount {
  return { nanoUsd: nanoUsd * 24, microUnits: microUnits * 24 };
}

/** The exact sum of amounts. */
export function addAmounts(amounts: readonly BilledAmount[]): BilledAmount {
  let nanoUsd = 0;
  let microUnits = 0;
  for (const amount of amounts) {
    nanoUsd += amount.nanoUsd;
    microUnits += amount.microUnits;
  }
  return { nanoUsd, microUnits };
}
