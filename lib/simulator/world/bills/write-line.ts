import type { BillLine, Course } from './bill-line';
import type { BilledDemand } from './billed-demand';
import { transferCode, transferPrice, usageTypeIn } from './list-prices';

/** Writes the lines of one account's bill. */
export interface LineWriter {
  readonly accountId: string;
  /** A line of usage in a region; the usage type gets the region's prefix. */
  regionalLine(
    place: { readonly service: string; readonly region: string; readonly workload: string },
    usageType: string,
    unit: string,
    priceUsd: number,
    course: Course,
  ): BillLine;
  /** Both ends of what one region sends another, in GB: the sender pays, and the receiver's line costs nothing. */
  transferLines(
    place: { readonly service: string; readonly workload: string },
    from: string,
    to: string,
    course: Course,
  ): BillLine[];
}

/** Opens the bill of an account for writing. */
export function openWriter(accountId: string): LineWriter {
  return {
    accountId,
    regionalLine: (place, usageType, unit, priceUsd, course) => ({
      account: accountId,
      recordType: 'Usage',
      ...place,
      usageType: usageTypeIn(place.region, usageType),
      unit,
      priceUsd,
      course,
    }),
    transferLines(place, from, to, course) {
      const pair = (here: string, there: string) => `${transferCode(here)}-${transferCode(there)}-AWS`;
      const stream = `transfer:${place.service}|${place.workload}|${from}>${to}`;
      const line = { account: accountId, recordType: 'Usage' as const, unit: 'GB', course, stream, ...place };
      return [
        { ...line, region: from, usageType: `${pair(from, to)}-Out-Bytes`, priceUsd: transferPrice(from) },
        { ...line, region: to, usageType: `${pair(to, from)}-In-Bytes`, priceUsd: 0 },
      ];
    },
  };
}

/** A course that follows a region's users: `perRequest` units for each of their requests. */
export function perRequest(demand: BilledDemand, units: number): Course {
  return { kind: 'demand', perHour: demand.requests * units, utcOffsetHours: demand.utcOffsetHours };
}

/** A course that follows a region's writes: `units` for each of them. */
export function perWrite(demand: BilledDemand, units: number): Course {
  return { kind: 'demand', perHour: demand.writes * units, utcOffsetHours: demand.utcOffsetHours };
}
