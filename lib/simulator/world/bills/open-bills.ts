import { streamKey } from '../seeded-random';
import type { BilledAmount, BillLine, EpochHour } from './bill-line';
import { fillDemandOfDay, quantityOf } from './quantity';

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

/** Days whose amounts are remembered together, two numbers each. */
const daysPerBlock = 64;

function openLine(seed: number, line: BillLine): (from: EpochHour, to: EpochHour) => BilledAmount {
  const { account, service, region, usageType, workload, recordType } = line;
  const own = `bill:${account}|${service}|${region}|${usageType}|${workload}|${recordType}`;
  const key = streamKey(seed, line.stream ?? own);
  const blocks = new Map<number, Float64Array>();
  const blockOf = (number: number) => {
    const known = blocks.get(number);
    if (known !== undefined) return known;
    const block = new Float64Array(2 * daysPerBlock).fill(Number.NaN);
    blocks.set(number, block);
    return block;
  };
  return (from, to) => {
    const firstDay = Math.ceil(from / 24);
    const lastDay = Math.floor(to / 24);
    if (firstDay >= lastDay) return sumHours(line, key, from, to);
    let { nanoUsd, microUnits } = addAmounts([
      sumHours(line, key, from, firstDay * 24),
      sumHours(line, key, lastDay * 24, to),
    ]);
    for (let day = firstDay; day < lastDay; day += 1) {
      const number = Math.floor(day / daysPerBlock);
      const block = blockOf(number);
      const at = 2 * (day - number * daysPerBlock);
      if (Number.isNaN(block[at])) {
        const amount = priceDay(line, key, day);
        block[at] = amount.nanoUsd;
        block[at + 1] = amount.microUnits;
      }
      nanoUsd += block[at] ?? 0;
      microUnits += block[at + 1] ?? 0;
    }
    return { nanoUsd, microUnits };
  };
}

function sumHours(line: BillLine, key: number, from: EpochHour, to: EpochHour): BilledAmount {
  let nanoUsd = 0;
  let microUnits = 0;
  for (let hour = from; hour < to; hour += 1) {
    const quantity = quantityOf(line, key, hour);
    nanoUsd += Math.round(quantity * line.priceUsd * 1e9);
    microUnits += Math.round(quantity * 1e6);
  }
  return { nanoUsd, microUnits };
}

const quantities = new Float64Array(24);

/** What the hours of a day add up to, priced one by one: each is a line item of its own, and rounded as such. */
function priceDay(line: BillLine, key: number, day: number): BilledAmount {
  const { course, priceUsd } = line;
  if (course.kind !== 'demand') {
    if (course.kind === 'monthStart') return sumHours(line, key, day * 24, day * 24 + 24);
    // All hours of the day are alike.
    const { nanoUsd, microUnits } = sumHours(line, key, day * 24, day * 24 + 1);
    return { nanoUsd: nanoUsd * 24, microUnits: microUnits * 24 };
  }
  fillDemandOfDay(course, key, day, quantities);
  let nanoUsd = 0;
  let microUnits = 0;
  for (const quantity of quantities) {
    nanoUsd += Math.round(quantity * priceUsd * 1e9);
    microUnits += Math.round(quantity * 1e6);
  }
  return { nanoUsd, microUnits };
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
