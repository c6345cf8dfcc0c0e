import type { Expression } from '@aws-sdk/client-cost-explorer';
import type { Call } from '../../wire';
import { type BilledAmount, type BillLine, type RecordKind, usageRecords } from '../../world/bills/bill-line';
import { addAmounts } from '../../world/bills/open-bills';
import type { World } from '../../world/types';
import { accountOf } from '../account';
import { writeDecimal } from './amounts';
import { readFilter } from './filter';
import type { Period } from './period';

/** Lines of an account that a filter lets through, and what they were billed in the part of a period that has arrived. */
export interface BilledUsage {
  readonly lines: readonly BillLine[];
  /** Hours of the period that have arrived. */
  readonly hours: number;
  billed(lines: readonly BillLine[]): BilledAmount;
}

/** @throws AwsError ValidationException for a filter that asks what bills do not have */
export function openUsage(world: World, call: Call, period: Period, filter: Expression | undefined): BilledUsage {
  const until = Math.min(period.to, world.bills.arrivedUntil());
  const lines = world.bills.lines(accountOf(call)).filter(readFilter(filter));
  return {
    lines,
    hours: Math.max(0, until - period.from),
    billed: (some) =>
      addAmounts(until <= period.from ? [] : some.map((line) => world.bills.billed(line, period.from, until))),
  };
}

/** What runs by the hour and can be committed to. */
export function isInstanceLine(line: BillLine): boolean {
  return /(^|-)BoxUsage:/.test(line.usageType) && usageRecords.includes(line.recordType);
}

export function ofRecord(lines: readonly BillLine[], ...kinds: readonly RecordKind[]): readonly BillLine[] {
  return lines.filter(({ recordType }) => kinds.includes(recordType));
}

/** Regions in which something runs that can be committed to, in order. */
export function instanceRegions(lines: readonly BillLine[]): readonly string[] {
  return [...new Set(lines.filter(isInstanceLine).map(({ region }) => region))].sort();
}

/** A share in percent as AWS writes it; of nothing it is 0. */
export function writePercent(part: number, whole: number): string {
  return writeDecimal(whole === 0 ? 0 : Math.round((part / whole) * 1e12), 10);
}

export const writeHours = (microUnits: number) => writeDecimal(microUnits, 6);
export const writeCost = (nano: number) => writeDecimal(nano, 9);
